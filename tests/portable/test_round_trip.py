"""Out and in again: the same content, the same addresses, the same bytes."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection

from archive.audit import INVARIANTS, violations
from archive.dump import dump_lines
from archive.models import Article, ImportProblem, Outlet, Speaker, Statement
from archive.portable.tables import DERIVED, TABLES
from tests.factories import make_statement
from tests.portable.archive_files import CURATOR, empty, export, fill, read, records_of, sealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved():
    """Fill an archive, export it, and return the export after it went into an empty one."""
    fill()
    text = export()
    before = list(dump_lines())
    addresses = pages()
    empty()
    read(text)
    return text, before, addresses


def pages() -> dict[str, str]:
    rows = [*Statement.objects.all(), *Article.objects.all(), *Speaker.objects.all()]
    return {f"{row._meta.model_name} {row.pk}": f"{row.get_absolute_url()} {row}" for row in rows}


def test_an_export_into_an_empty_archive_gives_the_same_dump_and_the_same_bytes(moved):
    text, before, _ = moved
    assert len(before) > 60
    assert list(dump_lines()) == before
    assert export() == text


def test_every_address_leads_where_it_led(moved, client):
    _, _, addresses = moved
    assert pages() == addresses
    gone = Statement.objects.get(status="withdrawn")
    assert client.get(gone.get_absolute_url()).status_code == 410


def test_all_kinds_of_decisions_came_over(moved):
    statuses = set(Statement.objects.values_list("status", flat=True))
    assert statuses == {"machine", "checked", "edited", "hidden", "withdrawn"}
    edited = Statement.objects.get(status="edited")
    assert (edited.decided_by.username, edited.reason) == (CURATOR, "the sum alone")
    assert edited.article.decided == ["byline", "title"]
    assert Speaker.objects.get(name="Ben Orr").merged_into.name == "Benjamin Orr"
    assert ImportProblem.objects.get(source="b.txt").settled_by.username == CURATOR


def test_every_rule_of_the_archive_holds_afterwards(moved):
    assert [row for invariant in INVARIANTS for row in violations(invariant)] == []


def test_the_search_finds_what_came_in(moved, client):
    assert "<mark>починим</mark>" in client.get("/statements/?q=починить").content.decode()


def test_people_come_as_accounts_that_nobody_can_use(moved):
    text, _, _ = moved
    assert "secret words" not in text and "password" not in text and "md5" not in text
    curator = User.objects.get(username=CURATOR)
    assert not curator.is_active and not curator.has_usable_password() and not curator.is_staff


def test_a_person_who_has_an_account_here_keeps_it():
    fill()
    text = export()
    empty()
    here = User.objects.create_user(CURATOR, password="x", is_staff=True)
    read(text)
    here.refresh_from_db()
    assert here.is_active and here.check_password("x")
    assert Statement.objects.get(status="edited").decided_by == here


def test_an_id_that_was_given_once_is_never_given_again(moved):
    last = records_of(moved[0])[0]["last_ids"]["statement"]
    assert last > max(Statement.objects.values_list("pk", flat=True))
    assert make_statement("A later one.").pk == last + 1


def test_an_empty_archive_can_be_moved_too():
    text = export()
    empty()
    assert set(read(text).values()) == {0}
    assert export() == text


def test_a_column_that_was_added_later_takes_its_default(moved):
    empty()
    records = records_of(moved[0])
    outlets = [record for record in records if record.get("type") == "outlet"]
    for record in outlets:
        del record["domains"], record["country"]
    read(sealed(records))
    assert set(Outlet.objects.values_list("country", flat=True)) == {""}


def test_every_table_and_every_column_of_the_archive_is_exported_or_computed():
    models = apps.get_app_config("archive").get_models(include_auto_created=True)
    assert {table.model for table in TABLES} | set(DERIVED) == set(models)
    for table in TABLES:
        assert set(table.readers()) == {field.name for field in table.fields()}


def test_the_guards_are_still_on(moved):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D'")
        assert cursor.fetchone() == (0,)
