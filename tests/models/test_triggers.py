"""Triggers cost in proportion to the rows that are changed, whatever was changed before."""

from __future__ import annotations

import pytest
from django.db import connection

from archive.models import Article, Speaker, SpeakerAlias, Ungrouped
from tests.factories import make_article, make_statement

pytestmark = pytest.mark.django_db


def test_no_trigger_compares_each_old_row_with_each_new_one():
    # How PostgreSQL joins them only its superuser is told, so that the setting itself is looked at.
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT DISTINCT proname::text, coalesce(proconfig, '{}')
               FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
               WHERE tgoldtable IS NOT NULL AND tgnewtable IS NOT NULL"""
        )
        settings = dict(cursor.fetchall())
    assert {"archive_statements_changed", "archive_statement_stays_its_span"} <= set(settings)
    assert all("enable_nestloop=off" in setting for setting in settings.values()), settings


def test_statements_of_an_article_with_another_moment_are_looked_at_again():
    moved, other = make_statement("One word."), make_statement("Another word.")
    Ungrouped.objects.all().delete()
    Article.objects.filter(pk=moved.article_id).update(published_at="2020-01-01T00:00Z")
    Article.objects.filter(pk=other.article_id).update(title="Another title")
    assert list(Ungrouped.objects.values_list("statement", "article")) == [(moved.pk, None)]


def test_no_function_whose_plan_is_forced_is_ever_compiled():
    # Before PostgreSQL 18 a way that is off but needed counts as dear: each call would be compiled.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, proconfig FROM pg_proc WHERE proconfig::text LIKE '%enable_%'"
        )
        forced = dict(cursor.fetchall())
    assert "archive_statement_is_its_span" in forced
    assert [name for name, settings in forced.items() if "jit=off" not in settings] == []


def test_a_new_name_reads_the_statements_that_print_it_and_no_others():
    # Planned first while the table is small: what is read later must not depend on that, nor here
    # on what the server knows of the rows of other tests.
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE archive_statement CASCADE")
    make_statement("One word.")
    Speaker.objects.make("Somebody New", "person")
    many = [f"Word number {number} of many." for number in range(600)]
    article = make_article("\n\n".join(many))
    for words in many:
        make_statement(words, article=article)
    before = statements_read()
    Speaker.objects.make("Somebody Else", "person")
    SpeakerAlias.objects.create(speaker=Speaker.objects.make("A Third", "person"), text="The Other")
    assert statements_read() - before < 10


def statements_read() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables
               WHERE relname = 'archive_statement'"""
        )
        return cursor.fetchone()[0]
