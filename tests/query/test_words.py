"""Queries and repairs in words."""

from __future__ import annotations

import pytest

from archive.query import parse
from archive.query.words import REPAIRS, said, sentence

NAMES = {"putin": "Vladimir Putin", "voss": "Ada Voss", "wire": "Northern Wire"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", ""),
        ("2019-02-01..2019-02-28", "from February 2019"),
        ("2019-01-01..2020-12-31", "from 2019 to 2020"),
        ("2019-02-01..2019-02-27", "from 1 February 2019 to 27 February 2019"),
        ("bridge", "containing “bridge”"),
        ('"the bridge"', "containing the phrase “the bridge”"),
        ('"bridge" toll', "containing “toll” and exactly “bridge”"),
        ("bridge -toll", "containing “bridge” without “toll”"),
        ("-toll -speaker:voss", "without “toll” not by Ada Voss"),
        ("treaty OR accord", "containing “treaty” or “accord”"),
        ("a b OR c d", "containing “a d” and “b” or “c”"),
        ("-(a OR b)", "without “a” or “b”"),
        ("negotiat*", "containing words that begin with “negotiat”"),
        ('"a b"~5', "containing “a b” within 5 words of each other"),
        (
            '"arms control" speaker:putin -nuclear after:2019-05',
            "containing the phrase “arms control” without “nuclear” by Vladimir Putin"
            " since May 2019",
        ),
        ("kind:direct OR kind:mixed", "of the kind “direct” or “mixed”"),
        ("outlet:wire lang:de", "in Northern Wire in the language “de”"),
        ("mentions:voss cue:stressed", "that mention Ada Voss reported by “stressed”"),
        ("status:checked lang:en", "with the status “checked” in the language “en”"),
        ("2019..2021-02-03", "from 2019 to 3 February 2021"),
        ("on:2021-06-16", "on 16 June 2021"),
        ("on:2021", "from 2021"),
        ("before:2021 past:1w", "until 2021 from the last week"),
        ("(a speaker:voss) OR b", "either (containing “a” by Ada Voss) or (containing “b”)"),
    ],
)  # fmt: skip
def test_a_query_is_written_back_in_words(typed, words):
    assert sentence(parse(typed).tree, lambda name, value: NAMES.get(value, value)) == words


def test_every_repair_is_a_sentence():
    for code, shape in REPAIRS.items():
        assert shape.endswith("."), code
    (repair,) = parse("ne*").repairs
    assert said(repair).startswith("“ne*”: the beginning of a word")


def test_long_pieces_are_shortened():
    assert len(sentence(parse(f'"{"x" * 900}"').tree)) < 120
    assert len(said(parse(f"speakr:{'x' * 900}").repairs[0])) < 140
