"""How long a page takes beside its own SQL: `make bench-pages N=1000000`.

Loads the made-up archive of `make bench-search` into the same scratch database; then asks, in
turns in one run, for each kind of public page from its address to its HTML, and sends the same
SQL again alone. Prints and writes docs/page-figures.md.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections import defaultdict
from pathlib import Path

from tests import bench_search  # sets Django up on the scratch database

# isort: split
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from archive.models import Outlet, Speaker, Statement
from tests.bench_corpus import Corpus
from tests.bench_engines import response, sql_of
from tests.bench_loading import load, made

FIGURES = Path(__file__).resolve().parent.parent / "docs" / "page-figures.md"
FREQUENT = 7  # a frequent word stands in so many of a hundred statements, or more


def addresses() -> dict[str, str]:
    """Return an address of each kind of page: of the most quoted speaker and outlet, the worst."""
    shown = Statement.objects.shown()
    said = shown.order_by().values("speaker", "speaker__slug").annotate(n=Count("pk"))
    most, second = said.order_by("-n")[:2]
    printed = shown.order_by().values("outlet").annotate(n=Count("pk")).order_by("-n")[0]
    newest = shown.newest().select_related("article")[0]
    one = Speaker.objects.get(pk=most["speaker"])
    word = frequent_word()
    day = newest.said_on
    return {
        "home": "/",
        "search, empty box": "/statements/",
        "search, a frequent word": f"/statements/?q={word}&sort=newest",
        "search, by relevance": f"/statements/?q={word}",
        "search, a word and a speaker": f"/statements/?q={word}&speaker={most['speaker__slug']}",
        "who says it most": f"/statements/?q={word}&by=speaker",
        "statement": newest.get_absolute_url(),
        "article": newest.article.get_absolute_url(),
        "speakers": "/speakers/",
        "speaker, the most quoted": one.get_absolute_url(),
        "outlets": "/outlets/",
        "outlet, the one with most": Outlet.objects.get(pk=printed["outlet"]).get_absolute_url(),
        "year": f"/on/{day:%Y}/",
        "month": f"/on/{day:%Y/%m}/",
        "day": f"/on/{day:%Y/%m/%d}/",
        "compare two": f"/compare/?speaker={most['speaker__slug']}&speaker={second['speaker__slug']}&q={word}",
        "about": "/about/",
        "help for search": "/help/search/",
    }


def frequent_word() -> str:
    """Return the word that stands in about FREQUENT of a hundred statements."""
    sample = "SELECT exact_vector FROM archive_statement TABLESAMPLE SYSTEM (1) LIMIT 5000"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT word FROM ts_stat('{sample}') WHERE ndoc >= %s AND length(word) > 3"
            " ORDER BY ndoc, word LIMIT 1",
            [5000 * FREQUENT // 100],
        )
        return str(cursor.fetchone()[0])


def report(n: int, rounds: int) -> str:
    """Measure every page in turns; return a table."""
    pages = addresses()
    whole, alone = defaultdict(list), defaultdict(list)
    queries, weight = {}, {}
    for name, url in pages.items():
        with CaptureQueriesContext(connection) as captured:
            weight[name] = len(gzip.compress(response(url)()))
        queries[name] = len(captured)
    asked = {name: (response(url), sql_of(url)) for name, url in pages.items()}
    for _ in range(rounds):
        for name, (page, sql) in asked.items():
            whole[name].append(bench_search.timed(page))
            alone[name].append(bench_search.timed(sql))
    lines = [
        f"## {n:,} statements",
        "",
        f"{rounds} rounds in turns, p50 in milliseconds; kB of the packed HTML.",
        "",
        "| page | from address to HTML | its SQL alone | ratio (must: 2) | queries | kB |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name in pages:
        page, sql = (bench_search.percentile(times[name], 0.5) for times in (whole, alone))
        lines.append(
            f"| {name} | {page:.0f} | {sql:.0f} | {page / sql:.1f} | {queries[name]}"
            f" | {weight[name] / 1000:.0f} |"
        )
    return "\n".join([*lines, ""])


def main() -> int:
    """Load what is not there yet, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("n", type=int, nargs="?", default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--write", action="store_true", help=f"into {FIGURES.name}")
    wish = parser.parse_args()
    corpus = Corpus(wish.n)
    if not made(corpus):
        load(corpus)
    text = report(wish.n, wish.rounds)
    print(text)
    if wish.write:
        bench_search.write_below(FIGURES, text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
