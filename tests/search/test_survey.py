"""Counts, facets and pages: they agree with the rows."""

from __future__ import annotations

import random
from datetime import date

import pytest
from django.db import connection
from django.db.models import Q
from django.http import QueryDict

from archive.filters import StatementFilter
from archive.models import Statement, Topic
from archive.query.clicks import without_filter
from archive.search import Wish, bound, look, results, survey
from archive.views.search import survey_of
from tests.factories import make_article, make_statement

pytestmark = pytest.mark.django_db
WORDS = "bridge toll ferry paint harbour open shut minister vote flood".split()
FIELDS = {
    "speaker": "speaker__slug", "outlet": "outlet__slug", "kind": "kind", "status": "status",
    "topic": "taggings__topic__slug",
}  # fmt: skip
TOPICS = ("Harbours", "Old bridges", "Money")


def search(query=""):
    return StatementFilter(QueryDict(query), queryset=Statement.objects.shown())


def make_many(n):
    dice = random.Random(1)
    for outlet in ("The Quay Post", "Northern Wire", None):
        texts = [" ".join(dice.choices(WORDS, k=6)) + f" {number}" for number in range(n // 3)]
        article = make_article("A title\n\n" + ". ".join(texts), outlet=outlet)
        for words in texts:
            day = date(2019 + dice.randrange(4), dice.randrange(1, 13), dice.randrange(1, 28))
            said = make_statement(
                words, article=article, kind=dice.choice(["direct", "mixed", "indirect"]),
                speaker=dice.choice(["Ada Voss", "Jonah Pike", "Bo Ash", None]),
                said_on=dice.choice([day, day, day, None]),
                language=dice.choice(["en", "en", "de", "fi"]),
            )  # fmt: skip
            for topic in dice.sample(TOPICS, dice.choice([0, 0, 1, 2])):
                said.taggings.create(topic=Topic.objects.named(topic))


def generated(dice):
    """A query as somebody might type and click it."""
    one, two = dice.sample(WORDS, 2)
    pieces = [
        one, f"-{two}", f"{one} OR {two}", f'"{one} {two}"', f"{one[:3]}*", f'"{two} {one}"~3',
        "speaker:voss", "-speaker:pike", "lang:de", "after:2020", "2019..2020-06", "-on:2021",
        "outlet:wire", "-kind:mixed", "past:7y", "(bridge toll) OR (ferry -paint)", "kind:direct",
        "status:machine", "speaker:voss OR speaker:ash",
        "topic:harbours", '-topic:"old bridges"', "topic:money OR topic:HARBOURS",
    ]  # fmt: skip
    return " ".join(dice.sample(pieces, dice.randrange(1, 4)))


def test_facets_count_and_rows_agree_on_300_queries():
    make_many(240)
    dice = random.Random(2)
    for _ in range(300):
        asked = search(f"q={generated(dice)}&sort={dice.choice(['newest', 'oldest', 'relevance'])}")
        found = survey_of(asked, 1)
        rows = list(asked.qs.in_order(asked.order, asked.question).values_list("pk", flat=True))
        assert found.is_exact and found.total == len(rows)
        assert list(found.ids) == rows[:20]
        check_facets(asked, found)


def check_facets(asked, found):
    for facet, column in FIELDS.items():
        for count in found.facets[facet]:
            others = asked.question.on(without_filter(asked.tree, facet))
            expected = Statement.objects.shown().asked(others).filter(**{column: count.key})
            assert count.n == expected.count(), (facet, count)
    without_days = asked.question.on(without_filter(asked.tree, "days"))
    dated = Statement.objects.shown().asked(without_days).filter(said_on__isnull=False)
    assert sum(period.n for period in found.periods) == dated.count()


def test_pages_hold_every_row_once_in_one_order():
    make_many(90)
    for sort in ("newest", "oldest", "relevance"):
        asked = search(f"q=bridge+OR+toll+OR+ferry&sort={sort}")
        pages = [survey_of(asked, number).ids for number in range(1, 6)]
        seen = [pk for page in pages for pk in page]
        assert len(seen) == len(set(seen)) == asked.qs.count()


def test_more_matches_than_are_counted_are_said_and_the_first_are_shown(monkeypatch):
    monkeypatch.setattr(survey, "COUNTED", 10)
    for n in range(15):
        make_statement(f"Bridge {n}.", said_on=date(2020, 1, 1 + n))
    found = survey_of(search("q=bridge&sort=newest"), 1)
    assert (found.total, found.is_exact, len(found.ids)) == (10, False, 10)
    assert found.facets["speaker"][0].n == 10 and sum(p.n for p in found.periods) == 10
    newest = Statement.objects.newest().values_list("pk", flat=True)[:10]
    assert list(found.ids) == list(newest)
    oldest = survey_of(search("q=bridge&sort=oldest"), 1)
    assert list(oldest.ids) == list(Statement.objects.oldest().values_list("pk", flat=True)[:10])


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
def test_a_frequent_word_is_found_within_days_that_are_widened_when_too_few(
    monkeypatch, sort, wide
):
    monkeypatch.setattr(survey, "COUNTED", 5)
    for n in range(40):
        make_statement(f"Bridge {n}.", said_on=date(2020 + n // 12, 1 + n % 12, 1))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE archive_statement")
    expected = survey_of(search(f"q=bridge&sort={sort}"), 1)
    assert len(expected.ids) == 5
    kept = []
    within = survey.window

    def seen(*args):
        found = within(*args)
        rows = Statement.objects.filter(found) if found else Statement.objects.all()
        kept.append(rows.count())
        return found if wide else Q(said_on__year=1999)

    monkeypatch.setattr(survey, "window", seen)
    monkeypatch.setattr(survey, "is_cheaper", lambda *args: True)
    assert survey_of(search(f"q=bridge&sort={sort}"), 1) == expected
    assert 5 < kept[0] < 40


def test_the_histogram_is_by_day_month_or_year_as_the_span_allows():
    make_statement(said_on=date(2020, 1, 31))
    for other, unit, n in (
        ((2020, 2, 1), "day", 2),
        ((2023, 2, 1), "month", 3),
        ((2024, 1, 1), "year", 3),
    ):
        make_statement(said_on=date(*other))
        found = survey_of(search(), 1)
        assert (found.unit, len(found.periods)) == (unit, n)


def test_a_value_that_is_chosen_is_counted_though_others_are_more_frequent():
    for n in range(14):
        make_statement(f"One {n}.", speaker=f"Voss {n} Ada")
        make_statement(f"Two {n}.", speaker=f"Voss {n} Ada")
    make_statement("Three.", speaker="Bo Ash")
    found = survey_of(search("speaker=bo-ash"), 1)
    assert found.total == 1 and len(found.facets["speaker"]) == 13
    assert found.facets["speaker"][0] == ("bo-ash", "Bo Ash", 1)


def test_a_search_that_takes_too_long_shows_the_newest_and_says_so(monkeypatch):
    for n in range(5):
        make_statement(f"Bridge {n}.", said_on=date(2020, 1, 1 + n))
    asked = search("q=bridge")
    real, calls = survey.survey, []

    def slow(rows, *args):
        calls.append(rows)
        if len(calls) == 1:
            with bound.connections["default"].cursor() as cursor:
                cursor.execute("SELECT pg_sleep(30)")
        return real(rows, *args)

    monkeypatch.setattr(results, "LONGEST_SEARCH", 50)
    monkeypatch.setattr(results, "LAST_RESORT", 2)
    monkeypatch.setattr(results, "survey", slow)
    found = look(asked.queryset, asked.question, Wish(), {})
    assert found.is_cut_short and not found.is_exact and found.total == 2
    assert Statement.objects.count() == 5


def rows_of(typed):
    return set(search(f"q={typed}").qs.values_list("pk", flat=True))


def test_filters_never_add_rows_and_or_is_union():
    make_many(90)
    dice = random.Random(3)
    for _ in range(40):
        one, other = generated(dice), generated(dice)
        first, second = (
            set(search(f"q={q}").qs.values_list("pk", flat=True)) for q in (one, other)
        )
        either = set(search(f"q=({one}) OR ({other})").qs.values_list("pk", flat=True))
        both = set(search(f"q=({one}) {other}").qs.values_list("pk", flat=True))
        without = set(search(f"q=-({one})").qs.values_list("pk", flat=True))
        assert either == first | second and both == first & second
        assert not without & first and len(without | first) == 90
