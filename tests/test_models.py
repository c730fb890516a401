"""What the database itself demands."""

from __future__ import annotations

import threading
import time

import pytest
from django.contrib.auth.models import User
from django.db import Error, IntegrityError, connection, transaction
from django.db.models import Case, F, Value, When
from django.db.models.functions import Concat
from psycopg.errors import CheckViolation

from archive.ingest.copying import copy_rows, next_ids
from archive.models import Outlet, Speaker, Statement
from tests.factories import make_article, make_speaker, make_statement

pytestmark = pytest.mark.django_db


def test_a_statement_must_be_its_span():
    statement = make_statement("The bridge stays open.")
    with pytest.raises(IntegrityError, match="its text is not"):
        Statement.objects.filter(pk=statement.pk).update(text="The bridge stays shut.")


def test_a_statement_cannot_move_to_other_words():
    statement = make_statement("The bridge stays open.")
    with pytest.raises(IntegrityError, match="its text is not"):
        Statement.objects.filter(pk=statement.pk).update(start=statement.start + 1)


LONG = "\n\n".join(f"Paragraph {n}: “Bridge {n} stays öpen,” Ada Voss said." for n in range(1200))


@pytest.fixture
def long():
    """An article of some pieces, with statements all over it, one of them of a piece's length."""
    article = make_article(LONG, title="A long day")
    for n in range(0, 1200, 30):
        make_statement(f"Bridge {n} stays öpen,", article=article)
    make_statement(LONG[9_000:31_000], article=article, speaker=None)
    return article


def test_the_spans_of_a_long_text_are_checked_in_all_its_pieces(long):
    quotations = long.statements.filter(speaker__isnull=False)
    assert quotations.update(start=F("start") - 1, text=Concat(Value("“"), "text")) == 40
    for statement in long.statements.all():
        assert LONG[statement.start : statement.end] == statement.text
        with (
            pytest.raises(IntegrityError, match=f"statement {statement.pk}: its text"),
            transaction.atomic(),
        ):
            long.statements.update(
                start=F("start") + Case(When(pk=statement.pk, then=1), default=0)
            )


def taken_out(article):
    """Give the statements of an article, which has them no more."""
    [*rows] = article.statements.all()
    article.statements.all().delete()
    return rows


def test_a_statement_of_a_long_text_must_be_its_span_when_inserted(long):
    rows = taken_out(long)
    for row in rows:
        row.pk = None
    rows[30].start += 1
    with pytest.raises(IntegrityError, match="its text is not text"), transaction.atomic():
        Statement.objects.bulk_create(rows)


def test_a_copied_statement_must_be_its_span(long):
    rows = taken_out(long)
    for row, pk in zip(rows, next_ids(Statement, len(rows)), strict=True):
        row.pk = pk
    rows[7].cue, rows[7].cue_start = "said", 10
    with pytest.raises(CheckViolation, match=f"statement {rows[7].pk}: its cue is not at 10"):
        copy_rows(rows)


def test_a_mention_must_stand_where_it_says():
    statement = make_statement("The bridge stays open.")
    with pytest.raises(IntegrityError, match="its mention is not at"):
        Statement.objects.filter(pk=statement.pk).update(mention="Somebody Else")


def test_a_version_must_be_of_the_same_article():
    statement = make_statement("The bridge stays open.")
    with pytest.raises(IntegrityError, match="belongs to another article"):
        Statement.objects.filter(pk=statement.pk).update(article=make_article())


def test_the_text_of_a_version_never_changes():
    version = make_article().current_version
    with pytest.raises(IntegrityError, match="never changes"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE archive_articleversion SET text = text || '!' WHERE id = %s", [version.pk]
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "sung"},
        {"status": "perhaps"},
        {"section": "margin"},
        {"attribution": "hearsay"},
        {"confidence": 1.5},
        {"said_on": None},
        {"status": "withdrawn"},
        {"status": "checked"},
        {"mention": ""},
    ],
)
def test_the_database_refuses(wrong):
    statement = make_statement()
    with pytest.raises(IntegrityError):
        Statement.objects.filter(pk=statement.pk).update(**wrong)


def test_one_machine_statement_a_place():
    statement = make_statement("The bridge stays open.")
    with pytest.raises(IntegrityError, match="statement_once_a_place"):
        make_statement("The bridge stays open.", article=statement.article)


def test_a_decision_is_signed():
    statement, curator = make_statement(), User.objects.create_user("curator")
    statement.check_by(curator)
    statement.refresh_from_db()
    assert (statement.status, statement.decided_by) == ("checked", curator)
    assert statement.is_curated and statement.decided_at


def test_an_edit_that_is_no_span_is_refused():
    statement, curator = make_statement(), User.objects.create_user("curator")
    with pytest.raises(Error):
        statement.edit(curator, text="Other words.")


def test_two_spellings_of_a_name_are_one_speaker():
    speaker = make_speaker("José O’Hara")
    assert Speaker.objects.called("Jose O'Hara") == speaker
    with pytest.raises(IntegrityError):
        Speaker.objects.make("JOSE O'HARA", "person")


def test_only_a_hidden_statement_is_shown_again():
    statement, curator = make_statement(), User.objects.create_user("curator")
    with pytest.raises(ValueError, match="is not hidden"):
        statement.unhide(curator)
    statement.hide(curator, reason="no statement")
    statement.unhide(curator)
    statement.refresh_from_db()
    assert (statement.status, statement.reason, statement.is_shown) == ("checked", "", True)


@pytest.mark.parametrize("gone", ["hidden", "withdrawn"])
def test_neither_checking_nor_correcting_publishes(gone):
    statement, curator = make_statement(), User.objects.create_user("curator")
    if gone == "hidden":
        statement.hide(curator, reason="no statement")
    else:
        statement.withdraw(statement.version)
    with pytest.raises(ValueError, match="is "):
        statement.check_by(curator)
    with pytest.raises(ValueError, match="is "):
        statement.edit(curator, kind="mixed")
    statement.refresh_from_db()
    assert statement.status == gone and not statement.is_shown


def test_a_reason_without_a_decision_is_none():
    statement, curator = make_statement(), User.objects.create_user("curator")
    with pytest.raises(ValueError, match="nobody has decided"):
        statement.explain(curator, "why")
    statement.check_by(curator, "heard it")
    statement.check_by(curator)
    assert statement.reason == "heard it"


ADA, BEN, BARE = "Ada Voss", "Ben Voss", "Voss"


@pytest.mark.parametrize(
    ("rows", "aliases", "merged", "asked", "meant"),
    [
        ([ADA], [], {}, "ADA  VOSS", ADA),
        ([BARE], [], {}, "voss", BARE),
        ([ADA], [(ADA, "Voss", False)], {}, "Voss", ADA),
        ([ADA], [(ADA, "the harbour minister", False)], {}, "The Harbour Minister", ADA),
        ([ADA, BARE], [(ADA, "Voss", False)], {}, "Voss", ADA),
        ([ADA, BEN], [(ADA, "Voss", False), (BEN, "Voss", False)], {}, "Voss", None),
        ([ADA, BEN, BARE], [(ADA, "Voss", False), (BEN, "Voss", False)], {}, "Voss", None),
        ([ADA], [(ADA, "Voss", True)], {}, "Voss", None),
        ([ADA, BARE], [(ADA, "Voss", True)], {}, "Voss", BARE),
        ([ADA, BEN], [(ADA, "Voss", True), (BEN, "Voss", False)], {}, "Voss", BEN),
        ([ADA, BEN], [(BEN, "Ada Voss", False)], {}, "Ada Voss", None),
        ([ADA, BARE], [], {BARE: ADA}, "Voss", ADA),
        ([ADA, BEN, "A. Voss"], [(ADA, "AV", False), ("A. Voss", "AV", False)],
         {"A. Voss": ADA}, "AV", ADA),
        ([ADA, "A. Voss", "Dr Voss"],
         [(ADA, "AV", False), ("A. Voss", "AV", False), ("Dr Voss", "AV", False)],
         {"A. Voss": ADA, "Dr Voss": ADA}, "AV", ADA),
        ([ADA, BEN, "A. Voss"], [(ADA, "AV", False), ("A. Voss", "AV", False), (BEN, "AV", False)],
         {"A. Voss": ADA}, "AV", None),
        ([ADA, BEN, "A. Voss"], [("A. Voss", "AV", False), (BEN, "AV", False)],
         {"A. Voss": ADA}, "AV", None),
        ([], [], {}, "Voss", None),
    ],
)  # fmt: skip
def test_whom_a_name_means(rows, aliases, merged, asked, meant):
    speakers = {name: Speaker.objects.make(name, "person") for name in rows}
    for name, text, ambiguous in aliases:
        speakers[name].aliases.create(text=text, ambiguous=ambiguous)
    for name, into in merged.items():
        speakers[name].merged_into = speakers[into]
        speakers[name].save()
    found = Speaker.objects.called(asked)
    assert (found.name if found else None) == meant


def test_a_name_too_long_for_its_column_is_cut():
    long = "ß" * 300
    speaker = Speaker.objects.make(long, "person")
    assert speaker.name == "ß" * 200 and Speaker.objects.called(long) == speaker
    outlet = Outlet.objects.named("The " + "Quay " * 60)
    assert len(outlet.name) <= 200 and Outlet.objects.named("the " + "quay " * 60) == outlet


def test_an_outlet_is_known_in_capitals():
    outlet = Outlet.objects.named("Große Zeitung")
    assert Outlet.objects.named("GROẞE ZEITUNG") == outlet
    assert Outlet.objects.named("Grosse Zeitung").slug == "grosse-zeitung"


def until_somebody_waits() -> None:
    """Return once another connection waits for a lock that this one holds."""
    patience = time.monotonic() + 30
    with connection.cursor() as cursor:
        while time.monotonic() < patience:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted"
                " AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
            )
            if cursor.fetchone()[0]:
                return
            time.sleep(0.01)
    raise AssertionError("nobody waited")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("first", "names"), [("Quay Post", 1), ("Quay-Post", 2)])
def test_two_ingests_at_once_name_an_outlet_once(first, names):
    found = []

    def name_it():
        try:
            with transaction.atomic():
                found.append(Outlet.objects.named("QUAY POST"))
                found.append(Outlet.objects.count())
        finally:
            connection.close()

    other = threading.Thread(target=name_it)
    with transaction.atomic():
        mine = Outlet.objects.named(first)
        other.start()
        until_somebody_waits()
    other.join(timeout=30)
    assert found[1:] == [names] and (found[0] == mine) is (names == 1)


def test_slugs_are_given_once():
    assert make_speaker("Ada Voss").slug == "ada-voss"
    assert make_speaker("Ada-Voss").slug == "ada-voss-2"
    assert make_speaker("Анна Ветрова").slug == "анна-ветрова"
