"""manage.py ingest PATH|URL…: bring articles into the archive."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentTypeError
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from archive.ingest import fetching
from archive.ingest.asked import Asked
from archive.ingest.metadata import Metadata, WrongMetadata
from archive.ingest.pipeline import Ingest, Outcome, Report
from archive.ingest.readers import (
    NAMES,
    STANDARD_INPUT,
    Fields,
    Reading,
    WrongMap,
    parse_map,
    read,
)
from archive.ingest.reading import EngineFailure
from archive.management.engines import add_engine_arguments, engine_of
from archive.management.interruption import exit_code, interruptible
from archive.management.progress import ArticleProgress
from archive.models import ImportBatch

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator

    from archive.ingest.page import Page, Refused

# 3, no database, is manage.py's: every command may meet it.
SOME_REFUSED, WRONG_USAGE = 1, 2


class Command(BaseCommand):
    """Read, clean, extract and store; the same files again change nothing."""

    help = (
        "Bring articles into the archive: folders, files and standard input (-) of text, HTML, "
        "MHT, JSON, JSONL, CSV, RSS, Atom, WARC, and .gz and .zip of these; addresses of pages "
        "and feeds on the web. "
        "Exit 0: all stored; 1: some refused; 2: wrong usage; 3: no database; 130: interrupted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare paths and what the operator knows."""
        parser.add_argument("paths", nargs="+", type=place, metavar="PATH|URL")
        parser.add_argument(
            "--follow", action="store_true", help="read the articles that feeds on the web name"
        )
        parser.add_argument(
            "--allow-private",
            action="store_true",
            help="fetch from this machine and its network, too, which is refused otherwise",
        )
        parser.add_argument("--outlet", default="", help="the outlet of all these articles")
        parser.add_argument(
            "--published", default="", help="their date: 2021, 2021-06, 2021-06-15, with time"
        )
        parser.add_argument(
            "--metadata",
            type=Path,
            metavar="CSV",
            help="a table with the columns source, title, outlet, url, published_at",
        )
        parser.add_argument(
            "--map",
            default=Fields(),
            type=_fields,
            metavar="OURS=THEIRS,…",
            help=f"how fields of JSON and CSV are named; ours are {', '.join(NAMES)}",
        )
        add_engine_arguments(parser)
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the ingest, show how far it is, print the closing line."""
        missing = [str(path) for path in options["paths"] if not exists(path)]
        if missing:
            raise CommandError(f"there is no {', '.join(missing)}", returncode=WRONG_USAGE)
        asked = Asked.of(options)
        reading = asked.reading()
        try:
            metadata = asked.metadata()
            with interruptible():
                report = self._run(options, metadata, reading)
        except (WrongMetadata, EngineFailure) as error:
            raise CommandError(str(error), returncode=WRONG_USAGE) from error
        except KeyboardInterrupt as interrupt:
            raise CommandError(
                "interrupted; what was ingested is stored. Run the same command to go on",
                returncode=exit_code(interrupt),
            ) from None
        self._print(report, metadata, as_json=options["json"])
        for what, count in reading.passed.most_common():
            self.stderr.write(f"passed over {count} {what}", ending="\n")
        if report.refused:
            sys.exit(SOME_REFUSED)

    def _run(self, options: dict[str, Any], metadata: Metadata, reading: Reading) -> Report:
        paths = options["paths"]
        pages = chain.from_iterable(
            _fetched(list(group), options, reading)
            if on_the_web
            else chain.from_iterable(read(path, reading) for path in group)
            for on_the_web, group in groupby(paths, lambda path: isinstance(path, str))
        )
        batch = ImportBatch.objects.create(
            arguments=" ".join(str(path) for path in paths), options=Asked.of(options).words()
        )
        engine = engine_of(options)
        if options["json"] or not sys.stderr.isatty():
            notice = (lambda _: None) if options["json"] else self._print_line
            return Ingest(batch, metadata, notice, engine).run(pages)
        with ArticleProgress(paths) as progress:
            notice = lambda outcome: progress.count(outcome.size)  # noqa: E731 - one expression
            report = Ingest(batch, metadata, notice, engine, progress.grouping).run(pages)
            progress.end()
            return report

    def _print_line(self, outcome: Outcome) -> None:
        """Print what became of a page: what nobody must mend is no error."""
        stream = self.stderr if outcome.state == "refused" else self.stdout
        stream.write(str(outcome), ending="\n")
        stream.flush()

    def _print(self, report: Report, metadata: Metadata, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
            return
        for outcome in report.refused if sys.stderr.isatty() else ():
            self.stderr.write(f"refused {outcome.source}: {outcome.reason}")
        for source in metadata.unused():
            self.stderr.write(f"no article came from {source!r}, which the metadata table names")
        self.stdout.write(str(report))


def place(argument: str) -> Path | str:
    """Read an argument: an address of the web stays a string, all else is a path."""
    return argument if fetching.is_address(argument) else Path(argument)


def exists(place: Path | str) -> bool:
    """Say whether a path is there; of an address only its server can tell."""
    return isinstance(place, str) or place == STANDARD_INPUT or place.exists()


def _fetched(
    addresses: list[str], options: dict[str, Any], reading: Reading
) -> Iterator[Page | Refused]:
    terms = fetching.Terms(
        contact=settings.SITE_URL if settings.SITE_URL_IS_GIVEN else "",
        allow_private=options["allow_private"],
    )
    return fetching.read(addresses, terms, reading, follow=options["follow"])


def _fields(words: str) -> Fields:
    try:
        return parse_map(words)
    except WrongMap as error:
        raise ArgumentTypeError(str(error)) from error
