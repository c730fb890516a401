"""How a statement keeps its id over new versions."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from archive.ingest.matching import SAME_WORDS, likeness, match, words_of

SAME = [
    ("We will open the bridge in May.", "We will open the bridge in June."),
    ("It was a mistake and I regret it", "It was a misteak and I regret it"),
    (
        "the harbour would stay closed until Friday",
        "the harbour would stay closed until Friday morning",
    ),
]
OTHER = [
    ("We will open the bridge in May.", "The bridge will never open."),
    ("The repairs cost 40 million crowns.", "Nobody knows what the repairs will cost."),
    ("We are ready for talks.", "They are not ready for talks with us."),
    ("Yes.", "No."),
    ("The repairs cost 40 million crowns.", "The repairs cost 46 million crowns."),
    ("We will raise taxes next year.", "We will not raise taxes next year."),
    ("He is guilty.", "He is not guilty."),
    ("We can do that at once.", "We can’t do that at once."),
    ("Мы поднимем налоги.", "Мы не поднимем налоги."),
]  # fmt: skip


def old(*texts):
    return [
        SimpleNamespace(
            text=text, name="", status="machine", start=100 * place, end=100 * place + len(text)
        )
        for place, text in enumerate(texts)
    ]


def new(*texts):
    """The quotations of a text that has these words one after the other."""
    text, quotations = "", []
    for words in texts:
        quotations.append(
            SimpleNamespace(start=len(text), end=len(text) + len(words), speaker=None)
        )
        text += words + "\n"
    return quotations, text


@pytest.mark.parametrize(("before", "after"), SAME)
def test_a_typo_or_a_changed_figure_is_the_same_statement(before, after):
    assert likeness(before, after) >= SAME_WORDS


@pytest.mark.parametrize(("before", "after"), OTHER)
def test_other_words_on_the_same_subject_are_another_statement(before, after):
    assert likeness(before, after) == 0


def test_punctuation_and_case_do_not_count():
    assert words_of("“We WILL, in May!”") == words_of("we will in may")


def test_a_moved_statement_is_found():
    statements = old("One thing was said.", "Then another thing.")
    result = match(statements, *new("Then another thing.", "One thing was said."))
    assert {(row.text, index) for row, index in result.pairs} == {
        ("Then another thing.", 0),
        ("One thing was said.", 1),
    }
    assert (result.gone, result.fresh) == ([], [])


def test_repeated_words_are_paired_in_order():
    statements = old("Never again.", "Never again.")
    result = match(
        statements, *new("Never again.", "Something else entirely was said.", "Never again.")
    )
    assert [(row.start, index) for row, index in result.pairs] == [(0, 0), (100, 2)]
    assert result.fresh == [1]


def test_a_dropped_and_a_new_statement_are_told_apart():
    statements = old("The bridge is safe.", "We regret nothing at all.")
    result = match(statements, *new("The bridge is safe.", "An inquiry will begin on Monday."))
    assert [row.text for row in result.gone] == ["We regret nothing at all."]
    assert result.fresh == [1]


def test_the_most_alike_go_together():
    statements = old("The repairs cost far too much money.")
    result = match(
        statements,
        *new("The repairs cost so very much money.", "The repairs cost far to much money."),
    )
    assert [index for _, index in result.pairs] == [1]
    assert result.fresh == [0]
