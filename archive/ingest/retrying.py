"""What was refused, read once more: only places that the work list names, none that is typed."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils import timezone

from archive.ingest import fetching
from archive.ingest.asked import Asked
from archive.ingest.metadata import WrongMetadata
from archive.ingest.page import Refused
from archive.ingest.pipeline import Ingest
from archive.ingest.readers import read_file
from archive.models import ImportBatch, ImportProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.contrib.auth.models import User

    from archive.ingest.page import Page

MOST_PLACES = 20  # read at once: somebody waits for the page
LARGEST = 100 * 1024 * 1024  # bytes of a file that is read while somebody waits


@dataclass(slots=True)
class Retried:
    """What came of it: articles by state, what is still refused, what could not be tried here."""

    states: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)
    untried: list[str] = field(default_factory=list)
    left: int = 0  # places beyond those that are read at once


def retry(problems: Sequence[ImportProblem], by: User) -> Retried:
    """Read the places of open problems again, through the usual pipeline, in a run signed by `by`.

    They are read as the run that refused them was told to: a run for each set of options.
    A place is read as a whole: what it holds besides is known and changes nothing. What goes in
    is settled, signed; what is refused again stays open, with the reason of today.
    """
    retried = Retried()
    places: dict[str, ImportProblem] = {}
    for problem in problems:
        if reason := _obstacle(problem):
            retried.untried.append(f"{problem.source}: {reason}")
        else:
            places.setdefault(problem.origin, problem)
    chosen = list(places.values())[:MOST_PLACES]
    retried.left = len(places) - len(chosen)
    alike: dict[tuple[bool, str], list[ImportProblem]] = defaultdict(list)
    for problem in chosen:
        alike[problem.batch.is_sample, problem.batch.options].append(problem)
    for own in alike.values():
        try:
            _run(own, by, retried)
        except WrongMetadata as error:
            retried.untried += [f"{problem.source}: {error}" for problem in own]
    return retried


def _obstacle(problem: ImportProblem) -> str:
    """Say why a problem's place cannot be read from here, or nothing."""
    if problem.origin.startswith("file:"):
        path = _path(problem.origin)
        too_large = path.is_file() and path.stat().st_size > LARGEST
        advice = f"larger than {LARGEST // 2**20} MB: run manage.py ingest for it"
        return advice if too_large else ""
    if fetching.is_address(problem.origin):
        return ""
    return "no file or address is known of it: ingest it again"


def _run(problems: Sequence[ImportProblem], by: User, retried: Retried) -> None:
    names = ", ".join(problem.source for problem in problems)
    first = problems[0].batch
    asked = Asked.from_words(first.options)
    metadata = asked.metadata()
    batch = ImportBatch.objects.create(
        arguments=f"again: {names}",
        options=first.options,
        asked_by=by,
        is_sample=first.is_sample,
    )
    origins = [problem.origin for problem in problems]
    earlier = ImportProblem.objects.filter(origin__in=origins, settled_at__isnull=True)
    ids = list(earlier.values_list("pk", flat=True))
    report = Ingest(batch, metadata, lambda outcome: None).run(_pages(problems, asked))
    retried.states.update(report.states)
    retried.refused += [f"{one.source}: {one.reason}" for one in report.refused]
    # What is refused again has moved to this run, or stands in it with another reason.
    gone = ImportProblem.objects.filter(pk__in=ids).exclude(batch=batch)
    gone.filter(settled_at__isnull=True).update(settled_at=timezone.now())
    gone.filter(settled_by__isnull=True).update(settled_by=by)


def _pages(problems: Sequence[ImportProblem], asked: Asked) -> Iterator[Page | Refused]:
    reading = asked.reading()
    for problem in problems:
        if problem.origin.startswith("file:"):
            path = _path(problem.origin)
            yield from read_file(path, _shown(problem.source, path.name), reading)
        else:
            yield from fetching.read([problem.origin], _terms(asked), reading)


def _terms(asked: Asked) -> fetching.Terms:
    """Private addresses only where the operator allowed them: who asks here cannot."""
    contact = settings.SITE_URL if settings.SITE_URL_IS_GIVEN else ""
    return fetching.Terms(contact=contact, allow_private=asked.allow_private)


def _path(origin: str) -> Path:
    return Path(unquote(urlsplit(origin).path))


def _shown(source: str, name: str) -> str:
    """Return the name of the file in a source such as "folder/stories.jsonl:12"."""
    before, found, _ = source.partition(name)
    return before + found if found else name
