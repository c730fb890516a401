"""manage.py reextract: the current extractor over the texts that are stored."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from archive.ingest import differences
from archive.ingest.reading import EngineFailure
from archive.ingest.reextraction import Counts, Failure, Reextraction, forget_reading, unread
from archive.management.engines import add_engine_arguments, engine_of
from archive.management.interruption import exit_code, interruptible
from archive.models import Article, Outlet

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from django.db.models import QuerySet

    from archive.ingest.renewal import Renewal

SOME_FAILED, WRONG_USAGE = 1, 2


class Command(BaseCommand):
    """Read stored texts anew; what people decided stays as it is."""

    help = (
        "Run the current extractor over the current texts of all articles that another version "
        "of it read last. Exit 0: all read; 1: some failed; 2: wrong usage; 3: no database; "
        "130: interrupted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare which articles, and whether anything is stored."""
        parser.add_argument("--article", nargs="+", type=int, metavar="ID", help="only these")
        parser.add_argument("--outlet", metavar="SLUG", help="only articles of this outlet")
        parser.add_argument("--since", metavar="DAY", help="only published on this day or later")
        parser.add_argument("--until", metavar="DAY", help="only published on this day or earlier")
        parser.add_argument(
            "--all",
            action="store_true",
            help="also what this extractor has read already (after aliases or roles were entered)",
        )
        parser.add_argument("--dry-run", action="store_true", help="print what would change")
        add_engine_arguments(parser)
        parser.add_argument("--json", action="store_true", help="print JSON lines")

    def handle(self, *args: Any, **options: Any) -> None:
        """Choose the articles, read them, say what changed."""
        articles = _chosen(options)
        if options["all"] and not options["dry_run"]:
            forget_reading(articles)
        if not (options["all"] and options["dry_run"]):
            articles = unread(articles)
        try:
            with interruptible():
                counts = self._run(articles, options)
        except EngineFailure as error:
            raise CommandError(str(error), returncode=WRONG_USAGE) from error
        except KeyboardInterrupt as interrupt:
            how = "without --all" if options["all"] else "again"
            reason = f"interrupted; what was read is stored. Run it {how} to go on"
            raise CommandError(reason, returncode=exit_code(interrupt)) from None
        if options["json"]:
            self._print(differences.as_summary(counts, dry_run=options["dry_run"]))
        else:
            self.stdout.write(differences.closing_line(counts, dry_run=options["dry_run"]))
        if counts.failed:
            sys.exit(SOME_FAILED)

    def _run(self, articles: QuerySet[Article], options: dict[str, Any]) -> Counts:
        def tell(result: Renewal | Failure) -> None:
            self._tell(result, options)

        engine = engine_of(options)
        if not sys.stderr.isatty() or options["json"] or options["dry_run"]:
            return Reextraction(options["dry_run"], tell, engine).run(articles)
        with _progress() as progress:
            task = progress.add_task("reading", total=articles.count())

            def advance(result: Renewal | Failure) -> None:
                progress.advance(task)
                tell(result)

            return Reextraction(False, advance, engine).run(articles)

    def _tell(self, result: Renewal | Failure, options: dict[str, Any]) -> None:
        if isinstance(result, Failure):
            if options["json"]:
                self._print(differences.as_failure(result))
            else:
                self.stderr.write(f"article {result.article} failed: {result.reason}")
        elif result.changes_anything or result.left_out:
            if options["json"]:
                self._print(differences.as_record(result))
            elif options["dry_run"]:
                for line in differences.in_words(result):
                    self.stdout.write(line)

    def _print(self, record: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(record, ensure_ascii=False))


def _chosen(options: dict[str, Any]) -> QuerySet[Article]:
    """Return the articles that the options name. Raises CommandError for what is not there."""
    articles = Article.objects.all()
    if options["article"]:
        articles = articles.filter(pk__in=options["article"])
        missing = set(options["article"]) - set(articles.values_list("pk", flat=True))
        if missing:
            reason = f"there is no article {', '.join(map(str, sorted(missing)))}"
            raise CommandError(reason, returncode=WRONG_USAGE)
    if options["outlet"]:
        articles = articles.filter(outlet=_outlet(options["outlet"]))
    if options["since"]:
        articles = articles.filter(published_at__date__gte=_day(options["since"]))
    if options["until"]:
        articles = articles.filter(published_at__date__lte=_day(options["until"]))
    return articles


def _outlet(slug: str) -> Outlet:
    outlet = Outlet.objects.filter(slug=slug).first()
    if outlet is None:
        raise CommandError(f"there is no outlet {slug!r}", returncode=WRONG_USAGE)
    return outlet


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        reason = f"{words!r} is no day: write 2021-06-15"
        raise CommandError(reason, returncode=WRONG_USAGE) from None


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
