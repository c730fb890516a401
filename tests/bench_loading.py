"""A made-up archive → the tables of a scratch database, by COPY."""

from __future__ import annotations

import itertools
import os
import sys
import time
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection, transaction

from tests.bench_corpus import OUTLETS, SPEAKERS, Corpus, Row

SCRATCH = "onrecord_bench"
SPEAKER = "id name normalised_name slug kind description wikidata_id is_sample"
ARTICLE = (
    "id source origin outlet_id title byline dateline language published_at date_precision"
    " date_basis date_printed date_evidence given decided batch_id current_version_id"
)
VERSION = (
    "id article_id number text fingerprint origin raw_sha256 fetched_at reader heading extractor"
    " changes"
)
STATEMENT = (
    'id article_id version_id start "end" text kind quoted section speaker_id name mention'
    " mention_start cue cue_start attribution rule resolution confidence extractor outlet_id"
    " said_on said_precision language status reason dropped_by"
)
INDEXES = """
    SELECT indexrelid::regclass, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = 'archive_statement'::regclass AND NOT indisprimary"""
KEYS = """
    SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = 'archive_statement'::regclass AND contype = 'f'"""


def made(corpus: Corpus) -> bool:
    """Say whether the scratch database holds this archive already; make an empty one if not."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [SCRATCH]).fetchone():
            if _is_loaded(corpus.n):
                call_command("migrate", verbosity=0)
                return True
            connection.close()
        server.execute(f"DROP DATABASE IF EXISTS {SCRATCH}")
        server.execute(f"CREATE DATABASE {SCRATCH}")
    call_command("migrate", verbosity=0)
    return False


def _is_loaded(n: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('archive_statement')")
        if not cursor.fetchone()[0]:
            return False
        cursor.execute("SELECT count(*) FROM archive_statement")
        return cursor.fetchone()[0] == n and bool(_rows(cursor, INDEXES))


def load(corpus: Corpus) -> dict[str, float]:
    """Fill the tables; return the seconds it took.

    `bare`: COPY into the statements' table with its generated vectors and its primary key only;
    `all`: the same, with every other index and every key to another table.
    """
    with connection.cursor() as cursor:
        indexes, keys = _rows(cursor, INDEXES), _rows(cursor, KEYS)
        _alter(cursor, "archive_statement", ["DISABLE TRIGGER USER", *(f'DROP CONSTRAINT "{name}"' for name, _ in keys)])  # fmt: skip
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        _load_small_tables(cursor, corpus)
        start = time.perf_counter()
        _copy(cursor, "archive_statement", STATEMENT, _statements(corpus))
        bare = time.perf_counter() - start
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for _, definition in indexes:
            cursor.execute(definition)
        _alter(cursor, "archive_statement", ["ENABLE TRIGGER USER", *(f'ADD CONSTRAINT "{name}" {key}' for name, key in keys)])  # fmt: skip
        everything = time.perf_counter() - start
        cursor.execute("VACUUM ANALYZE")
        _say_sizes(cursor)
    return {"bare": bare, "all": everything}


def _say_sizes(cursor: Any) -> None:
    for shape in ("pg_table_size('archive_statement')", "pg_indexes_size('archive_statement')"):
        cursor.execute(f"SELECT {shape} / 1000000")
        print(f"{shape}: {cursor.fetchone()[0]} MB", file=sys.stderr)


def _rows(cursor: Any, sql: str) -> list[tuple[str, str]]:
    cursor.execute(sql)
    return list(cursor.fetchall())


def _alter(cursor: Any, table: str, changes: Iterable[str]) -> None:
    for change in changes:
        cursor.execute(f"ALTER TABLE {table} {change}")


def _load_small_tables(cursor: Any, corpus: Corpus) -> None:
    words = [word.title() for word in corpus.words]
    outlets = range(1, OUTLETS + 1)
    names = _names(corpus)
    with transaction.atomic():  # articles and versions name each other
        _copy(cursor, "archive_outlet", "id name slug domains language country",
              ((n, f"The {words[400 + n]} Post", f"outlet-{n}", "{}", "en", "") for n in outlets))  # fmt: skip
        _copy(cursor, "archive_speaker", SPEAKER,
              ((n, name, name.lower(), f"speaker-{n}", "person", "", "", False)
               for n, name in enumerate(names, 1)))  # fmt: skip
        batch = _batch()
        _copy(cursor, "archive_article", ARTICLE,
              ((n, f"{n}.txt", f"bench:{n}", rows[0].outlet, f"Article {n}", "", "", "en",
                f"{rows[0].day} 12:00+00", "day", "stated", "", "", "{}", "{}", batch, n)
               for n, rows in _articles(corpus)))  # fmt: skip
        _copy(cursor, "archive_articleversion", VERSION,
              ((n, n, 1, "\n\n".join(row.text for row in rows), str(n), f"bench:{n}", "0" * 64,
                "2026-01-01 00:00+00", "bench/1", "", "bench", "") for n, rows in _articles(corpus)))  # fmt: skip


def _names(corpus: Corpus) -> list[str]:
    """Return the speakers' names by id - 1."""
    words = [word.title() for word in corpus.words]
    return [f"{words[1000 + n % 4000]} {words[5000 + n]}" for n in range(SPEAKERS)]


def _batch() -> int:
    from archive.models import ImportBatch

    return ImportBatch.objects.create(arguments="bench").pk


def _articles(corpus: Corpus) -> Iterator[tuple[int, list[Row]]]:
    for article, rows in itertools.groupby(corpus.rows, key=lambda row: row.article):
        yield article, list(rows)


def _statements(corpus: Corpus) -> Iterator[tuple[object, ...]]:
    number, names = itertools.count(1), _names(corpus)
    for article, rows in _articles(corpus):
        start = 0
        for row in rows:
            yield (next(number), article, article, start, start + len(row.text), row.text, row.kind,
                   "{}", "body", row.speaker, "", names[row.speaker - 1], start, "", None, "explicit", "bench", "",
                   0.5 + number_of(row.text) % 50 / 100,
                   "bench", row.outlet, row.day, "day", "en", "machine", "", "")  # fmt: skip
            start += len(row.text) + 2


def number_of(text: str) -> int:
    """Return a number that is the same for the same text in every run."""
    return zlib.crc32(text.encode())


def _copy(cursor: Any, table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
    with cursor.copy(f"COPY {table} ({', '.join(columns.split())}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
