"""What stands in quotation marks and is no statement, and what is."""

from __future__ import annotations

import pytest

from tests.extraction.examples import contents, quotations


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “experts” left the hall before noon.",
        'They wanted the word "war" out of the law.',
        "Her book, “The Long Harbour,” sold well.",
        "He sang in the musical “Girls of Summer” for two years.",
        "Bert “Lucky” Sample opened a shop in Northport.",
        "'A very good signal'",
        "“All Bets Are Off.”",
        "A film called “Yellow Boats” opened on Friday.",
    ],
)
def test_marks_without_speech_give_no_statement(text: str) -> None:
    assert contents(text) == []


def test_a_mentioned_word_stays_inside_the_clause_that_mentions_it() -> None:
    text = 'Ada Example said the council wants the word "war" out of the text.'
    assert contents(text) == ['the council wants the word "war" out of the text']


def test_a_quoted_fragment_makes_the_clause_mixed() -> None:
    text = "Ada Example said the plan was “very nearly perfect” in her eyes."
    (found,) = quotations(text)
    assert found.kind == "mixed"
    assert [text[slice(*part)] for part in found.quoted] == ["very nearly perfect"]


def test_one_word_can_be_a_whole_statement() -> None:
    assert contents("“No,” said Ada Example.") == ["No"]


def test_a_heading_in_marks_does_not_hide_the_quotation_after_it() -> None:
    text = "'A good day'\n\n“It was a good day for us,” Ada Example said."
    assert contents(text) == ["It was a good day for us"]
