"""Canonical rows: the same content in the same order, whatever the server."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.dump import dump_lines
from archive.models import Article
from tests.factories import make_article, make_statement

pytestmark = pytest.mark.django_db

ROWS = re.compile(r'FROM "archive_(article|speaker|statement)"')
TEXT = re.compile(
    r'"archive_(article|speaker|statement)"'
    r'\."(source|origin|canonical_url|title|normalised_name|name|status|text|rule)"'
)


def test_every_text_is_sorted_by_code_point():
    make_statement()
    with CaptureQueriesContext(connection) as asked:
        list(dump_lines())
    # What is prefetched (aliases, roles) is sorted where it is printed.
    rows = [query["sql"] for query in asked if ROWS.search(query["sql"])]
    orders = [sql.partition(" ORDER BY ")[2] for sql in rows]
    by_text = [one for order in orders for one in order.split(",") if TEXT.search(one)]
    assert len(by_text) >= 8
    assert all('COLLATE "C"' in column for column in by_text), by_text


def test_two_statements_of_one_place_stand_in_one_order():
    machine = make_statement("The bridge stays open.")
    fields = {"status": "checked", "decided_at": machine.version.fetched_at}
    curator = User.objects.create_user("curator")
    for rule in ("z-rule", "a-rule"):
        make_statement(
            machine.text, article=machine.article, rule=rule, decided_by=curator, **fields
        )
    rows = [json.loads(line) for line in dump_lines()]
    found = [(row["status"], row["rule"]) for row in rows if row["type"] == "statement"]
    assert found == [
        ("checked", "a-rule"),
        ("checked", "z-rule"),
        ("machine", "quote-name-said"),
    ]


def test_two_articles_of_one_file_stand_in_one_order_with_what_was_decided():
    for url in ("https://quay.example/2", "https://quay.example/1"):
        make_article(canonical_url=url).correct({"title": "Decided"})
    Article.objects.update(source="a.html", origin="file:///a.html")
    rows = [json.loads(line) for line in dump_lines()]
    assert [(row["url"], row["decided"]) for row in rows] == [
        ("https://quay.example/1", ["title"]),
        ("https://quay.example/2", ["title"]),
    ]
