"""manage.py ingest PATH…: bring articles into the archive."""

from __future__ import annotations

import json
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from archive.ingest.metadata import Given, Metadata, WrongMetadata, given_date, read_metadata
from archive.ingest.pipeline import Outcome, Report, ingest
from archive.ingest.readers import count_files, read
from archive.models import ImportBatch

if TYPE_CHECKING:
    from argparse import ArgumentParser

# 3, no database, is manage.py's: every command may meet it.
SOME_REFUSED, WRONG_USAGE, INTERRUPTED = 1, 2, 130


class Command(BaseCommand):
    """Read, clean, extract and store; the same files again change nothing."""

    help = (
        "Bring articles into the archive: folders and files of .txt, .html and .jsonl. "
        "Exit 0: all stored; 1: some refused; 2: wrong usage; 3: no database; 130: interrupted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare paths and what the operator knows."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
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
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the ingest, show how far it is, print the closing line."""
        missing = [str(path) for path in options["paths"] if not path.exists()]
        if missing:
            raise CommandError(f"there is no {', '.join(missing)}", returncode=WRONG_USAGE)
        try:
            metadata = self._metadata(options)
            report = self._run(options, metadata)
        except WrongMetadata as error:
            raise CommandError(str(error), returncode=WRONG_USAGE) from error
        except KeyboardInterrupt:
            raise CommandError(
                "interrupted; what was ingested is stored. Run the same command to go on",
                returncode=INTERRUPTED,
            ) from None
        self._print(report, metadata, as_json=options["json"])
        if report.refused:
            sys.exit(SOME_REFUSED)

    def _metadata(self, options: dict[str, Any]) -> Metadata:
        published = given_date(options["published"]) if options["published"] else None
        table = read_metadata(options["metadata"]) if options["metadata"] else {}
        return Metadata(Given(outlet=options["outlet"], published=published), table)

    def _run(self, options: dict[str, Any], metadata: Metadata) -> Report:
        paths = options["paths"]
        pages = chain.from_iterable(read(path) for path in paths)
        batch = ImportBatch.objects.create(arguments=" ".join(str(path) for path in paths))
        if options["json"] or not sys.stderr.isatty():
            notice = (lambda _: None) if options["json"] else self._print_line
            return ingest(pages, batch, metadata, notice)
        with _progress() as progress:
            task = progress.add_task("ingesting", total=sum(count_files(path) for path in paths))
            return ingest(pages, batch, metadata, lambda _: progress.advance(task))

    def _print_line(self, outcome: Outcome) -> None:
        self.stderr.write(str(outcome), ending="\n")

    def _print(self, report: Report, metadata: Metadata, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
            return
        for outcome in report.refused if sys.stderr.isatty() else ():
            self.stderr.write(f"refused {outcome.source}: {outcome.reason}")
        for source in metadata.unused():
            self.stderr.write(f"no article came from {source!r}, which the metadata table names")
        self.stdout.write(str(report))


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
