"""Every reason of doubt moves a statement up in the queue, and comes and goes with its cause."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from archive.authorship import signed
from archive.ingest.grouping import group_prints, regroup
from archive.models import ArticleVersion, Change, Statement
from archive.models.doubts import doubts
from archive.models.review import claim_next
from archive.models.suspicion import Suspicion
from tests.factories import make_article, make_speaker, make_statement

pytestmark = pytest.mark.django_db
WORDS = "The old bridge over the sound will be closed for good in the spring."
TOLD = {
    Suspicion.NEW_MENTION: "a new mention",
    Suspicion.AMBIGUOUS_NAME: "an ambiguous name",
    Suspicion.CANDIDATES: "several candidates",
    Suspicion.PRINTED_ELSEWHERE: "articles print these words",
    Suspicion.SAID_BY_ANOTHER: "much the same words are given to",
    Suspicion.CHANGED_WORDS: "changed these words, or brought them",
}


@pytest.fixture
def ann():
    return User.objects.create_user("ann")


def mentioned(mention: str, words: str = WORDS, **fields) -> Statement:
    article = make_article(f"T\n\n“{words}” “One.” “Two.” {mention} said.")
    at = article.current_version.text.index(mention)
    return make_statement(words, article=article, mention=mention, mention_start=at, **fields)


def noted(statement: Statement) -> Suspicion:
    """Return what is noted, which is what the screen tells in words."""
    group_prints()
    row = Statement.objects.get(pk=statement.pk)
    told = "; ".join(doubts(row))
    assert {each for each in Suspicion if TOLD[each] in told} == set(Suspicion(row.suspicions))
    return Suspicion(row.suspicions)


def new_mention() -> Statement:
    return mentioned("the pilot")


def ambiguous_name() -> Statement:
    found = mentioned("Minister Voss")
    for name in ("Ada Voss", "Ben Orr"):
        make_speaker(name).aliases.create(text="Minister Voss")
    return found


def candidates() -> Statement:
    make_speaker("Voss")
    found = mentioned("Voss", speaker="Ada Voss")
    make_statement("One.", article=found.article, speaker="Cyd Roe")
    make_statement("Two.", article=found.article, speaker="Ben Voss").hide(
        User.objects.create_user("ben"), "only a candidate"
    )
    return found


def printed_elsewhere() -> Statement:
    found = make_statement(WORDS)
    copy = make_statement(WORDS, outlet="Radio Kestrel")
    copy.check_by(User.objects.create_user("ben"))
    return found


def said_by_another() -> Statement:
    found = make_statement(WORDS)
    copy = make_statement(WORDS, outlet="Radio Kestrel", speaker="Ben Orr")
    copy.check_by(User.objects.create_user("ben"))
    return found


def changed_words() -> Statement:
    found = make_statement(WORDS)
    renew(found, "Another text.")
    return found


def renew(statement: Statement, before: str) -> None:
    """Let the statement stand in the next version, after one with the text `before`."""
    article, version = statement.article, statement.version
    number = version.number
    ArticleVersion.objects.filter(pk=version.pk).update(number=number + 1)
    ArticleVersion.objects.create(
        article=article, number=number, text=before, fingerprint=str(number), origin="x",
        raw_sha256="x", fetched_at=version.fetched_at, reader="text/1",
    )  # fmt: skip


REASONS = {
    Suspicion.NEW_MENTION: new_mention,
    Suspicion.AMBIGUOUS_NAME: ambiguous_name,
    Suspicion.CANDIDATES: candidates,
    Suspicion.PRINTED_ELSEWHERE: printed_elsewhere,
    Suspicion.SAID_BY_ANOTHER: said_by_another,
    Suspicion.CHANGED_WORDS: changed_words,
}


@pytest.mark.parametrize("reason", list(Suspicion), ids=lambda reason: reason.name)
def test_each_reason_alone_moves_a_statement_up(reason, ann):
    make_statement("Nothing speaks against this.")
    doubted = REASONS[reason]()
    assert noted(doubted) == reason
    make_statement("Nor against this.")
    group_prints()
    assert claim_next(ann, Statement.objects.all()) == doubted


def test_words_far_from_the_speaker_come_before_others(ann):
    make_statement("Nothing speaks against this.")
    far = make_statement("This goes on.", attribution="floating")
    assert claim_next(ann, Statement.objects.all()) == far


def test_a_mention_is_new_until_it_is_printed_again():
    first = mentioned("the pilot")
    assert noted(first) == Suspicion.NEW_MENTION
    second = mentioned("the pilot", "Another thing was said by the same person here.")
    assert noted(second) == noted(first) == Suspicion(0)


def test_a_mention_is_not_new_once_somebody_goes_by_it():
    first = mentioned("the pilot")
    assert noted(first) == Suspicion.NEW_MENTION
    make_speaker("Ada Voss").aliases.create(text="the pilot")
    assert noted(first) == Suspicion(0)


def test_a_name_is_ambiguous_as_long_as_several_go_by_it():
    one = ambiguous_name()
    assert noted(one) == Suspicion.AMBIGUOUS_NAME
    alias = make_speaker("Ben Orr").aliases.get()
    alias.text = "Minister Orr"
    alias.save()
    assert noted(one) == Suspicion(0)
    alias.text = "Minister Voss"
    alias.save()
    assert noted(one) == Suspicion.AMBIGUOUS_NAME
    alias.delete()
    assert noted(one) == Suspicion(0)


def test_words_are_printed_elsewhere_until_the_other_is_hidden(ann):
    one = make_statement(WORDS)
    assert noted(one) == Suspicion(0)
    copy = make_statement(WORDS, outlet="Radio Kestrel", speaker="Ben Orr")
    assert noted(one) == noted(copy) == Suspicion.SAID_BY_ANOTHER
    copy.edit(ann, speaker=make_speaker("Ada Voss"))
    assert noted(one) == Suspicion.PRINTED_ELSEWHERE
    copy.hide(ann, "a copy")
    assert noted(one) == Suspicion(0)


def test_words_that_the_next_version_kept_are_no_longer_doubted():
    one = changed_words()
    assert noted(one) == Suspicion.CHANGED_WORDS
    article = one.article
    text = f"Another title\n\n“{WORDS}” Ada Voss said."
    third = ArticleVersion.objects.create(
        article=article, number=3, text=text, fingerprint="z", origin="x", raw_sha256="x",
        fetched_at=one.version.fetched_at, reader="text/1",
    )  # fmt: skip
    at, who = text.index(WORDS), text.index("Ada Voss")
    Statement.objects.filter(pk=one.pk).update(
        version=third, start=at, end=at + len(WORDS), mention_start=who
    )
    assert noted(one) == Suspicion(0)


def test_what_a_person_decided_is_left_as_it_is(ann):
    one = mentioned("the pilot")
    one.check_by(ann)
    group_prints()
    assert Statement.objects.get(pk=one.pk).suspicions == 0


def test_noting_is_no_change_that_the_history_keeps():
    user = User.objects.create_user("cyd")
    one = mentioned("the pilot")
    Change.objects.all().delete()
    with signed(user, "test"):
        group_prints()
    assert noted(one) == Suspicion.NEW_MENTION
    assert not Change.objects.exists()


def test_regroup_notes_what_was_there_before():
    one = mentioned("the pilot")
    group_prints()
    Statement.objects.update(suspicions=0)
    regroup()
    assert noted(one) == Suspicion.NEW_MENTION
