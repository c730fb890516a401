"""Every line of the language, and every way to write it wrong."""

from __future__ import annotations

from datetime import date

import pytest

from archive.query import EVERYTHING, canonical, parse
from archive.query.dates import bounds
from archive.query.tree import (
    All,
    Days,
    Either,
    Field,
    Near,
    Not,
    Past,
    Phrase,
    Prefix,
    Word,
)  # fmt: skip

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("", EVERYTHING),
        ("arms control", All((Word("arms"), Word("control")))),
        ('"strategic  stability"', Phrase("strategic stability")),
        ("“relations”", Phrase("relations")),
        ("-nuclear", Not(Word("nuclear"))),
        ('-"cold war"', Not(Phrase("cold war"))),
        ("-speaker:putin", Not(Field("speaker", "putin"))),
        ("treaty OR accord", Either((Word("treaty"), Word("accord")))),
        ("a b OR c", All((A, Either((B, C))))),
        ("(a b) OR c", Either((All((A, B)), C))),
        ("-(a OR b)", Not(Either((A, B)))),
        ("negotiat*", Prefix("negotiat")),
        ('"russia sanctions"~5', Near("russia sanctions", 5)),
        ('speaker:"Dmitry Peskov"', Field("speaker", "Dmitry Peskov")),
        (
            "mentions:biden cue:stressed",
            All((Field("mentions", "biden"), Field("cue", "stressed"))),
        ),
        ("Outlet:tass KIND:Direct", All((Field("outlet", "tass"), Field("kind", "direct")))),
        ("status:checked lang:en", All((Field("status", "checked"), Field("lang", "en")))),
        ("after:2019-5 before:2021", All((Days("2019-05", ""), Days("", "2021")))),
        ("2019-01-01..2021-12-31", Days("2019-01-01", "2021-12-31")),
        ("2019.. ..2021-02", All((Days("2019", ""), Days("", "2021-02")))),
        ("on:2021-06-16", Days("2021-06-16", "2021-06-16")),
        ("past:30d", Past(30, "d")),
        ("a a b a", All((A, B))),
        ("or not and", All((Word("or"), Word("not"), Word("and")))),
        ("well-known don't AT&T 12:30", None),
    ],
)
def test_the_language(typed, tree):
    parsed = parse(typed)
    assert parsed.repairs == ()
    if tree is not None:
        assert parsed.tree == tree


@pytest.mark.parametrize(
    ("typed", "code", "meant", "undo"),
    [
        ('"climate change', "quote", "climate change", '"climate change"'),
        ("(a", "bracket", "a", ""),
        ("a))", "bracket", "a", ""),
        ("a () b", "empty", "a b", ""),
        ("a OR", "or", "a", 'a "OR"'),
        ("OR a", "or", "a", '"OR" a'),
        ("a AND b", "and", "a b", 'a "AND" b'),
        ("a NOT b", "not", "a -b", 'a "NOT" b'),
        ("a - b", "dash", "a b", ""),
        ("--a", "dashes", "-a", ""),
        ("a %", "nothing", "a", ""),
        ("wild*card", "star", '"wild card"', '"wild*card"'),
        ("*wild", "star", "wild", '"*wild"'),
        ("ne*", "short", "ne", '"ne*"'),
        ('"a"~4', "near", '"a"', '"a ~4"'),
        ('"a b"~99', "far", '"a b"~20', '"a b ~99"'),
        ("speaker: putin", "blank", "speaker:putin", '"speaker: putin"'),
        ("speakr:putin", "field", '"speakr:putin"', '"speakr:putin"'),
        ("speaker:%", "value", "", '"speaker:%"'),
        ("bridge speaker:", "value", "bridge", 'bridge "speaker:"'),
        ("outlet: (a b)", "value", "a b", '"outlet:" (a b)'),
        ("kind:sung", "kind", "", '"kind:sung"'),
        ("after:2023-02-30", "date", "", '"after:2023-02-30"'),
        ("past:soon", "past", "", '"past:soon"'),
        ("2021..2019", "reversed", "2019..2021", '"2021..2019"'),
        ("(" * 11 + "a" + ")" * 11, "deep", "a", ""),
        (" ".join(f"w{n}" for n in range(60)), "terms", None, ""),
        ("a" * 1001, "long", "a" * 1000, ""),
        ("a b" * 500, "long", None, ""),
    ],
)
def test_what_is_mended_is_said_and_can_be_undone(typed, code, meant, undo):
    parsed = parse(typed)
    assert code in [repair.code for repair in parsed.repairs]
    repair = next(repair for repair in parsed.repairs if repair.code == code)
    assert repair.undo == undo
    if meant is not None:
        assert canonical(parsed.tree) == meant
    if undo:
        assert parse(undo).tree != parsed.tree or code in {"field", "star"}


def test_a_colon_behind_what_is_no_field_is_a_mark():
    assert parse("the verdict:").tree == All((Word("the"), Word("verdict")))
    assert parse("the verdict:").repairs == ()


@pytest.mark.parametrize("mark", ["\u202e", "\u2067", "\u200f", "\u061c"])
def test_nothing_typed_turns_the_direction_of_the_page_round(mark):
    parsed = parse(f"a{mark} b")
    assert (parsed.text, parsed.tree) == ("a  b", All((A, B)))


def test_a_repair_knows_its_place_and_the_nearest_field():
    (repair,) = parse("a bridge speakr:putin").repairs
    assert (repair.part, repair.start, repair.end) == ("speakr:putin", 9, 21)
    assert repair.better == (("speaker:putin", "a bridge speaker:putin"),)


def test_an_unknown_kind_offers_the_nearest():
    (repair,) = parse("kind:indirekt").repairs
    assert ("kind:indirect", "kind:indirect") in repair.better


def test_many_repairs_of_one_sort_are_one():
    assert [repair.code for repair in parse(")" * 500).repairs] == ["bracket"]


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("after:2020-02", date(2020, 2, 1), None),
        ("before:2020-02", None, date(2020, 2, 29)),
        ("before:2020", None, date(2020, 12, 31)),
        ("on:2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("past:30d", date(2024, 3, 1), date(2024, 3, 31)),
        ("past:1m", date(2024, 2, 29), date(2024, 3, 31)),
        ("past:1y", date(2023, 3, 31), date(2024, 3, 31)),
        ("past:9999y", date(1, 1, 31), date(2024, 3, 31)),
        ("past:9999w", date(1832, 8, 12), date(2024, 3, 31)),
    ],
)
def test_days_cover(typed, first, last):
    assert bounds(parse(typed).tree, date(2024, 3, 31)) == (first, last)
