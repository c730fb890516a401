"""Measure the whole way of an article: `python -m tests.bench_ingest [N]` (make bench-ingest N=…).

N generated articles of about 500 words as text files, JSONL and WARC go into a scratch database
by the command that people type, with one job and with two, and once more unchanged; beside them,
in the same run, the extractor alone reads the same texts. Writes the ratios into docs/ingest.md.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from archive.extraction import Document, find_quotations
from tests.corpus import WRITERS, articles
from tests.crash import ROOT, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = ROOT / "docs" / "ingest.md"
BEGIN, END = "<!-- make bench-ingest writes from here -->", "<!-- to here: bench-ingest -->"
FEW = 2_000  # articles: what memory at N is compared with
SAMPLE = 1_000  # articles that the extractor reads alone, before and after


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of the command."""

    seconds: float
    memory: float  # MB of its largest process


def ingest(world: World, path: Path, jobs: int) -> Measured:
    """Run the command to its end."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "ingest", "--json", "--jobs", str(jobs), str(path)],
        cwd=ROOT, env=world.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, (path, jobs, status)
    return Measured(time.monotonic() - begun, usage.ru_maxrss / 1024)


def extraction_alone(count: int) -> float:
    """Return the seconds an article that the extractor takes for the same texts."""
    documents = [
        Document("\n\n".join((one.title, *one.paragraphs)), one.title, one.published.date())
        for one in articles(min(count, SAMPLE))
    ]
    begun = time.monotonic()
    for document in documents:
        find_quotations(document)
    return (time.monotonic() - begun) / len(documents)


def row(world: World, name: str, count: int) -> str:
    """Measure one format; return its line of the table."""
    file, write = WRITERS[name]
    few, all_of_them = (_written(world.folder / f"{n}-{file}", write, n) for n in (FEW, count))
    before = extraction_alone(count)
    world.reset()
    small = ingest(world, few, 2)
    world.reset()
    one = ingest(world, all_of_them, 1)
    again = ingest(world, all_of_them, 1)
    world.reset()
    two = ingest(world, all_of_them, 2)
    alone = (before + extraction_alone(count)) / 2 * count
    return (
        f"| {name} | {one.seconds / alone:.2f} | {one.seconds / two.seconds:.2f} "
        f"| {one.seconds / again.seconds:.1f} | {two.memory / small.memory:.2f} "
        f"| {count / alone:.0f} | {count / one.seconds:.0f} | {count / two.seconds:.0f} |"
    )


def _written(path: Path, write: Callable[[Path, int], None], count: int) -> Path:
    write(path, count)
    return path


def lines(count: int) -> Iterator[str]:
    """Yield the table."""
    yield f"{count:,} articles of about 500 words, the same in each format:"
    yield ""
    yield (
        "| format | one job: times the extractor alone | two jobs: times as fast "
        f"| unchanged again: times as fast | memory: times that of {FEW:,} "
        "| articles/s: extractor | one job | two jobs |"
    )
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    with World(articles=1) as world:
        for name in WRITERS:
            yield row(world, name, count)


def main(count: str = "20000") -> int:
    """Measure, print, and write the page."""
    table = []
    for line in lines(int(count)):
        print(line, flush=True)
        table.append(line)
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    whole = "\n".join(table)
    PAGE.write_text(f"{before}{BEGIN}\n\n{whole}\n\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
