"""Measure the whole way of an article: `python -m tests.bench_ingest [N [FORMAT…]]`.

N generated articles of about 500 words as text files, JSONL and WARC go into a scratch database
by the command that people type, with one job and with two, and once more unchanged; beside them,
in the same run, the extractor alone reads the same texts. Writes ratios and times into docs/ingest.md.
`make bench-ingest N=20000 ONLY=JSONL` measures one format, prints it and leaves the page as it is.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from archive.embedded import accounts, postmaster
from archive.extraction import Document, find_quotations
from archive.ingest.clean import clean
from archive.ingest.page import Page
from archive.ingest.readers import read
from tests.corpus import WRITERS, articles
from tests.crash import ROOT, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PAGE = ROOT / "docs" / "ingest.md"
BEGIN, END = "<!-- make bench-ingest writes from here -->", "<!-- to here: bench-ingest -->"
FEW = 2_000  # articles: what memory at N is compared with
SAMPLE = 500  # articles that the extractor reads alone, before and after, and that are cleaned
TARGETS = "at most 1.6", "at least 1.7", "at least 10", "at most 1.2"


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of the command."""

    seconds: float
    memory: float  # MB of its largest process
    processor: float  # seconds of its processes
    database: float  # seconds of PostgreSQL's


def ingest(world: World, path: Path, jobs: int) -> Measured:
    """Run the command to its end."""
    begun, before = time.monotonic(), _database_seconds(world)
    process = subprocess.Popen(
        [sys.executable, "manage.py", "ingest", "--json", "--jobs", str(jobs), str(path)],
        cwd=ROOT, env=world.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, (path, jobs, status)
    seconds = time.monotonic() - begun
    return Measured(
        seconds,
        usage.ru_maxrss / 1024,
        usage.ru_utime + usage.ru_stime,
        _database_seconds(world) - before,
    )


def _database_seconds(world: World) -> float:
    """Return the processor's time of all of the server's processes that have ended."""
    time.sleep(0.5)  # a backend ends a little after its client
    server = postmaster.living(world.location, accounts.account_for(world.location))
    fields = Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


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


def two_extractors(alone: float, count: int) -> float:
    """Return how many times what one reads two extractors read at once: what a second job of
    anything can give on this machine."""
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        list(pool.map(extraction_alone, [1, 1]))  # both have imported what they need
        both = list(pool.map(extraction_alone, [count, count]))
    return 2 * alone / (sum(both) / 2)


def cleaning_alone(path: Path) -> float:
    """Return the seconds an article that cleaning takes."""
    pages = [page for page in islice(read(path), SAMPLE) if isinstance(page, Page)]
    begun = time.monotonic()
    for page in pages:
        clean(page)
    return (time.monotonic() - begun) / len(pages)


def row(world: World, name: str, count: int) -> tuple[str, str]:
    """Measure one format; return its line of the table, and in words where the time goes."""
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
    alone = (before + extraction_alone(count)) / 2
    together = two_extractors(alone, count)
    cleaning = cleaning_alone(all_of_them)
    return (
        f"| {name} | {one.seconds / alone / count:.2f} | {one.seconds / two.seconds:.2f} "
        f"| {one.seconds / again.seconds:.1f} | {two.memory / small.memory:.2f} "
        f"| {1 / alone:.0f} | {count / one.seconds:.0f} | {count / two.seconds:.0f} |"
    ), (
        f"{name}: extractor {1000 * alone:.1f}, cleaning {1000 * cleaning:.1f}, all of the command's "
        f"Python {1000 * one.processor / count:.1f}, PostgreSQL {1000 * one.database / count:.1f}; "
        f"largest process {small.memory:.0f} MB at {FEW:,} articles, {two.memory:.0f} MB at {count:,}; "
        f"two extractors at once read {together:.2f} times what one reads."
    )


def _written(path: Path, write: Callable[[Path, int], None], count: int) -> Path:
    write(path, count)
    return path


def lines(count: int, names: Iterable[str]) -> Iterator[str]:
    """Yield the table of the named formats."""
    yield f"{count:,} articles of about 500 words, the same in each format:"
    yield ""
    yield (
        "| format | one job: times the extractor alone | two jobs: times as fast "
        f"| unchanged again: times as fast | memory: times that of {FEW:,} "
        "| articles/s: extractor | one job | two jobs |"
    )
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    yield f"| *target* | {' | '.join(TARGETS)} | | | |"
    told = []
    with World(articles=1) as world:
        for name in names:
            line, words = row(world, name, count)
            yield line
            told.append(words)
    yield ""
    yield "Where the time goes, in milliseconds of a processor an article, with one job:"
    yield ""
    yield from (f"- {words}" for words in told)


def main(count: str = "20000", *only: str) -> int:
    """Measure, print, and write the page when all formats were measured."""
    table = []
    for line in lines(int(count), only or WRITERS):
        print(line, flush=True)
        table.append(line)
    if only:
        return 0
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    whole = "\n".join(table)
    PAGE.write_text(f"{before}{BEGIN}\n\n{whole}\n\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
