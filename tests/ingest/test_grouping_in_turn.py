"""Grouping goes on after a deadlock with somebody who stores the same articles."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection, transaction

from archive.ingest import grouping
from archive.models import Ungrouped
from tests.factories import make_article, make_statement

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_transaction_that_postgresql_breaks_off_is_tried_again(monkeypatch):
    one, other = make_article(), make_article()
    make_statement()
    grouping.group_prints()
    held, asked = threading.Event(), threading.Event()
    tries = []

    def lock(*articles) -> None:
        with connection.cursor() as cursor:
            for article in articles:
                cursor.execute(
                    "SELECT 1 FROM archive_article WHERE id = %s FOR UPDATE", [article.pk]
                )

    def crossing(articles: list[int]) -> None:
        """Lock the two articles in the other order, once; who waits first is broken off."""
        tries.append(articles)
        if len(tries) > 1:
            return
        lock(other)
        asked.set()
        held.wait()
        lock(one)

    def ingest() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            lock(one)
            held.set()
            asked.wait()
            for _ in range(200):
                cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
                if cursor.fetchone():
                    break
                time.sleep(0.05)
            lock(other)
        connection.close()

    monkeypatch.setattr(grouping, "renew_copies", crossing)
    Ungrouped.objects.create(article=one.pk)
    storing = threading.Thread(target=ingest)
    storing.start()
    grouping.group_prints()
    storing.join()
    assert tries == [[one.pk], [one.pk]] and not Ungrouped.objects.exists()
