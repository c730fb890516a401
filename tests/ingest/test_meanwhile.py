"""What a run stores is grouped while it goes on, wherever it stands, and nothing is lost by it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event, current_thread, main_thread
from time import sleep

import pytest
from django.db import DatabaseError, connection, transaction

from archive.ingest import meanwhile
from archive.ingest.grouping import group_statements, link_articles, waiting
from archive.ingest.meanwhile import ENOUGH, Meanwhile
from archive.models import QuotationGroup
from tests.factories import make_statement

WORDS = "The old bridge over the sound will be closed for good in the spring."


def two_prints() -> None:
    make_statement(WORDS, outlet="One")
    make_statement(WORDS, outlet="Another")


def groups() -> list[int]:
    return list(QuotationGroup.objects.values_list("articles", flat=True))


@pytest.mark.django_db(transaction=True)
def test_what_was_stored_is_grouped_beside_the_run():
    two_prints()
    with Meanwhile(beside=True) as beside:
        beside.stored(ENOUGH)
        for _ in range(1000):
            if not waiting():
                break
            sleep(0.01)
    assert waiting() == 0
    assert groups() == [2]


@pytest.mark.django_db
def test_what_no_other_connection_sees_yet_is_grouped_by_this_one():
    two_prints()
    with Meanwhile(beside=True) as beside:
        beside.stored(ENOUGH)
        assert waiting() == 0
    assert groups() == [2]


@pytest.mark.django_db
@pytest.mark.parametrize("beside", [False, True])
def test_few_statements_wait_for_more(beside):
    two_prints()
    with Meanwhile(beside=beside) as grouping:
        grouping.stored(ENOUGH - 1)
        assert waiting() > 0
        grouping.stored(1)
    assert waiting() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["group_statements", "link_articles"])
def test_what_goes_wrong_beside_the_run_ends_it(monkeypatch, kind):
    def fail(_notice):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(meanwhile, kind, fail)
    with pytest.raises(DatabaseError, match="full"), Meanwhile(beside=True) as beside:
        beside.stored(ENOUGH)


@pytest.fixture(params=["group_statements", "link_articles"])
def endless(request, monkeypatch):
    """Grouping or linking that has begun, and ends only when it is told to."""
    begun, ended = Event(), Event()

    def group(notice):
        assert current_thread() is not main_thread()
        connection.ensure_connection()
        begun.set()
        try:
            while True:
                notice(1)
        finally:
            ended.set()

    monkeypatch.setattr(meanwhile, request.param, group)
    return begun, ended


@pytest.mark.django_db(transaction=True)
def test_a_run_that_breaks_off_waits_for_one_transaction_and_keeps_its_own_error(endless):
    begun, ended = endless
    with pytest.raises(KeyboardInterrupt), Meanwhile(beside=True) as beside:
        beside.stored(ENOUGH)
        begun.wait()
        beside.stored(ENOUGH)  # one is under way: nothing more is begun
        raise KeyboardInterrupt
    assert ended.is_set()


@pytest.mark.django_db(transaction=True)
def test_a_run_that_ends_waits_for_one_transaction_and_leaves_the_rest_to_the_next(endless):
    begun, ended = endless
    with Meanwhile(beside=True) as beside:
        beside.stored(ENOUGH)
        begun.wait()
    assert ended.is_set()


@pytest.mark.django_db(transaction=True)
def test_the_end_of_a_run_does_all_that_is_left_and_says_how_much():
    make_statement(WORDS, outlet="One")
    make_statement(WORDS, outlet="Another")
    left, done = waiting(), []
    with Meanwhile(beside=True) as beside:
        beside.pause_grouping()
        beside.finish(done.append)
    assert waiting() == 0
    assert sum(done) == left == 4  # two statements, two articles
    assert groups() == [2]


@pytest.mark.django_db(transaction=True)
def test_articles_are_linked_while_another_groups():
    """An import groups for minutes in one transaction; nobody's links wait for it."""
    make_statement(WORDS)
    with transaction.atomic():
        assert group_statements() == 1
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(linked).result(timeout=60) == 1


def linked() -> int:
    try:
        return link_articles()
    finally:
        connection.close()
