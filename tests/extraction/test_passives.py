"""Reports whose subject does not speak: who asks, who accuses, and that nobody confesses."""

from __future__ import annotations

import pytest

from tests.extraction.examples import contents, quotations, said, speakers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asked whether the dam was safe, Ada Example nodded.", ("", "whether the dam was safe")),
        ("When asked if she would leave, 40 voters laughed.", ("", "if she would leave")),
        (
            "Asked by Bo Sample why the pier had closed, the mayor left.",
            ("Bo Sample", "why the pier had closed"),
        ),
        (
            "Ada Example was asked by Bo Sample whether the dam was safe.",
            ("Bo Sample", "whether the dam was safe"),
        ),
        (
            "Ada Example was asked about the new harbour rules.",
            ("", "the new harbour rules"),
        ),
    ],
)
def test_a_question_belongs_to_who_asks_it(text: str, expected: tuple[str, str]) -> None:
    assert said(text) == [expected]


def test_an_answer_is_not_taken_for_the_question() -> None:
    text = "Asked whether the dam was safe, Ada Example said it was."
    assert said(text) == [("", "whether the dam was safe"), ("Ada Example", "it was")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ada Example was accused by Bo Sample of stealing the bell.",
            ("Bo Sample", "of stealing the bell"),
        ),
        (
            "Ada Example was criticised by the mayor of Northport for closing the pier.",
            ("the mayor of Northport", "for closing the pier"),
        ),
        ("Ada Example was accused of stealing the bell.", ("", "of stealing the bell")),
        ("The crew was told that the dam was safe.", ("", "the dam was safe")),
    ],
)
def test_a_charge_is_made_by_whom_by_names(text: str, expected: tuple[str, str]) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Example was accused by Bo Sample of stealing the bell.",
        "Ada Example was accused of stealing the bell.",
        "Ada Example, a pilot, was blamed by the harbour office for closing the pier.",
        "Ada Example was accused by the mayor of Northport of stealing the bell.",
    ],
)
def test_the_accused_never_confesses(text: str) -> None:
    assert "Ada Example" not in speakers(text)


def test_who_accuses_is_not_the_accused() -> None:
    assert speakers("Bo Sample accused Ada Example of stealing the bell.") == ["Bo Sample"]


@pytest.mark.parametrize(
    "text",
    [
        "The plan first announced by the mayor was dropped.",
        "The driver, accused of theft, denied it.",
        "The pier was closed by Ada Example.",
        "Ada Example was asked.",
    ],
)
def test_a_passive_without_words_is_no_statement(text: str) -> None:
    assert contents(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Her claim that the dam is safe was false.", ("Her", "the dam is safe")),
        (
            "Ada Example’s repeated warning that the dam is leaking went unheard.",
            ("Ada Example", "the dam is leaking"),
        ),
        ("Bo Sample heard her call for new harbour rules.", ("her", "new harbour rules")),
        (
            "The union’s criticism of the new harbour rules drew applause.",
            ("The union", "the new harbour rules"),
        ),
    ],
)
def test_a_noun_reports_what_its_possessor_says(text: str, expected: tuple[str, str]) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "There were claims that the dam is safe.",
        "The criticism of the new harbour rules grew.",
        "Her statement was short.",
        "His call came at noon.",
    ],
)
def test_a_noun_without_possessor_or_words_reports_nothing(text: str) -> None:
    assert contents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ada Example spoke of “Big Red”.",
        "Ada Example announced “Project Harbour” on Monday.",
        "The mayor spoke of the “Iron Bridge” at length.",
        "Ada Example announced a “revolution” on Monday.",
    ],
)
def test_a_name_in_marks_behind_a_speech_act_is_no_statement(text: str) -> None:
    assert contents(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada Example spoke of a “new dawn for the port”.", "a “new dawn for the port”"),
        ("Ada Example called the plan “absurd”.", "the plan “absurd”"),
    ],
)
def test_words_in_marks_behind_a_speech_act_are_kept(text: str, content: str) -> None:
    (found,) = quotations(text)
    assert text[found.start : found.end] == content


@pytest.mark.parametrize(
    "text",
    [
        "“We will not wait, said Ada Example. The pier opens in May.",
        "“We will not wait, Ada Example said. The pier opens in May.",
        "“We will not wait, said Ada Example.",
    ],
)
def test_a_report_is_found_before_a_closing_mark_that_was_lost(text: str) -> None:
    assert said(text) == [("Ada Example", "We will not wait")]


def test_an_open_quotation_without_a_report_is_kept_whole() -> None:
    text = "“We waited, and then we left. It was late, the harbour was dark."
    assert contents(text) == [text[1:]]


def test_the_tense_goes_on_with_what_was_said() -> None:
    text = "Ada Example said the dam was safe. The gates would be closed on Monday."
    first, second = quotations(text)
    assert (second.attribution, second.speaker) == ("free_indirect", "Ada Example")
    assert second.confidence < 0.5 < first.confidence


@pytest.mark.parametrize(
    "text",
    [
        "Ada Example said the dam was safe. The gates were closed on Monday.",
        "Ada Example said the dam was safe. She left before it would rain.",
        "Ada Example said the dam was safe. Would it hold?",
        "Ada Example says the dam is safe. The gates would be closed on Monday.",
    ],
)
def test_the_outlet_tells_the_rest_itself(text: str) -> None:
    assert len(quotations(text)) == 1
