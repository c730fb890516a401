"""A changed text is a new version: ids and decisions stay, and a report names what changed."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from archive.ingest.changes import Changes
from archive.ingest.store import State
from archive.models import ArticleVersion, Speaker, Statement
from tests.ingest.test_store import BODY, batch, document, put, the  # noqa: F401 - fixtures
from tests.test_commands import run

pytestmark = pytest.mark.django_db

QUOTE = "“We will open the bridge in May,” Voss said."
COST = "“It has cost 40 million crowns and not one more,” she added."
NEW = "“The ferrymen will steer the new pilot boats from June on,” Voss said."
TYPO = tuple(line.replace("million crowns", "milion crowns") for line in BODY)
MOVED = (BODY[0], BODY[2], BODY[1], BODY[3])
DROPPED = tuple(line for line in BODY if line != COST)
ADDED = (*BODY, NEW)
KINDS = {"typo": TYPO, "moved paragraph": MOVED, "dropped quote": DROPPED, "new quote": ADDED}


def ids() -> set[int]:
    return set(Statement.objects.values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        ("typo", {"reworded": 1}),
        ("moved paragraph", {}),
        ("dropped quote", {"withdrawn": 1}),
        ("new quote", {"new": 1}),
    ],
)
def test_each_kind_of_change_is_counted_and_ids_stay(put, kind, counts):  # noqa: F811
    stored = put(document())
    before = ids()
    changed = put(document(*KINDS[kind]))
    kept = stored.statements - counts.get("reworded", 0) - counts.get("withdrawn", 0)
    assert changed.state is State.CHANGED
    assert changed.changes == Changes(kept=kept, **counts)
    assert before <= ids() and len(ids() - before) == counts.get("new", 0)
    assert ArticleVersion.objects.get(number=2).changes == str(changed.changes)


def decide(statement: Statement, how: str, by: User) -> None:
    """Decide about a statement in one of the ways that a person can."""
    if how == "checked":
        statement.check_by(by, "I was there")
    elif how == "speaker":
        statement.edit(by, speaker=Speaker.objects.make("Nora Lind", "person"))
    elif how == "span":
        end = statement.end - len(" and not one more")
        text = statement.version.text[statement.start : end]
        statement.edit(by, end=end, text=text, quoted=[])
    else:
        statement.hide(by, "not a statement")


@pytest.mark.parametrize("how", ["checked", "speaker", "span", "hidden"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_decision_outlives_each_kind_of_change(put, kind, how):  # noqa: F811
    curator = User.objects.create_user("curator")
    put(document())
    statement = the("40 million")
    decide(statement, how, curator)
    decided = {"status", "speaker_id", "text", "kind", "reason", "decided_by_id", "decided_at"}
    before = {field: getattr(statement, field) for field in decided}
    changed = put(document(*KINDS[kind]))
    statement.refresh_from_db()
    assert {field: getattr(statement, field) for field in decided} == before
    version = statement.version
    assert version.text[statement.start : statement.end] == statement.text
    # Not its very words: it stays with the version that has them.
    is_behind = kind in ("typo", "dropped quote")
    assert version.number == (1 if is_behind else 2)
    assert is_behind == (statement.dropped_in_id is not None)
    assert changed.changes.left == int(is_behind)


def test_words_that_come_back_are_counted_as_new_under_their_old_address(put):  # noqa: F811
    put(document())
    statement = the("40 million")
    put(document(*DROPPED))
    assert put(document()).changes.new == 1
    statement.refresh_from_db()
    assert statement.status == "machine"


def test_the_ingest_says_what_changed(tmp_path):
    path = tmp_path / "bridge.txt"
    first = "Harbour bridge to open in May\n\n" + "\n\n".join(BODY)
    path.write_text(first)
    run("ingest", path)
    path.write_text(first + "\n\n" + NEW)
    told = StringIO()
    call_command("ingest", str(path), stdout=told, stderr=StringIO())
    assert "0 reworded, 1 new, 0 withdrawn" in told.getvalue()
    path.write_text(first)
    _, out = run("ingest", "--json", path)
    (change,) = json.loads(out)["changes"]
    assert (change["source"], change["withdrawn"]) == ("bridge.txt", 1)


def test_the_admin_shows_what_a_version_changed(put, admin_client):  # noqa: F811
    stored = put(document())
    put(document(*ADDED))
    page = admin_client.get(f"/admin/archive/article/{stored.article.pk}/change/")
    assert "0 reworded, 1 new, 0 withdrawn" in page.content.decode()
