"""Which wordings are prints of one quotation, and how words are made alike first."""

from __future__ import annotations

import pytest

from archive.ingest.clusters import Word, clusters
from archive.ingest.resemblance import resemblance
from archive.ingest.wording import words_of
from tests.ingest.quotation_pairs import pairs

OTHER = [*pairs("other"), *pairs("other_second"), *pairs("other_unseen")]
SAME = [*pairs("same"), *pairs("same_second"), *pairs("same_unseen")]


def alike(one: str, other: str) -> float:
    return resemblance(words_of(one), words_of(other))


@pytest.mark.parametrize("pair", OTHER, ids=lambda pair: f"{pair.how}: {pair.one[:30]}")
def test_another_statement_is_never_joined(pair):
    assert alike(pair.one, pair.other) == 0


def test_most_prints_of_one_quotation_are_found():
    found = [pair for pair in SAME if alike(pair.one, pair.other)]
    assert len(found) >= 0.85 * len(SAME)


@pytest.mark.parametrize("pair", [*SAME, *OTHER], ids=lambda pair: pair.one[:30])
def test_the_rule_has_no_first_and_second(pair):
    assert alike(pair.one, pair.other) == alike(pair.other, pair.one)
    assert alike(pair.one, pair.one) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We won’t go – not now!”", "we won't go, not now"),
        ("1,200 homes at the café", "1200 homes at the cafe"),
        ("«Ещё не всё»", "еще не все"),
        ("[He] said it.", "He said it"),
    ],
)
def test_case_marks_accents_and_separators_do_not_count(one, other):
    assert words_of(one) == words_of(other)


def test_what_changes_the_words_stays():
    assert words_of("2.5 percent") != words_of("25 percent")
    assert words_of("край") != words_of("краи")


def test_a_chain_of_small_differences_does_not_drift():
    """1 is like 2 and 2 like 3, but 1 is not like 3: the fullest leads, 3 stands alone."""
    words = [Word(pk, " ".join(["word"] * (12 - pk)), True, pk) for pk in (1, 2, 3)]
    assert clusters(words, {(1, 2): 0.9, (2, 3): 0.9}) == [[1, 2], [3]]
    assert clusters(words[::-1], {(1, 2): 0.9, (2, 3): 0.9}) == [[1, 2], [3]]


def test_a_wording_joins_the_leader_that_it_is_most_like():
    words = [Word(pk, f"word {pk} " * (5 - pk), True, pk) for pk in (1, 2, 3)]
    assert clusters(words, {(1, 3): 0.7, (2, 3): 0.9}) == [[1], [2, 3]]
