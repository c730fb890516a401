"""manage.py evaluate: how right the extractor is on texts that a reader marked."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from archive.extraction import VERSION, find_quotations
from archive.extraction.scoring import Report, marks_of
from archive.ingest.bundled import GOLD, MEASURED

if TYPE_CHECKING:
    from argparse import ArgumentParser

WRONG_USAGE = 2


class Command(BaseCommand):
    """Extract from annotated texts and compare."""

    help = "Measure the extractor on annotated articles (by default the bundled, invented ones)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the annotation and the form of the answer."""
        parser.add_argument("gold", nargs="?", type=Path, default=GOLD, metavar="GOLD.jsonl")
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")
        parser.add_argument(
            "--write", action="store_true", help="store the figures that /about/ shows"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print a table."""
        report = evaluate(options["gold"])
        if options["write"]:
            write(report, MEASURED)
        if options["json"]:
            self.stdout.write(json.dumps(figures(report)))
            return
        self.stdout.write(f"extractor {VERSION}, {report.documents} articles\n")
        self.stdout.write(
            "| statements | marked | found | words exact, F1 | and speaker, F1 | speaker right |"
        )
        self.stdout.write("|---|---|---|---|---|---|")
        for name, score in report.scores.items():
            self.stdout.write(
                f"| {name} | {score.marked} | {score.found} | {score.span_f1:.1%} "
                f"| {score.joint_f1:.1%} | {score.speaker_accuracy:.1%} |"
            )
        self.stdout.write("\n| stated confidence | statements | right |\n|---|---|---|")
        for tenth, count in sorted(report.stated.items()):
            self.stdout.write(
                f"| {tenth / 10:.1f} to {(tenth + 1) / 10:.1f} | {count} "
                f"| {report.kept[tenth] / count:.1%} |"
            )


def evaluate(gold: Path) -> Report:
    """Run the extractor over the annotated texts in `gold`; raises CommandError when it is none."""
    report = Report()
    try:
        lines = gold.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"cannot read {gold}: {error}", returncode=WRONG_USAGE) from error
    for number, line in enumerate(lines, 1):
        try:
            document, marks = marks_of(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise CommandError(
                f"{gold}:{number}: no annotated document ({error!r}): it needs text and quotes",
                returncode=WRONG_USAGE,
            ) from error
        report.add(document, marks, find_quotations(document))
    return report


def write(report: Report, path: Path) -> None:
    """Store what /about/ shows: figures, extractor and day; the day stays while they do."""
    measured = {
        "extractor": VERSION,
        "articles": report.documents,
        "figures": figures(report),
    }
    try:
        before = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        before = {}
    if {**before, "day": None} == {**measured, "day": None}:
        return
    measured["day"] = datetime.now(UTC).date().isoformat()
    path.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


def figures(report: Report) -> dict[str, Any]:
    """Return the scores by measure, shares from 0 to 1 with four places."""
    return {
        name: {
            "marked": score.marked,
            "found": score.found,
            "span_f1": round(score.span_f1, 4),
            "joint_f1": round(score.joint_f1, 4),
            "speaker_accuracy": round(score.speaker_accuracy, 4),
        }
        for name, score in report.scores.items()
    }
