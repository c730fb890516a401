"""Reading stored texts anew: ids stay, decisions stay, what changes is said."""

from __future__ import annotations

from functools import partial

import pytest
from django.contrib.auth.models import User

from archive.audit import INVARIANTS, violations
from archive.extraction import VERSION
from archive.ingest.last_names import settle_last_names
from archive.ingest.processes import Processes
from archive.ingest.reextraction import Reextraction, forget_reading, unread
from archive.ingest.renewal import Renewal
from archive.models import Article, ArticleVersion, Speaker, Statement
from tests.ingest.test_store import BODY, batch, document, put, the  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db

TWICE = ("“No way at all,” said Ada Voss.", "Time passed.", "“No way at all,” said Ada Voss.")
NESTED = (
    "“Ben Orr said that the ferry is finished, and I believe it too, every word of it,” "
    "said Ada Voss."
)


def rows() -> list[dict]:
    """Return what is stored but for what grouping derives from it, which runs afterwards."""
    stored = Statement.objects.order_by("pk").values()
    return [{key: row[key] for key in row if key != "suspicions"} for row in stored]


def read_by_another() -> None:
    """Let the versions look as an extractor of another version left them."""
    ArticleVersion.objects.update(extractor="rules/0")
    Statement.objects.update(extractor="rules/0")


def reextract(*, dry_run: bool = False) -> list[Renewal]:
    """Read anew what another extractor read; return what became of each article."""
    told = []
    Reextraction(dry_run, told.append).run(unread(Article.objects.all()))
    assert [row for invariant in INVARIANTS for row in violations(invariant)] == []
    return told


def counts(told: list[Renewal]) -> dict[str, int]:
    return {what: count for one in told for what, count in one.counts().items() if count}


@pytest.fixture
def curator():
    return User.objects.create_user("curator")


@pytest.fixture
def stored(put):  # noqa: F811
    put(document())
    return Article.objects.get()


def move(statement: Statement, start: int, end: int, **fields) -> Statement:
    """Let a machine statement stand elsewhere, as an older extractor may have left it."""
    text = statement.version.text[start:end]
    Statement.objects.filter(pk=statement.pk).update(start=start, end=end, text=text, **fields)
    statement.refresh_from_db()
    return statement


def test_the_same_extractor_finds_the_same(stored):
    before = rows()
    forget_reading(Article.objects.all())
    assert counts(reextract()) == {"kept": len(before)}
    assert rows() == before


def test_what_was_read_once_is_not_read_again(stored):
    assert reextract() == []
    read_by_another()
    assert len(reextract()) == 1
    assert reextract() == []
    assert set(Statement.objects.values_list("extractor", flat=True)) == {VERSION}


def test_a_statement_without_findings_is_marked_as_read(put):  # noqa: F811
    put(document("Nothing was said."))
    read_by_another()
    assert counts(reextract()) == {}
    assert ArticleVersion.objects.get().extractor == VERSION


def test_another_speaker_is_corrected_under_the_same_id(stored):
    before = rows()
    statement = the("open the bridge")
    wrong = Speaker.objects.make("Ben Orr", "person")
    found = {"speaker": wrong, "name": "Ben Orr", "cue": "", "cue_start": None}
    Statement.objects.filter(pk=statement.pk).update(**found)
    read_by_another()
    (told,) = reextract()
    (change,) = told.changed
    assert change.statement == statement
    assert {"speaker", "name", "cue", "cue_start"} == set(change.was)
    assert change.was["speaker"] == wrong
    assert rows() == before


def test_a_moved_border_keeps_the_id(stored):
    before = rows()
    statement = the("40 million")
    move(statement, statement.start, statement.end - 4)
    read_by_another()
    assert counts(reextract())["changed"] == 1
    assert rows() == before


def test_a_border_that_moved_by_half_keeps_the_id_by_its_place(stored):
    before = rows()
    statement = the("open the bridge")
    move(statement, statement.start, statement.start + (statement.end - statement.start) * 6 // 10)
    read_by_another()
    assert counts(reextract())["changed"] == 1
    assert rows() == before


def test_equal_words_stay_at_their_place(put):  # noqa: F811
    put(document(*TWICE))
    first, second = Statement.objects.order_by("start")
    Statement.objects.filter(pk=first.pk).update(rule="of an older extractor")
    second.withdraw(second.version, "rules/0")
    Statement.objects.filter(pk=second.pk).delete()
    read_by_another()
    assert counts(reextract()) == {"changed": 1, "new": 1}
    first.refresh_from_db()
    assert first.start < Statement.objects.exclude(pk=first.pk).get().start


def test_what_is_found_no_longer_is_withdrawn_by_the_extractor(stored, client):
    bogus = move(the("old ferry"), 0, 7)
    read_by_another()
    assert counts(reextract()) == {"kept": 2, "new": 1, "withdrawn": 1}
    bogus.refresh_from_db()
    assert (bogus.status, bogus.text) == ("withdrawn", "Harbour")
    assert (bogus.dropped_in, bogus.dropped_by) == (stored.current_version, VERSION)
    page = client.get(bogus.get_absolute_url())
    assert page.status_code == 410
    text = " ".join(page.content.decode().split())
    assert "The article still has the words below, but a newer reading of it no longer" in text
    assert f"Found by extractor rules/0, no longer found by {VERSION} in version 1" in text
    assert "Gone since" not in text


def test_what_a_later_version_dropped_says_so(put, client):  # noqa: F811
    put(document())
    statement = the("40 million")
    put(document(*BODY[:2], BODY[3]))
    page = client.get(statement.get_absolute_url()).content.decode()
    assert "The article as it is now no longer has them." in page
    assert "Gone since version 2" in page and "newer reading" not in page


def test_words_that_stay_but_are_found_no_longer_are_dropped_by_the_extractor(put):  # noqa: F811
    put(document())
    bogus = move(the("old ferry"), 0, 7)
    put(document("Something new comes first.", *BODY))
    bogus.refresh_from_db()
    assert (bogus.dropped_in.number, bogus.dropped_by) == (2, VERSION)


def test_one_of_two_equal_statements_goes_with_its_paragraph(put):  # noqa: F811
    put(document(*TWICE))
    put(document(*TWICE[:2]))
    gone = Statement.objects.get(status="withdrawn")
    assert (gone.dropped_in.number, gone.dropped_by) == (2, "")


def test_hidden_words_do_not_come_back_in_a_new_version(put, curator):  # noqa: F811
    put(document())
    statement = move(the("40 million"), the("40 million").start, the("40 million").start + 29)
    statement.hide(curator, "for legal reasons")
    part = statement.text[:14]
    Statement.objects.filter(pk=statement.pk).update(end=statement.start + 14, text=part)
    put(document("Something new comes first.", *BODY))
    assert not Statement.objects.shown().filter(text__contains="40 million").exists()


def test_what_is_found_again_comes_back_under_its_id(stored):
    statement = the("40 million")
    before = rows()
    statement.withdraw(statement.version, "rules/0")
    read_by_another()
    (told,) = reextract()
    assert told.counts()["back"] == 1 and told.counts()["new"] == 0
    assert rows() == before


def test_what_was_never_found_is_new(stored):
    Statement.objects.all().delete()
    read_by_another()
    assert counts(reextract()) == {"new": 3}


def test_a_denial_at_the_same_place_is_another_statement(put):  # noqa: F811
    put(document("Ada Voss came.", "“We will not open the bridge in May or in June,” Voss said."))
    statement = Statement.objects.get()
    cut = statement.text.index("open")
    move(statement, statement.start + cut, statement.end)
    read_by_another()
    assert counts(reextract()) == {"new": 1, "withdrawn": 1}


def test_a_speaker_by_last_name_stays_with_the_only_bearer(put):  # noqa: F811
    put(document())
    other = document(
        "“We shall see,” Voss said.", title="Later", text="Later\n\n“We shall see,” Voss said."
    )
    put(other, "file:///b/later.txt")
    settle_last_names()
    assert the("We shall see").speaker.name == "Ada Voss"
    before = rows()
    read_by_another()
    told = reextract()
    assert counts(told) and all(one.counts()["changed"] == 0 for one in told)
    assert rows() == before


def test_an_alias_that_a_curator_entered_is_heard(put):  # noqa: F811
    put(document("Captain Ben Orr came.", "“We shall see,” the harbourmaster said."))
    orr = Speaker.objects.get_or_create(name="Ben Orr", defaults={"slug": "ben-orr"})[0]
    orr.roles.create(title="harbourmaster")
    forget_reading(Article.objects.all())
    reextract()
    assert the("We shall see").speaker == orr


def test_a_given_title_is_no_heading_of_the_text(put):  # noqa: F811
    text = "Ada Voss came.\n\n“We shall see,” Voss said."
    put(document(title="Given by the operator", text=text, printed_title=""))
    before = rows()
    assert ArticleVersion.objects.get().heading == ""
    read_by_another()
    reextract()
    assert rows() == before


def test_a_dry_run_tells_the_same_and_touches_nothing(stored, curator):
    move(the("old ferry"), 0, 7)
    Statement.objects.filter(text__contains="40 million").update(name="Ben Orr", speaker=None)
    the("open the bridge").check_by(curator)
    read_by_another()
    before, speakers = rows(), Speaker.objects.count()
    seen = counts(reextract(dry_run=True))
    assert rows() == before and Speaker.objects.count() == speakers
    assert set(ArticleVersion.objects.values_list("extractor", flat=True)) == {"rules/0"}
    assert counts(reextract()) == seen == {"curated": 1, "changed": 1, "new": 1, "withdrawn": 1}


def decided(put, curator) -> set[int]:  # noqa: F811
    """Fill an archive with a statement of every kind that a person may have left."""
    put(document())
    put(document(NESTED, "Ben Orr came.", title="Nested", text="Nested\n\n" + NESTED), "file:///n")
    other = Speaker.objects.make("Cy Lund", "person")
    the("40 million").check_by(curator, "listened to it")
    the("open the bridge").edit(curator, speaker=other, said_on=None, said_precision="unknown")
    the("old ferry").hide(curator, "not a statement")
    outer = the("Ben Orr said")
    outer.edit(curator, start=outer.end - 11, end=outer.end, text=outer.text[-11:])
    outer.explain(curator, "only the end")
    old = "Old\n\n“This goes away,” said Ada Voss."
    put(document(title="Old", text=old), "file:///old")
    the("This goes away").check_by(curator)
    put(document("Nothing.", title="Old", text="Old\n\nNothing."), "file:///old")
    return set(Statement.objects.filter(decided_by=curator).values_list("pk", flat=True))


def test_what_a_person_decided_is_equal_to_the_byte(put, curator):  # noqa: F811
    ids = decided(put, curator)
    assert len(ids) == 5
    assert set(Statement.objects.filter(pk__in=ids).values_list("status", flat=True)) == {
        "checked", "edited", "hidden",
    }  # fmt: skip
    ArticleVersion.objects.update(extractor="rules/0")
    before = [row for row in rows() if row["id"] in ids]
    others = Statement.objects.exclude(pk__in=ids).count()
    reextract()
    assert [row for row in rows() if row["id"] in ids] == before
    # No machine twin beside any of them.
    assert Statement.objects.exclude(pk__in=ids).count() == others


def test_an_edited_span_owns_the_place_where_the_machine_found_it(stored, curator):
    statement = the("40 million")
    statement.edit(curator, end=statement.start + 6, text=statement.text[:6])
    read_by_another()
    assert counts(reextract()) == {"curated": 1, "kept": 2}


def test_an_edited_span_owns_it_in_the_next_version_too(put, curator):  # noqa: F811
    put(document())
    statement = the("40 million")
    words = "It has cost 40 million crowns"
    statement.edit(curator, start=statement.start, end=statement.start + len(words), text=words)
    statement.edit(curator, end=statement.start + 6, text=words[:6])
    put(document("Something new comes first.", *BODY))
    assert not Statement.objects.filter(status="machine", text__contains="40 million").exists()


def test_new_quotations_inside_a_curated_one_are_left_out(put, curator):  # noqa: F811
    put(document(*TWICE))
    first, second = Statement.objects.order_by("start")
    both = first.version.text[first.start : second.end]
    second.delete()
    first.edit(curator, end=first.start + len(both), text=both)
    Statement.objects.update(found_start=None, found_end=None)
    read_by_another()
    assert counts(reextract()) == {"curated": 1, "left out": 2}
    assert Statement.objects.get() == first


def test_hidden_words_do_not_come_back_in_a_wider_statement(stored, curator):
    statement = move(the("40 million"), the("40 million").start, the("40 million").start + 6)
    statement.hide(curator, "for legal reasons")
    read_by_another()
    assert counts(reextract()) == {"curated": 1, "kept": 2, "left out": 1}
    assert not Statement.objects.shown().filter(text__startswith="It has cost").exists()


def test_a_nested_statement_is_found_anew_inside_a_checked_one(put, curator):  # noqa: F811
    put(document(NESTED))
    outer = the("Ben Orr said")
    outer.check_by(curator)
    nested = Statement.objects.exclude(pk=outer.pk)
    count = nested.count()
    assert count
    nested.delete()
    read_by_another()
    assert counts(reextract()) == {"curated": 1, "new": count}
    assert all(row.nested_in == outer for row in Statement.objects.exclude(pk=outer.pk))


def test_several_processes_find_the_same(put, monkeypatch):  # noqa: F811
    for number in range(8):
        put(document(BODY[0], BODY[1], f"It is number {number}."), f"file:///{number}")
    before = rows()
    monkeypatch.setattr("archive.ingest.reextraction.CHUNK", 1)
    forget_reading(Article.objects.all())
    told = []
    Reextraction(False, told.append, partial(Processes, jobs=2)).run(Article.objects.all())
    assert [one.counts()["kept"] for one in told] == [1] * 8
    assert rows() == before
