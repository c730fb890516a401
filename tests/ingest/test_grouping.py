"""The same words printed by several articles: groups, and how they are kept up."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.audit import INVARIANTS, violations
from archive.dump import dump_lines
from archive.ingest.grouping import group_prints, regroup, waiting
from archive.models import Print, QuotationGroup, Speaker, Statement, Ungrouped, Wording
from tests.factories import make_article, make_statement

pytestmark = pytest.mark.django_db

FULL = "We have lost eleven boats in three years to the same sandbank, and I am tired of it."
SHORTENED = "We have lost eleven boats in three years to the same sandbank"
DENIED = "We have not lost eleven boats in three years to the same sandbank, and I am tired of it."
OTHER = "The new bridge over the Narrows will be the largest public work for a generation."


@pytest.fixture
def curator():
    return User.objects.create_user("curator")


def group_of(statement: Statement) -> QuotationGroup | None:
    printed = Print.objects.filter(statement=statement).select_related("wording__group").first()
    return printed.wording.group if printed else None


def partition() -> set[frozenset[tuple[str, str]]]:
    """The groups of several articles as sets of (source, words)."""
    return {
        frozenset((row.article.origin, row.text) for row in group.statements())
        for group in QuotationGroup.objects.filter(articles__gt=1)
    }


def assert_all_holds() -> None:
    assert waiting() == 0
    assert {one.demand: found for one in INVARIANTS if (found := violations(one))} == {}


def test_the_same_words_in_two_articles_are_one_quotation():
    first = make_statement(FULL, said_on=date(2023, 5, 3))
    later = make_statement(FULL.replace(", and", " – AND"), said_on=date(2023, 5, 4))
    make_statement(OTHER)
    group_prints()
    group = QuotationGroup.objects.get()
    assert group_of(first) == group_of(later) == group
    assert (group.articles, group.prints) == (2, 2)
    assert (group.representative, str(group.first_said)) == (first, "2023-05-03")
    assert list(group.statements()) == [first, later]
    assert_all_holds()


def test_a_shortened_print_is_a_print():
    full, short = make_statement(FULL), make_statement(SHORTENED)
    group_prints()
    assert group_of(full) == group_of(short) is not None
    assert_all_holds()


@pytest.mark.parametrize("words", [DENIED, FULL.replace("eleven", "twelve"), OTHER])
def test_another_statement_of_the_speaker_is_none(words):
    make_statement(FULL), make_statement(words)
    group_prints()
    assert not QuotationGroup.objects.exists()


def test_two_speakers_never_share_a_quotation():
    make_statement(FULL), make_statement(FULL, speaker="Ben Orr")
    group_prints()
    assert not QuotationGroup.objects.exists()


def test_twice_in_one_article_is_printed_once():
    article = make_article(f"{FULL}\n\n{FULL}", title=FULL)
    again = make_statement(FULL, article=article)
    again.pk, again.start, again.end = None, len(FULL) + 2, 2 * len(FULL) + 2
    again.save(force_insert=True)
    group_prints()
    assert not QuotationGroup.objects.exists()


def test_long_words_of_nobody_known_join_their_only_speaker():
    nobody, somebody = make_statement(FULL, speaker=None), make_statement(FULL)
    group_prints()
    assert group_of(nobody) == group_of(somebody) is not None
    make_statement(FULL, speaker="Ben Orr")
    group_prints()
    assert group_of(nobody) is None or group_of(nobody) != group_of(somebody)
    assert_all_holds()


def test_few_words_are_one_quotation_on_one_day_only():
    words = "No comment today."
    same = [make_statement(words), make_statement(words)]
    make_statement(words, said_on=date(2023, 5, 19))
    make_statement(words, said_on=None)
    make_statement(words, speaker=None)
    group_prints()
    group = QuotationGroup.objects.get()
    assert set(group.statements()) == set(same)


def test_two_sentences_do_not_meet_in_a_long_print_of_both():
    sentences = (
        "The school in the valley will be built before the winter comes",
        "The monument that the former mayor ordered of himself will not be built",
    )
    parts = [make_statement(one) for one in sentences]
    make_statement(". ".join(sentences))
    group_prints()
    assert group_of(parts[0]) is None or group_of(parts[0]) != group_of(parts[1])


def test_what_is_hidden_does_not_count_and_comes_back(curator):
    first, second = make_statement(FULL), make_statement(FULL)
    group_prints()
    group = QuotationGroup.objects.get()
    second.hide(curator, reason="a test")
    group_prints()
    group.refresh_from_db()
    assert (group.articles, group.prints, group.representative) == (1, 1, first)
    first.hide(curator, reason="a test")
    group_prints()
    group.refresh_from_db()
    assert (group.articles, group.representative, group.first_said) == (0, None, None)
    second.unhide(curator), first.unhide(curator)
    group_prints()
    assert group_of(first) == group_of(second) == QuotationGroup.objects.get()
    assert_all_holds()


def test_an_address_follows_the_words_to_another_speaker(curator):
    rows = [make_statement(FULL, speaker="Voss") for _ in range(3)]
    group_prints()
    group = QuotationGroup.objects.get()
    ada = Speaker.objects.make("Ada Voss", "person")
    for row in rows:
        row.edit(curator, speaker=ada)
        group_prints()
    group.refresh_from_db()
    assert (group.articles, group.leads_to) == (3, None)
    assert {group_of(row) for row in rows} == {group}
    assert_all_holds()


def test_merged_groups_keep_the_lowest_id_and_the_other_leads_to_it():
    one = [make_statement(FULL, speaker="Voss") for _ in range(2)]
    two = [make_statement(FULL, speaker="Ada Voss") for _ in range(2)]
    group_prints()
    first, second = QuotationGroup.objects.order_by("pk")
    Statement.objects.filter(pk__in=[row.pk for row in two]).update(speaker=one[0].speaker)
    group_prints()
    second.refresh_from_db(), first.refresh_from_db()
    assert (first.articles, second.leads_to, second.prints) == (4, first, 0)
    assert_all_holds()


def test_what_is_deleted_leaves_no_print():
    rows = [make_statement(FULL), make_statement(FULL), make_statement(OTHER)]
    group_prints()
    Statement.objects.filter(pk__in=[row.pk for row in rows[1:]]).delete()
    group_prints()
    assert Print.objects.count() == QuotationGroup.objects.get().prints == 1
    assert not Wording.objects.filter(words__startswith="the new bridge").exists()
    assert_all_holds()


def test_nothing_waits_for_a_change_that_concerns_no_print(django_assert_num_queries):
    statement = make_statement(FULL)
    group_prints()
    statement.confidence = 0.5
    statement.save()
    assert not Ungrouped.objects.exists()
    with django_assert_num_queries(6):  # two questions, each in a savepoint
        assert group_prints() == 0


PRINTS = (
    (FULL, "Ada Voss"), (SHORTENED, "Ada Voss"), (DENIED, "Ada Voss"), (FULL, None),
    (FULL, "Ben Orr"), (SHORTENED, None), (OTHER, "Ada Voss"),
    (FULL + " The ministry has never answered me.", "Ada Voss"),
    ("… eleven boats in three years to the same sandbank, and I am tired of it", "Ada Voss"),
    ("No comment.", "Ada Voss"),
)  # fmt: skip


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_order_of_articles_and_decisions_makes_a_difference(data, curator):
    chosen = data.draw(st.lists(st.sampled_from(PRINTS), min_size=2, max_size=9))
    order = data.draw(st.permutations(range(len(chosen))))
    pauses = data.draw(st.sets(st.integers(0, 9)))
    hidden = data.draw(st.sets(st.integers(0, 9), max_size=2))
    _store(list(enumerate(chosen)), set(), hidden, curator)
    group_prints()
    straight = partition()
    _clear()
    _store([(at, chosen[at]) for at in order], pauses, hidden, curator)
    group_prints()
    assert partition() == straight
    assert_all_holds()
    ids = dict(Print.objects.values_list("statement", "wording__group"))
    regroup()
    assert partition() == straight
    assert dict(Print.objects.values_list("statement", "wording__group")) == ids
    assert_all_holds()
    _clear()


def _store(prints, pauses, hidden, curator):
    for number, (words, speaker) in prints:
        statement = make_statement(words, speaker=speaker)
        origin = f"file:///prints/{number}"
        type(statement.article).objects.filter(pk=statement.article_id).update(origin=origin)
        if number in pauses:
            group_prints()
        if number in hidden:
            statement.hide(curator, reason="a test")


def _clear():
    Statement.objects.all().delete()
    group_prints()


def test_the_dump_tells_what_several_articles_print():
    rows = [make_statement(FULL), make_statement(SHORTENED), make_statement(OTHER)]
    group_prints()
    dumped = [json.loads(line) for line in dump_lines()]
    quotations = [row for row in dumped if row["type"] == "quotation"]
    assert len(quotations) == 1
    assert quotations[0]["articles"] == 2
    assert {source for source, *_ in quotations[0]["prints"]} == {
        row.article.source for row in rows[:2]
    }


def test_the_command_groups_what_waits_and_makes_all_anew(capsys):
    make_statement(FULL), make_statement(FULL)
    call_command("regroup", "--waiting")
    assert "1 quotations are printed by several articles" in capsys.readouterr().out
    call_command("regroup", "--waiting")
    assert capsys.readouterr().out.startswith("looked at 0 ")
    call_command("regroup")
    assert "looked at 4 " in capsys.readouterr().out
