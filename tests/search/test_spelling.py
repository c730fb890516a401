"""Did you mean."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import Statement
from archive.query import canonical, parse
from archive.search import did_you_mean
from tests.factories import make_statement

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("econmy", "economy"),
        ("econoomy", "economy"),
        ("ecnoomy kind:direct", "economy kind:direct"),
        ("evonomy -toll", "economy -toll"),
        ("экономка", "экономика"),
        ("economy", None),
        ("zyzzyva", None),
        ("eco", None),
        ("北京市政府", None),
    ],
)
def test_a_slip_of_the_finger_leads_to_a_word_of_the_archive(typed, meant):
    make_statement("The economy grows, the toll too.")
    make_statement("экономика растёт", language="ru")
    better = did_you_mean(Statement.objects.shown(), parse(typed).tree)
    assert (better and canonical(better)) == meant


def test_the_most_frequent_word_is_offered_and_no_hidden_one():
    make_statement("The harbour is old.")
    make_statement("The harbour is new. The barbour is not.")
    hidden = make_statement("harvour harvour")
    Statement.objects.filter(pk=hidden.pk).update(status="withdrawn", dropped_in=hidden.version)
    better = did_you_mean(Statement.objects.shown(), parse("harbpur").tree)
    assert canonical(better) == "harbour"


def test_the_look_up_sorts_nothing_and_joins_nothing():
    make_statement("The economy grows.")
    with CaptureQueriesContext(connection) as asked:
        did_you_mean(Statement.objects.shown(), parse("econmy").tree)
    sql = next(query["sql"] for query in asked if "LIMIT 300" in query["sql"])
    assert "ORDER BY" not in sql and "JOIN" not in sql
