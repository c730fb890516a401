"""The same work done by each engine: Asked → something to time, or None where it cannot."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import tantivy
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db import connection
from django.db.models import Count, F
from django.db.models.functions import ExtractYear
from django.http import QueryDict
from django.test import Client

from archive.filters import StatementFilter
from archive.models import Statement
from archive.search import cards
from archive.views.paging import address
from archive.views.rows import Rows
from archive.views.search import survey_of
from tests.bench_corpus import Corpus
from tests.bench_queries import Asked

Work = Callable[[], object]
Ways = dict[tuple[str, str], Callable[[Asked], Work | None]]
ROWS = """
    SELECT s.id, s.text, s.said_on, s.kind, p.name, p.slug, a.title, o.name, o.slug
    FROM archive_statement s JOIN archive_speaker p ON p.id = s.speaker_id
    JOIN archive_article a ON a.id = s.article_id JOIN archive_outlet o ON o.id = s.outlet_id
    WHERE s.id = ANY(%s)"""
FACETS = "speaker", "outlet", "kind", "year"


def fetch(sql: str, values: list[object]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


# The project's own search


def parameters(asked: Asked, sort: str = "newest") -> dict[str, list[str]]:
    found = {"q": [asked.q], "sort": [sort]}
    if asked.speaker:
        found["speaker"] = [slug_of(asked.speaker)]
    return found


def slug_of(speaker: int) -> str:
    if speaker not in SLUGS:
        SLUGS[speaker] = fetch("SELECT slug FROM archive_speaker WHERE id = %s", [speaker])[0][0]
    return SLUGS[speaker]


SLUGS: dict[int, str] = {}


def search(asked: Asked, sort: str = "newest") -> StatementFilter:
    query = QueryDict(mutable=True)
    for name, values in parameters(asked, sort).items():
        query.setlist(name, values)
    return StatementFilter(query, queryset=Statement.objects.shown())


def our_rows(asked: Asked) -> Work:
    return lambda: Rows(search(asked), "newest").page(None, 20)


def our_search(asked: Asked, sort: str = "newest", page: int = 1) -> Work | None:
    if sort == "relevance" and not search(asked).question.has_words:
        return None

    def work() -> object:
        wish = search(asked, sort)
        found = survey_of(wish, page)
        return cards(wish.queryset, wish.question, found.ids)

    return work


def our_response(asked: Asked) -> Work:
    return response(address("/statements/", parameters(asked)))


def our_sql(asked: Asked) -> Work:
    return sql_of(address("/statements/", parameters(asked)))


def response(url: str) -> Work:
    """From an address to its page, by Django's test client."""
    client = Client()

    def work() -> object:
        answer = client.get(url, SERVER_NAME="localhost")
        assert answer.status_code == 200, (url, answer.status_code)
        return answer.content

    return work


def sql_of(url: str) -> Work:
    """The statements that the page asks of the database, sent again as they were."""
    sent: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        sent.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(keep):
        response(url)()
    return lambda: [
        fetch(sql, values) for sql, values in sent if sql.lstrip()[:4] in ("SELE", "WITH")
    ]


# tantivy, with the rows from PostgreSQL


@dataclass
class Tantivy:
    """An index of the same texts in a folder, and what to ask of it."""

    folder: Path

    @cached_property
    def index(self) -> Any:
        return tantivy.Index.open(str(self.folder))

    def build(self, corpus: Corpus) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", tokenizer_name="en_stem")
        builder.add_text_field("form", tokenizer_name="default")
        for name in ("id", "speaker", "outlet", "day", "year"):
            builder.add_integer_field(name, indexed=True, fast=True, stored=name == "id")
        builder.add_text_field("kind", tokenizer_name="raw", fast=True)
        self.folder.mkdir(parents=True)
        writer = tantivy.Index(builder.build(), path=str(self.folder)).writer(400_000_000, 1)
        for number, row in enumerate(corpus.rows, 1):
            writer.add_document(tantivy.Document(
                id=number, text=row.text, form=row.text, speaker=row.speaker, outlet=row.outlet,
                day=row.day.toordinal(), year=row.day.year, kind=row.kind))  # fmt: skip
        writer.commit()
        writer.wait_merging_threads()

    @cached_property
    def searcher(self) -> Any:
        return self.index.searcher()

    def query(self, asked: Asked) -> Any:
        index, must, occur = self.index, [], tantivy.Occur
        must += [(occur.Must, index.parse_query(word, ["text"])) for word in asked.words]
        if asked.without:
            must.append((occur.MustNot, index.parse_query(asked.without, ["text"])))
        if asked.phrase:
            must.append(
                (occur.Must, tantivy.Query.phrase_query(index.schema, "form", list(asked.phrase)))
            )
        if asked.prefix:
            must.append(
                (occur.Must, tantivy.Query.regex_query(index.schema, "form", f"{asked.prefix}.*"))
            )
        if asked.speaker:
            must.append(
                (occur.Must, tantivy.Query.term_query(index.schema, "speaker", asked.speaker))
            )
        if asked.days[0]:
            first, last = (date.fromisoformat(day).toordinal() for day in asked.days)
            span = tantivy.Query.range_query(
                index.schema, "day", tantivy.FieldType.Integer, first, last
            )
            must.append((occur.Must, span))
        return tantivy.Query.boolean_query(must) if must else tantivy.Query.all_query()

    def hits(self, query: Any, order: str | None) -> list[int]:
        found = self.searcher.search(query, 20, count=False, order_by_field=order)
        return [self.searcher.doc(place)["id"][0] for _, place in found.hits]

    def rows(self, asked: Asked) -> Work:
        return lambda: fetch(ROWS, [self.hits(self.query(asked), "day")])

    def whole(self, asked: Asked, order: str | None) -> Work | None:
        if order is None and not (asked.words or asked.phrase or asked.prefix):
            return None
        terms = {name: {"terms": {"field": name, "size": 20}} for name in FACETS}

        def work() -> object:
            query = self.query(asked)
            ids = self.hits(query, order)
            count = self.searcher.search(query, 1, count=True).count
            return count, self.searcher.aggregate(query, terms), fetch(ROWS, [ids])

        return work


# Hand-written SQL on the same tables, exact


def where(asked: Asked) -> tuple[str, list[object]]:
    parts, values = ["s.status IN ('machine', 'checked', 'edited')"], []
    if asked.words or asked.without:
        words = [*asked.words, *([f"-{asked.without}"] if asked.without else [])]
        parts.append("s.search_vector @@ websearch_to_tsquery('onrecord_en', %s)")
        values.append(" ".join(words))
    if asked.phrase:
        parts.append("s.exact_vector @@ phraseto_tsquery('onrecord_simple', %s)")
        values.append(" ".join(asked.phrase))
    if asked.prefix:
        parts.append("s.exact_vector @@ to_tsquery('onrecord_simple', %s)")
        values.append(f"{asked.prefix}:*")
    if asked.speaker:
        parts.append("s.speaker_id = %s")
        values.append(asked.speaker)
    if asked.days[0]:
        parts.append("s.said_on BETWEEN %s AND %s")
        values += asked.days
    return " AND ".join(parts), values


def sql_rows(asked: Asked) -> Work:
    condition, values = where(asked)
    sql = (f"SELECT s.id FROM archive_statement s WHERE {condition}"
           " ORDER BY s.said_on DESC NULLS LAST, s.id DESC LIMIT 20")  # fmt: skip
    return lambda: fetch(ROWS, [[row[0] for row in fetch(sql, values)]])


def sql_whole(asked: Asked) -> Work:
    condition, values = where(asked)
    facets = (f"SELECT speaker_id, outlet_id, kind, extract(year FROM said_on), count(*) FROM archive_statement s"
              f" WHERE {condition} GROUP BY GROUPING SETS ((speaker_id), (outlet_id), (kind), (4), ())")  # fmt: skip
    return lambda: (sql_rows(asked)(), fetch(facets, values))


# What a Django user writes first: a generated vector, an index, count() and values().annotate()


def django_rows(asked: Asked) -> Any:
    rows = Statement.objects.filter(status__in=("machine", "checked", "edited"))
    for text, kind in ((" ".join(asked.words), "plain"), (" ".join(asked.phrase), "phrase")):
        if text:
            rows = rows.filter(
                search_vector=SearchQuery(text, config="onrecord_en", search_type=kind)
            )
    if asked.without:
        rows = rows.exclude(search_vector=SearchQuery(asked.without, config="onrecord_en"))
    if asked.prefix:
        rows = rows.filter(
            search_vector=SearchQuery(
                f"{asked.prefix}:*", config="onrecord_simple", search_type="raw"
            )
        )
    if asked.speaker:
        rows = rows.filter(speaker=asked.speaker)
    return rows.filter(said_on__range=asked.days) if asked.days[0] else rows


def django_whole(asked: Asked) -> Work:
    def work() -> object:
        rows = django_rows(asked)
        facets = [list(rows.order_by().values(name).annotate(n=Count("id")).order_by("-n")[:12])
                  for name in ("speaker__name", "outlet__name", "kind", "status", "language")]  # fmt: skip
        facets.append(
            list(
                rows.order_by()
                .annotate(y=ExtractYear("said_on"))
                .values("y")
                .annotate(n=Count("id"))
            )
        )
        joined = rows.select_related("speaker", "outlet", "article").defer(
            "search_vector", "exact_vector"
        )
        return rows.count(), facets, list(joined.order_by("-said_on", "-id")[:20])

    return work


def runtime_vector_over_ours(asked: Asked) -> float:
    """How many times as long the vector at query time takes for a rare word's first page."""
    query = SearchQuery(asked.words[0], config="onrecord_en")
    vector = SearchVector("text", config="onrecord_en")
    rows = Statement.objects.annotate(v=vector, rank=SearchRank(vector, query)).filter(v=query)
    ours = our_rows(asked)
    ours()
    start = time.perf_counter()
    ours()
    between = time.perf_counter()
    list(rows.order_by(F("rank").desc()).values_list("pk", "rank")[:20])
    return (time.perf_counter() - between) / (between - start)


def ways(index: Tantivy) -> Ways:
    """Return every way to do every sort of work."""
    return {
        ("rows", "ours"): our_rows,
        ("rows", "tantivy"): index.rows,
        ("rows", "SQL"): sql_rows,
        ("newest", "ours"): our_search,
        ("newest", "tantivy"): partial(index.whole, order="day"),
        ("newest", "SQL"): sql_whole,
        ("newest", "Django"): django_whole,
        ("relevance", "ours"): partial(our_search, sort="relevance"),
        ("relevance", "tantivy"): partial(index.whole, order=None),
        ("page 50", "ours"): partial(our_search, page=50),
        ("response", "ours"): our_response,
        ("its SQL", "ours"): our_sql,
    }
