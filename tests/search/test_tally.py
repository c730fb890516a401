"""Exact numbers in one pass, and what is typical of somebody's words."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from archive.models import Statement
from archive.search import Tally, subjects, tally
from archive.search.subjects import Subject
from tests.factories import make_speaker, make_statement

pytestmark = pytest.mark.django_db


def test_a_tally_is_what_counting_row_by_row_gives(django_assert_num_queries):
    days = [date(2021, 5, 1), date(2021, 5, 9), date(2022, 1, 1), None]
    for n in range(12):
        make_statement(
            f"Number {n}.", speaker=["Ada Voss", "Ben Ash", None][n % 3],
            outlet=f"Outlet {n % 5}", said_on=days[n % 4], kind=["direct", "mixed"][n % 2],
        )  # fmt: skip
    rows = list(Statement.objects.select_related("speaker", "outlet"))
    with django_assert_num_queries(1):
        found = tally(Statement.objects.all(), "kind", "speaker", "outlet")
    assert (found.n, found.first, found.last) == (12, date(2021, 5, 1), date(2022, 1, 1))
    assert {(p.first, p.n) for p in found.months} == {(date(2021, 5, 1), 6), (date(2022, 1, 1), 3)}
    expected = {
        "kind": Counter((row.kind, row.kind) for row in rows),
        "speaker": Counter((row.speaker.slug, row.speaker.name) for row in rows if row.speaker),
        "outlet": Counter((row.outlet.slug, row.outlet.name) for row in rows),
    }
    for name, counted in expected.items():
        group = found.groups[name]
        assert {(c.key, c.label): c.n for c in group} == counted
        assert [c.n for c in group] == sorted((c.n for c in group), reverse=True)


def test_a_tally_of_nothing_is_nought():
    assert tally(Statement.objects.none(), "kind") == Tally()
    nobody = tally(Statement.objects.filter(speaker=make_speaker("Nil")), "kind")
    assert (nobody.n, nobody.first, nobody.months, nobody.groups) == (0, None, [], {"kind": []})


def fill_with_ferries():
    for n in range(8):
        make_statement(f"The ferries sail on day {n} of the week.", speaker="Ada Voss")
        make_statement(f"The ferry sails at {n}.", speaker="Ada Voss")
        make_statement(f"The council met on day {n} of the week.", speaker="Ben Ash")
        make_statement(f"Doctors wait for letter {n}.", speaker="Cleo Dorn")


def test_subjects_are_words_that_others_use_less_in_the_form_used_most():
    fill_with_ferries()
    make_statement("Ferries again.", speaker="Ada Voss")
    shown = Statement.objects.shown().filter(speaker__name="Ada Voss")
    found = subjects(shown, 10)
    assert Subject("ferries", 17) in found
    assert {word for word, _n in found} <= {"ferries", "sail"}


def test_an_archive_of_one_speaker_has_no_subjects():
    for n in range(10):
        make_statement(f"The ferry sails at {n}.")
    assert subjects(Statement.objects.shown(), 10) == []
    assert subjects(Statement.objects.none(), 10) == []


def test_subjects_are_in_the_language_of_most_of_the_words():
    fill_with_ferries()
    for n in range(4):
        make_statement(f"Мосты открыты {n}", speaker="Ada Voss", language="ru")
    shown = Statement.objects.shown().filter(speaker__name="Ada Voss")
    assert all(word.isascii() for word, _n in subjects(shown, 10))
