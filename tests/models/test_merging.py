"""Speakers become one, or two, and are exactly as before when that is undone."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.audit import INVARIANTS, violations
from archive.dump import dump_lines
from archive.extraction import Document, find_quotations
from archive.ingest.last_names import settle_last_names
from archive.ingest.metadata import Metadata
from archive.ingest.page import Page
from archive.ingest.pipeline import ingest
from archive.ingest.speakers import follow_merges, known_speakers, speakers_of
from archive.models import ArticleVersion, ImportBatch, Speaker, Statement
from archive.models.identity import IdentityDecision, tell_apart
from archive.models.merging import merge, preview, undo_merge
from archive.models.splitting import Part, split, undo_split
from tests.factories import make_speaker, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return User.objects.create_user("curator")


def with_another_version(statement: Statement) -> ArticleVersion:
    """Give the statement's article a version that does not have its words."""
    version = statement.article.versions.create(
        number=2, text="Nothing.", fetched_at=statement.version.fetched_at, origin="x", reader="x"
    )
    statement.article.learn({"current_version": version})
    return version


@pytest.fixture
def pair(curator):
    """Return A. Voss and Ada Voss, with statements of every status, aliases, roles and facts."""
    short, long = make_speaker("A. Voss"), make_speaker("Ada Voss")
    for number, decide in enumerate((None, "check_by", "hide", "withdraw")):
        statement = make_statement(f"The bridge number {number}.", speaker="A. Voss")
        if decide == "withdraw":
            statement.withdraw(with_another_version(statement))
        elif decide:
            getattr(statement, decide)(curator, reason="heard it")
    make_statement("The ferry is late.", speaker="Ada Voss")
    for speaker, alias in ((short, "Minister Voss"), (long, "Minister Voss"), (short, "Adda")):
        speaker.aliases.create(text=alias, valid_from=date(2021, 1, 1))
    for speaker in (short, long):
        speaker.roles.create(title="mayor", since=date(2015, 1, 1))
    short.roles.create(title="harbour minister")
    Speaker.objects.filter(pk=short.pk).update(wikidata_id="Q42")
    return Speaker.objects.get(pk=short.pk), long


def content() -> list[str]:
    return sorted(dump_lines())


def ids() -> list[tuple]:
    rows = Statement.objects.order_by("pk")
    return list(rows.values_list("pk", "speaker", "status", "decided_by", "decided_at", "reason"))


def broken() -> list[str]:
    return [row for invariant in INVARIANTS for row in violations(invariant)]


def test_a_preview_tells_what_the_merge_then_does(pair, curator):
    short, long = pair
    told = preview(short, long)
    assert told.statements == {
        "found by machine": 1, "checked by a person": 1, "hidden by a person": 1,
        "no longer found in the article": 1,
    }  # fmt: skip
    assert told.aliases == ["A. Voss", "Adda"] and told.facts == {"wikidata_id": "Q42"}
    assert [role.title for role in told.roles] == ["harbour minister"]
    assert told.addresses == ["/speakers/a-voss/"] and told.warnings == []
    merge(short, long, curator)
    assert sorted(alias.text for alias in long.aliases.all()) == [
        "A. Voss",
        "Adda",
        "Minister Voss",
    ]
    assert sorted(role.title for role in long.roles.all()) == ["harbour minister", "mayor"]
    long.refresh_from_db()
    assert long.wikidata_id == "Q42" and long.statements.count() == 5
    assert Speaker.objects.called("Minister Voss") == long


def test_undoing_a_merge_restores_every_row(pair, curator):
    before = content(), ids()
    decision = merge(*pair, curator)
    assert content() != before[0] and not broken()
    undone = undo_merge(decision, curator)
    assert (undone.back, undone.left, undone.notes) == (4, [], [])
    assert (content(), ids()) == before and not broken()


def test_a_merge_changes_no_decision_and_no_signature(pair, curator):
    before = [(pk, *rest) for pk, _, *rest in ids()]
    merge(*pair, User.objects.create_user("another"))
    assert [(pk, *rest) for pk, _, *rest in ids()] == before


def test_the_old_address_leads_on_until_the_merge_is_undone(pair, curator, client):
    short, long = pair
    decision = merge(short, long, curator)
    answer = client.get(short.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, long.get_absolute_url())
    # No browser may keep the redirect: it would outlive an undo.
    assert "no-cache" in answer["Cache-Control"]
    undo_merge(decision, curator)
    assert client.get(short.get_absolute_url()).status_code == 200


def test_what_a_person_moved_since_stays_and_is_told(pair, curator):
    decision = merge(*pair, curator)
    taken = Statement.objects.get(text="The bridge number 0.")
    taken.edit(curator, speaker=make_speaker("Ben Orr"))
    undone = undo_merge(decision, curator)
    assert (undone.back, undone.left) == (3, [taken.pk])
    taken.refresh_from_db()
    assert taken.speaker.name == "Ben Orr"


def test_an_alias_that_somebody_changed_since_stays(pair, curator):
    decision = merge(*pair, curator)
    alias = pair[1].aliases.get(text="A. Voss")
    alias.ambiguous = True
    alias.save()
    pair[1].aliases.get(text="Adda").delete()
    notes = undo_merge(decision, curator).notes
    assert len(notes) == 2 and "A. Voss stays an alias" in notes[1]


@pytest.fixture
def put():
    """Return what ingests texts by their names."""

    def put(**texts: str) -> None:
        batch = ImportBatch.objects.create(arguments="texts")
        pages = [
            Page(f"{name}.txt", f"file:///{name}.txt", text.encode())
            for name, text in texts.items()
        ]
        report = ingest(pages, batch, Metadata(), lambda outcome: None)
        assert not report.refused

    return put


BRIDGE = "Bridge to open\n\nThe bridge is done.\n\n“We will open the bridge in May,” said {}."
FERRY = "Ferry to stop\n\nThe ferry is old.\n\n“The ferry stops for good today,” said {}."
TOLL = "Toll to rise\n\nThe toll is low.\n\n“The toll will rise by a third,” said {}."


def speaker_of(words: str) -> str:
    return Statement.objects.get(text__contains=words).speaker.name


def test_later_ingests_give_the_merged_name_to_the_survivor(put, curator):
    put(bridge=BRIDGE.format("Ada Voss"), ferry=FERRY.format("Adelheid Voss"))
    ada, adelheid = (Speaker.objects.get(name=name) for name in ("Ada Voss", "Adelheid Voss"))
    merge(adelheid, ada, curator)
    put(toll=TOLL.format("Adelheid Voss"), ferry=FERRY.format("Adelheid Voss") + " It rained.")
    assert {speaker_of(words) for words in ("bridge in", "ferry stops", "toll will")} == {
        "Ada Voss"
    }
    assert not broken()


def test_what_came_in_since_under_the_name_comes_back_with_it(put, curator):
    put(bridge=BRIDGE.format("Ada Voss"), ferry=FERRY.format("Adelheid Pike"))
    ada, pike = (Speaker.objects.get(name=name) for name in ("Ada Voss", "Adelheid Pike"))
    decision = merge(pike, ada, curator)
    found = find_quotations(Document(TOLL.format("Adelheid Pike"), "Toll to rise"))
    assert speakers_of(found, is_sample=False) == {"Adelheid Pike": ada}
    # As the extractor reads it that does not know the alias yet.
    Statement.objects.filter(text__contains="bridge in").update(name="Adelheid Pike")
    undone = undo_merge(decision, curator)
    assert (undone.back, undone.since) == (2, 1)
    assert speaker_of("bridge in") == speaker_of("ferry stops") == "Adelheid Pike"


@pytest.mark.parametrize("merged", ["Voss", "Ada Voss"])
def test_settling_last_names_undoes_no_merge(put, curator, merged):
    put(bridge=BRIDGE.format("Ada Voss"), ferry=FERRY.format("Voss"))
    other = make_speaker("Adelheid Lind")
    merge(Speaker.objects.get(name=merged), other, curator)
    assert settle_last_names() == 0
    put(toll=TOLL.format("Voss"))
    expected = {"Voss": "Adelheid Lind", "Ada Voss": "Adelheid Lind"}
    assert speaker_of("toll will") == expected[merged]
    assert not broken()


def test_a_name_once_merged_is_told_to_the_extractor_as_an_alias(pair, curator):
    merge(make_speaker("Adelheid Pike"), pair[1], curator)
    (found,) = find_quotations(
        Document("Toll\n\n“The toll will rise,” said Adelheid Pike.", "Toll"),
        known_speakers(is_sample=False),
    )
    assert found.speaker == "Ada Voss"


def test_a_statement_stored_while_its_speaker_was_merged_follows(pair, curator):
    short, long = pair
    merge(short, long, curator)
    statement = make_statement("I was late.", speaker=short)
    assert broken() == [f"statement {statement.pk}"]
    assert follow_merges() == 1 and not broken()
    statement.refresh_from_db()
    assert statement.speaker == long


def test_merges_in_a_row_lead_in_one_step_and_are_undone_backwards(pair, curator):
    before = content()
    short, long = pair
    third = make_speaker("Ada Lind")
    first = merge(short, long, curator)
    between = content()
    second = merge(long, third, curator)
    assert Speaker.objects.get(pk=short.pk).merged_into == third and not broken()
    with pytest.raises(ValueError, match="undo the later merge first"):
        undo_merge(first, curator)
    undo_merge(second, curator)
    assert content() == between
    undo_merge(first, curator)
    assert content() == before


def test_a_decision_is_undone_once(pair, curator):
    decision = merge(*pair, curator)
    undo_merge(decision, curator)
    with pytest.raises(ValueError, match="undone before"):
        undo_merge(IdentityDecision.objects.get(), curator)


def test_what_cannot_be_one_is_refused_in_words(pair, curator):
    short, long = pair
    invented = Speaker.objects.make("Ina Vented", "person", is_sample=True)
    with pytest.raises(ValueError, match="cannot be merged with itself"):
        merge(short, short, curator)
    with pytest.raises(ValueError, match="a world of its own"):
        merge(invented, long, curator)
    merge(short, long, curator)
    with pytest.raises(ValueError, match="merged already, into Ada Voss"):
        merge(short, make_speaker("Ben Orr"), curator)


def test_a_preview_warns_of_two_people(pair, curator):
    short, long = pair
    long.wikidata_id, long.kind = "Q7", "body"
    long.save()
    tell_apart(long, short, curator)
    warnings = " ".join(preview(short, long).warnings)
    assert "Q42 and Q7" in warnings and "a body" in warnings and "curator told them" in warnings


def test_a_merge_asks_as_many_queries_for_many_statements_as_for_few(curator):
    def queries(count: int) -> int:
        many, one = make_speaker(f"Many {count}"), make_speaker(f"One {count}")
        for number in range(count):
            make_statement(f"Word {number} of {count}.", speaker=many)
        with CaptureQueriesContext(connection) as asked:
            merge(many, one, curator)
        return len(asked)

    assert queries(2) == queries(20) <= 30


@pytest.fixture
def ben(curator):
    """Return Ben Orr, two of whose four statements are by his son."""
    ben = make_speaker("Ben Orr")
    for number in range(3):
        make_statement(f"The quay number {number}.", speaker="Ben Orr")
    make_statement("The quay number 3.", speaker="Ben Orr").check_by(curator)
    ben.aliases.create(text="Orr junior")
    ben.roles.create(title="harbour pilot")
    return ben


def part_of(ben, *numbers) -> Part:
    chosen = ben.statements.filter(text__in=[f"The quay number {n}." for n in numbers])
    return Part(
        list(chosen.values_list("pk", flat=True)),
        [ben.aliases.get().pk],
        [ben.roles.get().pk],
        "that was the son",
    )


def test_a_split_gives_a_part_to_another_and_signs_it(ben, curator):
    son = make_speaker("Ben Orr the Younger")
    split(ben, part_of(ben, 0, 3), son, curator)
    rows = son.statements.order_by("text").values_list("text", "status", "reason")
    assert list(rows) == [
        ("The quay number 0.", "edited", "that was the son"),
        ("The quay number 3.", "checked", ""),
    ]
    assert ben.statements.count() == 2 and Speaker.objects.called("Orr junior") == son
    assert [role.title for role in son.roles.all()] == ["harbour pilot"] and not broken()


def test_undoing_a_split_restores_every_row(ben, curator):
    before = content(), ids()
    decision = split(ben, part_of(ben, 0, 3), make_speaker("Ben Orr the Younger"), curator)
    undone = undo_split(decision, curator)
    assert (undone.back, undone.left) == (2, [])
    assert (content(), ids()) == before and not broken()


def test_undoing_a_split_keeps_what_was_decided_since(ben, curator):
    decision = split(ben, part_of(ben, 0, 1), make_speaker("Ben Orr the Younger"), curator)
    checker = User.objects.create_user("checker")
    first, second = Statement.objects.filter(pk__in=decision.statements).order_by("text")
    first.check_by(checker)
    second.edit(checker, speaker=make_speaker("Cyd Roe"))
    undone = undo_split(decision, curator)
    assert (undone.back, undone.left) == (1, [second.pk])
    first.refresh_from_db()
    assert (first.speaker, first.status, first.decided_by) == (ben, "checked", checker)


def test_a_statement_given_back_to_the_machine_is_as_the_machine_would_have_it(ben, curator):
    decision = split(ben, part_of(ben, 0, 1), make_speaker("Ben Orr the Younger"), curator)
    gone, dated = Statement.objects.filter(pk__in=decision.statements).order_by("text")
    Statement.objects.filter(pk=gone.pk).update(dropped_in=with_another_version(gone))
    Statement.objects.filter(pk=dated.pk).update(said_on=date(2020, 1, 1))
    undo_split(decision, curator)
    gone.refresh_from_db()
    dated.refresh_from_db()
    assert (gone.status, dated.status) == ("withdrawn", "machine")
    assert dated.said_on == dated.article.said_on and not broken()


def test_a_split_survives_the_next_reading(put, curator):
    put(bridge=BRIDGE.format("Ben Orr"), ferry=FERRY.format("Ben Orr"))
    ben, son = Speaker.objects.get(name="Ben Orr"), make_speaker("Ben Orr the Younger")
    ferry = Statement.objects.get(text__contains="ferry stops")
    split(ben, Part([ferry.pk]), son, curator)
    put(ferry=FERRY.format("Ben Orr") + " It rained.", bridge=BRIDGE.format("Ben Orr") + " So.")
    assert speaker_of("ferry stops") == "Ben Orr the Younger"
    assert speaker_of("bridge in") == "Ben Orr"


def test_a_split_of_nothing_is_refused(ben, curator):
    with pytest.raises(ValueError, match="Nothing was chosen"):
        split(ben, Part(), make_speaker("Cyd Roe"), curator)
    with pytest.raises(ValueError, match="cannot be split from itself"):
        split(ben, part_of(ben, 0), ben, curator)


def test_the_record_names_what_moved_by_id(ben, curator):
    decision = split(ben, part_of(ben, 0, 3), make_speaker("Ben Orr the Younger"), curator)
    stored = IdentityDecision.objects.get(pk=decision.pk)
    assert len(stored.statements) == 2 and len(stored.signed) == 1
    assert (stored.by, stored.reason, str(stored)) == (
        curator, "that was the son", "Ben Orr the Younger split from Ben Orr",
    )  # fmt: skip
    assert (stored.aliases, stored.roles) == (decision.aliases, decision.roles) != ([], [])
