"""Measure grouping: `python -m tests.bench_groups [STATEMENTS]` (make bench-groups).

How right the rule is on labelled pairs (tests/ingest/pairs), and what grouping costs beside a
synthetic archive of so many statements (200,000 where none are asked for), in a database of its
own. Writes the tables into docs/grouping.md.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from itertools import accumulate, islice
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from collections.abc import Iterator

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402 - settings first

from archive.ingest.copying import copy_rows  # noqa: E402
from archive.ingest.grouping import group_prints  # noqa: E402
from archive.ingest.resemblance import resemblance  # noqa: E402
from archive.ingest.wording import words_of  # noqa: E402
from archive.models import (  # noqa: E402
    Article,
    ArticleVersion,
    ImportBatch,
    NearCopy,
    QuotationGroup,
    Resemblance,
    Speaker,
    Statement,
    Wording,
)  # fmt: skip
from tests.ingest.quotation_pairs import pairs  # noqa: E402

PAGE = Path(__file__).resolve().parent.parent / "docs" / "grouping.md"
BEGIN, END = "<!-- make bench-groups writes from here -->", "<!-- to here -->"
SETS = (("", "seen"), ("_second", "second"), ("_unseen", "unseen"))
SPEAKERS, VOCABULARY, A_STATEMENT, AN_ARTICLE = 10_000, 20_000, 25, 8
REPRINTED, SHORTENED = 0.15, 0.05  # of all statements
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
FRESH = 8_000  # statements that come on top


def rule_lines() -> Iterator[str]:
    """Yield how right the rule is, set by set and kind by kind."""
    yield "| pairs | the same | found | another | joined wrongly | precision | recall |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    missed: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for suffix, name in SETS:
        same, other = pairs(f"same{suffix}"), pairs(f"other{suffix}")
        found, wrong = sum(map(is_joined, same)), sum(map(is_joined, other))
        for pair in same:
            asked[pair.how] += 1
            missed[pair.how] += not is_joined(pair)
        yield (
            f"| {name} | {len(same)} | {found} | {len(other)} | {wrong} "
            f"| {found / (found + wrong):.2f} | {found / len(same):.2f} |"
        )
    yield ""
    kinds = (f"{how} {asked[how] - missed[how]} of {asked[how]}" for how in asked)
    yield f"Found by kind, over all sets: {', '.join(kinds)}."


def is_joined(pair) -> bool:
    """Say whether the rule takes the two for one quotation."""
    return resemblance(words_of(pair.one), words_of(pair.other)) > 0


def statements(count: int, seed: int = 1) -> Iterator[tuple[int, str]]:
    """Yield (speaker, words): words and speakers as unevenly used as in life, some reprinted."""
    chance = random.Random(seed)
    words = [f"w{''.join(chance.choices('abcdefghijklmnoprstu', k=6))}" for _ in range(VOCABULARY)]
    weights = list(accumulate(1 / (rank + 10) for rank in range(VOCABULARY)))
    speakers = chance.choices(
        range(1, SPEAKERS + 1), [1 / (n + 20) for n in range(SPEAKERS)], k=count
    )
    kept: list[tuple[int, str]] = []
    for speaker in speakers:
        draw = chance.random()
        if kept and draw < REPRINTED:
            speaker, text = chance.choice(kept)
            if draw < SHORTENED:
                text = text.rsplit(" ", 6)[0]
        else:
            text = " ".join(chance.choices(words, cum_weights=weights, k=A_STATEMENT))
            if len(kept) < 5000:
                kept.append((speaker, text))
            else:
                kept[chance.randrange(5000)] = speaker, text
        yield speaker, text


def fill(rows: list[tuple[int, str]], first: int) -> float:
    """Store the statements in articles of eight; returns the seconds that this takes."""
    began = time.perf_counter()
    articles, versions, said = [], [], []
    for n, at in enumerate(range(0, len(rows), AN_ARTICLE), first):
        some = rows[at : at + AN_ARTICLE]
        text = "\n".join(words for _, words in some)
        articles.append(
            Article(pk=n, source=n, origin=n, title="T", batch_id=1, current_version_id=n)
        )
        versions.append(
            ArticleVersion(
                pk=n, article_id=n, number=1, text=text, fingerprint=n, origin=n, raw_sha256=n,
                fetched_at=MOMENT, reader="bench",
            )
        )  # fmt: skip
        said += list(statements_of(n, some))
    with transaction.atomic():
        for some_rows in (articles, versions, said):
            copy_rows(some_rows)
    return time.perf_counter() - began


def statements_of(article: int, some: list[tuple[int, str]]) -> Iterator[Statement]:
    """Yield the statements of one article, one a line."""
    start = 0
    for number, (speaker, text) in enumerate(some):
        yield Statement(
            pk=article * AN_ARTICLE + number, article_id=article, version_id=article, start=start,
            end=start + len(text), text=text, kind="direct", speaker_id=speaker,
            attribution="explicit", rule="bench", confidence=0.9, extractor="bench",
        )  # fmt: skip
        start += len(text) + 1


def cost_lines(count: int) -> Iterator[str]:
    """Yield what grouping costs in an archive of `count` statements."""
    ImportBatch.objects.create(pk=1)
    copy_rows(
        [
            Speaker(pk=n, name=f"S{n}", normalised_name=f"s{n}", slug=f"s{n}")
            for n in range(1, SPEAKERS + 1)
        ]
    )
    stream, first, grouping = statements(count + FRESH), 1, 0.0
    while (stored := (first - 1) * AN_ARTICLE) < count:
        chunk = list(islice(stream, min(40_000, count - stored)))
        fill(chunk, first)
        first += -(-len(chunk) // AN_ARTICLE)
        grouping += timed(group_prints)
        print(f"{stored + len(chunk)} statements, {grouping:.0f} s of grouping", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    storing = fill(list(stream), first)
    fresh = timed(group_prints)
    groups = QuotationGroup.objects.filter(articles__gt=1).count()
    sizes = ", ".join(f"{table} {size(table)}" for table in ("wording", "print", "textsketch"))
    yield (
        f"In a synthetic archive of {count:,} statements ({count // AN_ARTICLE:,} articles, "
        f"{SPEAKERS:,} speakers, the most quoted with {100 * most_quoted() / count:.1f} % of all), "
        f"{Wording.objects.count():,} wordings, {groups:,} quotations printed by several articles, "
        f"{Resemblance.objects.count():,} resembling pairs, {NearCopy.objects.count():,} near "
        f"copies: grouping {FRESH:,} more statements of {FRESH // AN_ARTICLE:,} articles took "
        f"{fresh:.1f} s, {1e6 * fresh / FRESH:.0f} µs a statement, "
        f"{1e3 * fresh / (FRESH / AN_ARTICLE):.2f} ms an article (storing the bare rows: "
        f"{storing:.1f} s). Tables with their indexes: {sizes}."
    )


def most_quoted() -> int:
    """Return how many statements the most quoted speaker has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM archive_statement GROUP BY speaker_id ORDER BY 1 DESC LIMIT 1"
        )
        return int(cursor.fetchone()[0])


def size(table: str) -> str:
    """Return the size of a table with its indexes, in words."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_size_pretty(pg_total_relation_size(%s::regclass))", [f"archive_{table}"]
        )
        return str(cursor.fetchone()[0])


def timed(work) -> float:
    """Return the seconds that it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    """Measure, print, and write the page."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    connection.settings_dict["TEST"]["NAME"] = "bench_groups"
    former = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        lines = [*rule_lines(), "", *cost_lines(count)]
    finally:
        connection.creation.destroy_test_db(former, verbosity=0)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    text = "\n".join([before + BEGIN, "", *lines, "", END + after])
    PAGE.write_text(text, encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
