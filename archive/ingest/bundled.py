"""The bundled sample: invented articles, in and out by one command."""

from __future__ import annotations

import csv
import json
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction

from archive.ingest.grouping import group_prints
from archive.ingest.metadata import Metadata, read_metadata
from archive.ingest.pipeline import Outcome, Report, ingest
from archive.ingest.readers import read
from archive.models import Article, IdentityDecision, ImportBatch, Outlet, Speaker, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SAMPLE = Path(__file__).resolve().parent.parent / "sample"
# The corrections come second: one article gets a second version.
FOLDERS = (SAMPLE / "articles", SAMPLE / "corrections")
GOLD = SAMPLE / "gold.jsonl"
MEASURED = SAMPLE / "measured.json"  # the extractor on GOLD, by manage.py evaluate --write


@cache
def measured() -> dict[str, Any]:
    """Return how right the extractor is on the annotated sample: extractor, day, figures."""
    found: dict[str, Any] = json.loads(MEASURED.read_text(encoding="utf-8"))
    return {**found, "day": date.fromisoformat(found["day"])}


def is_loaded() -> bool:
    """Say whether the sample was loaded to its end."""
    return ImportBatch.objects.filter(is_sample=True, finished_at__isnull=False).exists()


def load_sample(notice: Callable[[Outcome], None]) -> Report:
    """Bring the sample in, its cast first; loading it again changes nothing."""
    _load_cast()
    batch = ImportBatch.objects.create(arguments="the bundled sample", is_sample=True)
    metadata = Metadata(by_source=read_metadata(SAMPLE / "metadata.csv"))
    return ingest(chain.from_iterable(map(read, FOLDERS)), batch, metadata, notice)


def _load_cast() -> None:
    """Make the sample's outlets and speakers, with their aliases and roles; what is there stays."""
    with transaction.atomic():
        for row in _rows("outlets.csv"):
            outlet = Outlet.objects.named(row["name"])
            if not outlet.domains:
                outlet.domains, outlet.language = [row["domain"]], row["language"]
                outlet.country = row["country"]
                outlet.save(update_fields=["domains", "language", "country"])
        for row in _rows("speakers.csv"):
            if not Speaker.objects.filter(is_sample=True).called(row["name"]):
                _load_speaker(row)


def _load_speaker(row: dict[str, str]) -> None:
    speaker = Speaker.objects.make(row["name"], row["kind"], is_sample=True)
    speaker.description = row["description"]
    speaker.save(update_fields=["description"])
    for text in _listed(row["aliases"]):
        speaker.aliases.create(text=text)
    for role in _listed(row["roles"]):
        title, since, until = (part.strip() for part in role.split(";"))
        speaker.roles.create(title=title, since=_day(since), until=_day(until))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table)


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _day(words: str) -> date | None:
    return date.fromisoformat(words) if words else None


def remove_sample() -> dict[str, int]:
    """Take the sample out: its articles, its speakers, and the outlets that only it had.

    Returns how many of each went. A speaker to whom a curator gave statements of other articles
    stays, and is the sample's no longer.
    """
    with transaction.atomic():
        articles = Article.objects.filter(batch__is_sample=True)
        names = [row["name"] for row in _rows("outlets.csv")]
        outlets = set(Outlet.objects.filter(name__in=names).values_list("pk", flat=True))
        outlets |= set(articles.exclude(outlet=None).values_list("outlet", flat=True))
        counts = {"articles": articles.count()}
        Statement.objects.filter(article__in=articles).delete()
        articles.update(current_version=None)
        articles.delete()
        cast = Speaker.objects.filter(is_sample=True)
        IdentityDecision.objects.filter(speaker__in=cast).delete()
        cast.update(merged_into=None)
        left = cast.filter(statements__isnull=True, merged__isnull=True)
        counts["speakers"] = left.count()
        left.delete()
        cast.update(is_sample=False)
        Outlet.objects.filter(pk__in=outlets).update(merged_into=None)
        unprinted = Outlet.objects.filter(
            pk__in=outlets, articles__isnull=True, merged__isnull=True
        )
        counts["outlets"] = unprinted.count()
        unprinted.delete()
        ImportBatch.objects.filter(is_sample=True).delete()
    group_prints()
    return counts
