"""How fast the search is beside others, at any number of statements: `make bench-search N=1000000`.

Loads a made-up archive (tests/bench_corpus.py) into a scratch database by COPY and runs the same
queries, in the same run and taking turns, through the project's own search, tantivy on the same
texts (with the same rows from PostgreSQL), hand-written SQL on the same tables, and what a Django
user would write first. Prints and writes docs/search-figures.md.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import database

database.start()
os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"

import django  # noqa: E402
from django.conf import settings  # noqa: E402

SCRATCH = "onrecord_bench"
settings.DATABASES["default"]["NAME"] = SCRATCH
settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
django.setup()

from tests import bench_engines as engines  # noqa: E402
from tests.bench_kept import Kept  # noqa: E402
from tests.bench_queries import CLASSES  # noqa: E402

FIGURES = Path(__file__).resolve().parent.parent / "docs" / "search-figures.md"


def percentile(times: list[float], share: float) -> float:
    """Return the time, in milliseconds, that `share` of the times do not exceed."""
    ordered = sorted(times)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


Times = dict[tuple[str, str], dict[str, list[float]]]  # (work, engine) → class → seconds


def measure(asked: dict[str, list[engines.Asked]], ways: engines.Ways) -> Times:
    """Run each query of each class every way, in turns, once to warm up and once to measure."""
    times: Times = defaultdict(lambda: defaultdict(list))
    for name in CLASSES:
        for query in asked[name]:
            for key, way in ways.items():
                work = way(query)
                if work is None:
                    continue
                work()
                times[key][name].append(timed(work))
        print(f"  {name}: {len(asked[name])} queries", file=sys.stderr)
    return times


def table(times: Times, work: str) -> list[str]:
    """Return a table of p50 / p95 in milliseconds of one sort of work."""
    names = [engine for sort, engine in times if sort == work]
    lines = [f"| {work} | {' | '.join(names)} |", f"|---|{'---|' * len(names)}"]
    for name in (*CLASSES, "all"):
        cells = []
        for engine in names:
            found = times[work, engine]
            values = [t for each in found.values() for t in each] if name == "all" else found[name]
            cells.append(
                f"{percentile(values, 0.5):.1f} / {percentile(values, 0.95):.1f}" if values else "–"
            )
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return [*lines, ""]


def over(times: Times, one: tuple[str, str], other: tuple[str, str], share: float) -> float:
    """Return how many times as long `one` takes as `other`, over the classes that both answer."""
    both = [name for name in CLASSES if times[one][name] and times[other][name]]
    figures = [
        percentile([t for name in both for t in times[key][name]], share) for key in (one, other)
    ]
    return figures[0] / figures[1]


GOALS = (
    ("first 20 newest, rows alone, p95", ("rows", "ours"), ("rows", "tantivy"), 0.95, "4x"),
    ("whole search, newest, p95", ("newest", "ours"), ("newest", "tantivy"), 0.95, "12x"),
    ("whole search, relevance, p95", ("relevance", "ours"), ("relevance", "tantivy"), 0.95, "16x"),
    ("plain Django over ours, newest, p95", ("newest", "Django"), ("newest", "ours"), 0.95, "4x or more"),
    ("hand-written SQL over ours, newest, p95", ("newest", "SQL"), ("newest", "ours"), 0.95, "–"),
    ("page 50 over page 1, p95", ("page 50", "ours"), ("newest", "ours"), 0.95, "2x"),
    ("URL to HTML over its SQL, p50", ("response", "ours"), ("its SQL", "ours"), 0.5, "2x"),
)  # fmt: skip


def report(n: int, times: Times, loading: dict[str, float], rare: float | None) -> str:
    """Return everything measured as Markdown."""
    lines = [f"## {n:,} statements", "", "| figure | measured | must |", "|---|---|---|"]
    for label, one, other, share, must in GOALS:
        if {one, other} <= set(times):
            lines.append(f"| {label} | {over(times, one, other, share):.2f}x | {must} |")
    if rare:
        lines.append(f"| SearchVector at query time over ours, rare word | {rare:,.0f}x | 1,000x |")
    if loading:
        lines.append(
            f"| loading with all indexes over COPY into the bare table with its vectors |"
            f" {loading['all'] / loading['bare']:.2f}x | 2x |"
        )
    lines += ["", "Milliseconds, p50 / p95.", ""]
    for work in dict.fromkeys(sort for sort, _ in times):
        lines += table(times, work)
    if loading:
        steps = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in loading.items())
        lines += [f"Loading: {steps}.", ""]
    return "\n".join(lines)


def write_below(page: Path, text: str) -> None:
    """Write figures into a page; what is said of them by hand stands before them, and stays."""
    before = page.read_text(encoding="utf-8").partition("\n## ")[0]
    page.write_text(f"{before}\n{text}", encoding="utf-8")


def main() -> int:
    """Load what is not there yet, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("n", type=int, nargs="?", default=100_000)
    parser.add_argument("--queries", type=int, default=30, help="of each class")
    parser.add_argument("--write", action="store_true", help=f"into {FIGURES.name}")
    parser.add_argument(
        "--ours",
        action="store_true",
        help="alone, to compare runs of two sizes: minutes, not hours",
    )
    parser.add_argument("--keep", type=Path, help="folder of what later runs need not make again")
    wish = parser.parse_args()
    if wish.ours and wish.write:
        parser.error("--ours measures too little to write: leave out --write")
    with TemporaryDirectory(prefix="bench-search-") as scratch:
        kept = Kept(wish.keep or Path(scratch), wish.n)
        kept.make()
        asked = {name: all_of[: wish.queries] for name, all_of in kept.asked.items()}
        ways = engines.ways(engines.Tantivy(kept.index))
        if wish.ours:
            ways = {key: way for key, way in ways.items() if key[1] == "ours"}
        times = measure(asked, ways)
        rare = None if wish.ours else engines.runtime_vector_over_ours(asked["rare"][0])
    text = report(wish.n, times, kept.loading, rare)
    print(text)
    if wish.write:
        write_below(FIGURES, text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
