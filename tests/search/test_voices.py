"""Who says it most: counts and days by speaker."""

from __future__ import annotations

from datetime import date

import pytest

from archive.models import Statement
from archive.query import parse
from archive.search import Question, Voice, voices
from tests.factories import make_statement

pytestmark = pytest.mark.django_db


def said(words="", most=100):
    return voices(Statement.objects.shown(), Question(parse(words).tree), most)


def test_each_speaker_is_counted_with_the_first_and_the_last_day():
    for day in (date(2021, 3, 1), date(2019, 1, 2), None):
        make_statement("The bridge.", speaker="Mira Holt", said_on=day)
    make_statement("A bridge.", speaker="Ada Voss", said_on=date(2020, 5, 6))
    make_statement("The bridge.", speaker=None)
    make_statement("The toll.", speaker="Ada Voss")
    day = date(2020, 5, 6)
    assert said("bridge") == [
        Voice("mira-holt", "Mira Holt", 3, date(2019, 1, 2), date(2021, 3, 1)),
        Voice("ada-voss", "Ada Voss", 1, day, day),
    ]


def test_hidden_statements_are_nobodys(django_user_model):
    make_statement("The bridge.").hide(django_user_model.objects.create_user("c"), "no")
    assert said("bridge") == []


def test_only_the_most_are_named_alike_ones_by_name():
    for name in ("Bo Ash", "Ada Voss", "Cy Dunn"):
        make_statement("The bridge.", speaker=name)
    assert [voice.name for voice in said("bridge", most=2)] == ["Ada Voss", "Bo Ash"]
