"""Time limits: everything that can be typed costs a bounded time, and still gets an answer."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client

from archive.filters import StatementFilter
from archive.models import Statement
from archive.search import TookTooLong, bounded
from archive.search.bound import AS_WRITTEN
from tests.factories import make_statement

pytestmark = pytest.mark.django_db


def sleep(seconds):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [seconds])


def search(query=""):
    return StatementFilter(QueryDict(query), queryset=Statement.objects.shown())


def test_one_long_statement_is_ended():
    with pytest.raises(TookTooLong), bounded("default", 20):
        sleep(5)


def test_many_short_statements_are_ended_too():
    done = []
    with pytest.raises(TookTooLong), bounded("default", 60):
        for n in range(1000):
            sleep(0.01)
            done.append(n)
    assert len(done) < 100
    with bounded("default", 1000):
        sleep(0)


def test_who_began_the_transaction_goes_on_with_their_settings():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '7s'")
        with bounded("default", 60, AS_WRITTEN):
            cursor.execute("SHOW join_collapse_limit")
            assert cursor.fetchone() == ("1",)
        cursor.execute("SELECT current_setting('statement_timeout')")
        assert cursor.fetchone() == ("7s",)


def test_names_that_cannot_be_looked_up_in_time_are_known_by_slug(monkeypatch):
    make_statement("The bridge is open.", speaker="Ada Voss")
    monkeypatch.setattr("archive.filters.meaning.LONGEST_NAMING", 20)

    def slowly(name):
        sleep(5)

    monkeypatch.setattr("archive.filters.naming._speakers_like", slowly)
    found = search("q=speaker:ada-voss OR speaker:nobody")
    assert [row.text for row in found.qs] == ["The bridge is open."]
    assert [repair.code for repair, _ in found.repairs] == ["speaker"]


def test_what_to_leave_out_is_named_without_numbers_when_counting_takes_too_long(
    client, monkeypatch
):
    make_statement("The bridge is open.", speaker="Ada Voss")
    monkeypatch.setattr("archive.views.search.LONGEST_LOOK", 20)
    monkeypatch.setattr("archive.views.search.counts", lambda *args: sleep(5))
    monkeypatch.setattr(
        "archive.models.speaker.SpeakerQuerySet.named_like", lambda rows, words: sleep(5)
    )
    page = client.get("/statements/?q=ferry&speaker=ada-voss").content.decode()
    assert "Search without “ferry”" in page and "Speakers of this name" not in page


def test_a_page_whose_rows_take_too_long_is_busy(monkeypatch):
    make_statement("The bridge is open.")
    monkeypatch.setattr("archive.search.results.LONGEST_FETCH", 20)
    monkeypatch.setattr(
        "archive.search.results.with_marked_forms",
        lambda rows, _: rows.extra(select={"slow": "pg_sleep(5)::text"}),
    )
    answer = Client(raise_request_exception=False).get("/statements/?q=bridge")
    assert answer.status_code == 503 and answer["Retry-After"]
