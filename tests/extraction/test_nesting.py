"""Nested attribution: only the plainest form is taken inside another's words."""

from __future__ import annotations

import pytest

from tests.extraction.examples import quotations


def nested(text: str) -> list[tuple[str, str]]:
    return [
        (text[slice(*q.mention)] if q.mention else "", text[q.start : q.end])
        for q in quotations(text)
        if q.nested_in is not None
    ]


def test_a_name_a_verb_and_that_are_nested() -> None:
    text = "“Mayor Bo Orr has said that the old dam is safe,” Ada Example said."
    assert nested(text) == [("Mayor Bo Orr", "the old dam is safe")]


@pytest.mark.parametrize(
    "words",
    [
        "I have said that the old dam is safe",
        "We all know and say that the old dam is safe",
        "They said yesterday that the old dam is safe",
        "Nobody I know said that the old dam is safe",
        "Bo Orr has not said that the old dam is safe",
        "If Bo Orr said that the old dam is safe, he was wrong",
        "Bo Orr will say that the old dam is safe",
        "He who said that the old dam is safe was wrong",
        "Bo Orr said the old dam is safe and that is that",
    ],
)
def test_nothing_else_is(words: str) -> None:
    assert nested(f"“{words},” Ada Example said.") == []


def test_what_the_outlet_reports_holds_no_nested_report() -> None:
    text = "Ada Example said that Bo Orr has said that the old dam is safe."
    assert nested(text) == []
