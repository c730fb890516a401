"""Rows that are locked while another transaction changes what they are joined with."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from archive.models import Article, ArticleVersion
from archive.models.locking import locked
from tests.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)


class Edition(threading.Thread):
    """Gives the article a second version; commits when somebody waits for the row."""

    def __init__(self, article: Article) -> None:
        super().__init__()
        self.article = article
        self.holds, self.fault = threading.Event(), None

    def run(self) -> None:
        try:
            with transaction.atomic():
                self._store()
                self.holds.set()
                self._await_a_waiter()
        except BaseException as error:
            self.fault = error
        finally:
            connection.close()

    def _store(self) -> None:
        first = self.article.current_version
        fields = {name: getattr(first, name) for name in ("origin", "fetched_at", "reader")}
        later = ArticleVersion.objects.create(
            article=self.article, number=2, text="Later", fingerprint="2", raw_sha256="2", **fields
        )
        Article.objects.filter(pk=self.article.pk).update(current_version=later)

    def _await_a_waiter(self) -> None:
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        for _ in range(400):
            with connection.cursor() as cursor:
                if cursor.execute(waiting) and cursor.fetchone()[0]:
                    return
                cursor.execute("SELECT pg_sleep(0.05)")
        raise AssertionError("nobody waited")


def read_during_an_edition(read):
    article = make_article()
    edition = Edition(article)
    edition.start()
    edition.holds.wait(20)
    try:
        with transaction.atomic():
            return read(Article.objects.filter(pk=article.pk))
    finally:
        edition.join()
        assert edition.fault is None


def test_a_row_that_changed_meanwhile_comes_with_what_it_is_joined_with_now():
    def read(rows):
        return locked(rows).select_related("current_version").get().current_version.number

    assert read_during_an_edition(read) == 2


def test_locked_and_joined_in_one_query_it_would_come_without():
    def read(rows):
        return rows.select_for_update(of=("self",)).select_related("current_version").get()

    assert read_during_an_edition(read).current_version is None


def test_rows_are_locked_in_a_transaction_only():
    with pytest.raises(transaction.TransactionManagementError):
        locked(Article.objects.all())
