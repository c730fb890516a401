"""A corrected speaker teaches: the same mention in the article and beyond, an alias; one undo."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from archive.audit import INVARIANTS, violations
from archive.models import SpeakerAlias, Statement
from tests.factories import make_article, make_speaker, make_statement

pytestmark = pytest.mark.django_db(transaction=True)


def said(words: str, article=None, day=date(2023, 5, 17), mention="the pilot") -> Statement:
    """Make a machine statement by a pilot whom nobody knows by name."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
    article = article or make_article(f"T\n\n“{words}” {mention} said.", published_at=moment)
    found = make_statement(words, speaker=None, article=article, said_on=day)
    at = found.version.text.index(mention)
    Statement.objects.filter(pk=found.pk).update(mention=mention, mention_start=at)
    return Statement.objects.get(pk=found.pk)


@pytest.fixture
def ben(curator):
    return make_speaker("Ben Orr")


@pytest.fixture
def fixed(ben, read):
    """Return a statement given to Ben Orr by the form, beside three much like it."""
    article = make_article("T\n\n“One.” “Two.” the pilot said.", published_at=None)
    first = said("One.", article, None)
    said("Two.", article, None)
    said("Three.", day=None)
    said("Four.", day=date(2019, 1, 1))
    form = {"speaker": ben.pk, "kind": "direct", "said_on": "", "said_precision": "unknown"}
    page = read(reverse("admin:archive_statement_change", args=[first.pk]), form)
    first.refresh_from_db()
    return first, page


def speakers() -> dict[str, str]:
    rows = Statement.objects.select_related("speaker")
    return {row.text: row.speaker.name if row.speaker else "" for row in rows}


def lesson(statement: Statement) -> str:
    return reverse("admin:archive_statement_lesson", args=[statement.pk])


def test_the_form_offers_it_after_a_speaker_was_set(fixed):
    statement, page = fixed
    assert "“the pilot” is Ben Orr here:" in page and lesson(statement) in page


def test_the_preview_counts_and_changes_nothing(fixed, read):
    page = read(lesson(fixed[0]) + "?scope=archive")
    assert "in the article: 1 more" in page and "the same way: 3 more" in page
    assert "3 statements would be Ben Orr’s" in page
    assert speakers() == {"One.": "Ben Orr", "Two.": "", "Three.": "", "Four.": ""}


def test_all_of_the_article_are_given_at_once(fixed, read):
    assert "1 more given to Ben Orr." in read(lesson(fixed[0]), {"scope": "article"})
    assert speakers() == {"One.": "Ben Orr", "Two.": "Ben Orr", "Three.": "", "Four.": ""}


def test_the_archive_s_and_an_alias_are_one_decision_undone_as_one(fixed, read, ben, curator):
    page = read(lesson(fixed[0]), {"scope": "archive", "alias": "on"})
    assert "3 more given to Ben Orr. The mention is an alias now." in page
    rows = Statement.objects.exclude(pk=fixed[0].pk)
    assert {(row.speaker, row.status, row.decided_by) for row in rows} == {(ben, "edited", curator)}
    assert rows[0].reason == f"“the pilot” as in statement {fixed[0].pk}"
    assert ben.aliases.get().text == "the pilot"
    read(re.search(r'href="([^"]+/together/)"', page)[1], {})
    assert speakers() == {"One.": "Ben Orr", "Two.": "", "Three.": "", "Four.": ""}
    assert not SpeakerAlias.objects.exists()
    assert not [one for rule in INVARIANTS for one in violations(rule)]


def test_those_whose_box_is_emptied_are_spared(fixed, read):
    page = read(lesson(fixed[0]) + "?scope=archive")
    shown = re.findall(r'name="shown" value="(\d+)"', page)
    spared = str(Statement.objects.get(text="Three.").pk)
    form = {"scope": "archive", "shown": shown, "chosen": [pk for pk in shown if pk != spared]}
    assert "2 more given" in read(lesson(fixed[0]), form)
    assert speakers()["Three."] == ""


def test_days_bound_both_the_alias_and_what_it_fits(fixed, read, ben):
    form = {"scope": "archive", "alias": "on", "first": "2018-01-01", "last": "2020-12-31"}
    assert "1 statement would" in read(lesson(fixed[0]) + "?scope=archive&last=2020-12-31")
    assert "1 more given" in read(lesson(fixed[0]), form)
    alias = ben.aliases.get()
    assert (alias.valid_from, alias.valid_to) == (date(2018, 1, 1), date(2020, 12, 31))
    form |= {"first": "2021-01-01"}
    assert "The last day is before the first." in read(lesson(fixed[0]), form)


def test_what_a_person_decided_and_what_went_wrong_otherwise_is_left_alone(fixed, read, ben):
    other = said("Five.")
    Statement.objects.filter(pk=other.pk).update(speaker=make_speaker("Cyd Roe"))
    Statement.objects.get(text="Three.").check_by(User.objects.get())
    assert "1 more given" not in read(lesson(fixed[0]), {"scope": "archive"})
    assert speakers()["Three."] == "" and speakers()["Five."] == "Cyd Roe"
    assert speakers()["Four."] == "Ben Orr"


def test_a_pronoun_teaches_nothing_beyond_its_article(ben, read):
    article = make_article("T\n\n“One.” “Two.” he said.", published_at=None)
    first = said("One.", article, None, mention="he")
    said("Two.", article, None, mention="he")
    said("Three.", mention="he")
    Statement.objects.filter(pk=first.pk).update(speaker=ben)
    page = read(lesson(first))
    assert "in the article: 1 more" in page and "same way: 0 more" in page
    assert "is an alias" not in page


def test_an_alias_that_others_go_by_is_ambiguous(fixed, read, ben):
    make_speaker("Cyd Roe").aliases.create(text="The Pilot")
    assert "It will be ambiguous" in read(lesson(fixed[0]))
    read(lesson(fixed[0]), {"alias": "on"})
    assert ben.aliases.get().ambiguous


def test_who_may_not_change_statements_teaches_nothing(fixed, client):
    client.force_login(User.objects.create_user("reader", is_staff=True))
    assert client.post(lesson(fixed[0]), {"scope": "archive"}).status_code == 403


def test_the_way_back_never_leads_off_the_site(fixed, client):
    answer = client.post(lesson(fixed[0]), {"back": "https://elsewhere.example/"})
    assert answer["Location"] == reverse("admin:archive_statement_changelist")
