"""What people change is kept by the database and put back on demand."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection

from archive.audit import INVARIANTS, violations
from archive.authorship import signed
from archive.ingest.metadata import Metadata
from archive.ingest.page import Page
from archive.ingest.pipeline import Ingest
from archive.models import Change, ImportBatch, Role, Speaker, SpeakerAlias, Statement
from archive.models.merging import merge
from tests.factories import make_article, make_speaker, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return User.objects.create_user("curator")


def last() -> Change:
    return Change.objects.first()


def test_a_decision_tells_who_when_and_from_what_to_what(curator):
    statement = make_statement("The bridge stays open.")
    with signed(curator, "/admin/review/"):
        statement.edit(curator, kind="mixed", reason="partly quoted")
    change = last()
    assert (change.by, change.via, change.subject_row) == (curator, "/admin/review/", statement.pk)
    told = {name: (was, is_now) for name, was, is_now in change.differences()}
    assert told.pop("decided_at")[0] is None
    assert told == {
        "kind": ("direct", "mixed"),
        "status": ("machine", "edited"),
        "reason": ("", "partly quoted"),
        "decided_by": (None, "curator"),
    }


def test_changes_in_bulk_are_kept_row_by_row_and_belong_together(curator):
    for number in range(3):
        make_statement(f"Word {number}.")
    with signed(curator, "x"):
        Statement.objects.update(said_on=date(2020, 1, 1))
    changes = list(Change.objects.all())
    assert len(changes) == 3 and len({change.transaction_id for change in changes}) == 1


def test_nothing_that_a_machine_does_to_its_own_is_kept():
    make_speaker("Ada Voss")
    statement = make_statement("The bridge stays open.")
    Statement.objects.update(confidence=0.1)
    statement.article.learn({"title": "Another"})
    statement.delete()
    assert not Change.objects.exists()


def test_an_ingest_keeps_nothing_but_what_it_moves_of_a_decision(curator):
    def put(text: str) -> None:
        batch = ImportBatch.objects.create(arguments="texts")
        page = Page("bridge.txt", "file:///bridge.txt", text.encode())
        assert not Ingest(batch, Metadata(), lambda _: None).run([page]).refused

    text = "Bridge to open\n\nIt is done.\n\n“We will open the bridge in May,” said Ada Voss."
    put(text)
    Statement.objects.get().check_by(curator)
    assert Change.objects.count() == 1
    put(text.replace("It is done.", "It is done and dusted."))
    moved = last()
    assert Change.objects.count() == 2 and moved.by is None and moved.via.startswith("onrecord")
    assert {"version_id", "start", "end"} <= {name for name, _, _ in moved.differences()}


def test_a_decision_without_a_request_is_kept_all_the_same(curator):
    make_statement("The bridge stays open.").check_by(curator)
    assert (last().by, last().model) == (None, "statement")
    assert last().via.startswith("onrecord")


def test_what_only_people_enter_is_kept_whoever_writes(curator):
    speaker = make_speaker("Ada Voss")
    speaker.description = "Minister."
    speaker.save()
    alias = speaker.aliases.create(text="Minister Voss")
    alias.delete()
    kept = [(change.model, change.action, change.subject_row) for change in Change.objects.all()]
    assert kept == [("speakeralias", "D", speaker.pk), ("speaker", "U", speaker.pk)]
    assert Change.objects.about(speaker).count() == 2


def test_the_author_does_not_outlive_the_request(curator):
    with pytest.raises(RuntimeError), signed(curator, "x"):
        raise RuntimeError
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_has_author()")
        assert cursor.fetchone() == (False,)


def test_a_reverted_decision_is_the_machine_s_again(curator):
    statement = make_statement("The bridge stays open.")
    other = make_speaker("Ben Orr")
    with signed(curator, "x"):
        statement.edit(curator, speaker=other, said_on=date(2020, 2, 1), said_precision="month")
        last().revert()
    row = Statement.objects.get()
    assert (row.speaker.name, row.status, row.decided_by, row.reason) == (
        "Ada Voss", "machine", None, "",
    )  # fmt: skip
    assert (row.said_on, row.said_precision) == (date(2023, 5, 17), "day")
    assert Change.objects.count() == 2 and last().by == curator
    last().revert()
    row.refresh_from_db()
    assert (row.speaker, row.status, row.decided_by) == (other, "edited", curator)
    assert not [one for rule in INVARIANTS for one in violations(rule)]


def test_what_was_changed_again_since_is_not_reverted(curator):
    statement = make_statement("The bridge stays open.")
    statement.edit(curator, kind="mixed")
    first = last()
    statement.edit(curator, kind="indirect")
    with pytest.raises(ValueError, match="kind: changed again since"):
        first.revert()
    statement.refresh_from_db()
    assert statement.kind == "indirect"


def test_a_reverted_fact_of_an_article_reaches_its_statements():
    article = make_article("A title\n\n“It is so.” Ada Voss said.", title="A title")
    statement = make_statement("It is so.", article=article)
    article.correct({"published_at": article.published_at.replace(year=2020)})
    last_of_article = Change.objects.filter(model="article").first()
    last_of_article.revert()
    article.refresh_from_db()
    statement.refresh_from_db()
    assert article.decided == [] and article.date_basis == "stated"
    assert statement.said_on == date(2023, 5, 17)


def test_aliases_and_roles_come_and_go(curator):
    speaker = make_speaker("Ada Voss")
    with signed(curator, "x"):
        alias = speaker.aliases.create(text="Minister Voss", valid_from=date(2021, 1, 1))
        role = speaker.roles.create(title="mayor")
    Change.objects.get(model="speakeralias").revert()
    assert not SpeakerAlias.objects.exists()
    last().revert()
    back = SpeakerAlias.objects.get()
    assert (back.pk, back.text, back.valid_from) == (alias.pk, "Minister Voss", date(2021, 1, 1))
    role.delete()
    last().revert()
    assert Role.objects.get().title == "mayor"
    with pytest.raises(ValueError, match="There is a role"):
        Change.objects.get(model="role", action="D").revert()


def test_a_merge_is_undone_elsewhere(curator):
    make_speaker("Ben Orr")
    merge(make_speaker("A. Voss"), make_speaker("Ada Voss"), curator)
    change = Change.objects.get(model="speaker", row=Speaker.objects.get(name="A. Voss").pk)
    with pytest.raises(ValueError, match="Merged and split"):
        change.revert()
