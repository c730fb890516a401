"""Reported speech: which words the cue reports."""

from __future__ import annotations

import pytest

from tests.extraction.examples import contents, quotations, said


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada Example said that the dam is safe.", "the dam is safe"),
        ("Ada Example said the dam is safe.", "the dam is safe"),
        ("Ada Example said on Monday that the dam is safe.", "the dam is safe"),
        (
            "Ada Example said in an interview with a radio station the dam is safe.",
            "the dam is safe",
        ),
        ("Ada Example told Northport Radio that the dam is safe.", "the dam is safe"),
        ("Ada Example told them the dam is safe.", "the dam is safe"),
        ("The dam is safe, Ada Example said.", "The dam is safe"),
        ("The dam is safe, said Ada Example.", "The dam is safe"),
        ("The dam is safe, the mayor said at a news conference on Monday.", "The dam is safe"),
        ("According to Ada Example, the dam is safe.", "the dam is safe"),
        ("The dam is safe, according to Ada Example.", "The dam is safe"),
        ("As Ada Example put it, the dam is safe for now.", "the dam is safe for now"),
        ("Ada Example asked whether the dam is safe.", "whether the dam is safe"),
        ("The dam is safe. Mayor Ada Example said on Monday.", "The dam is safe"),
        ("A report published on Monday said the dam is safe.", "the dam is safe"),
        ("NORTHPORT (Harbour News) - The dam is safe, Ada Example said.", "The dam is safe"),
    ],
)
def test_a_reported_clause_is_cut_out_without_its_frame(text: str, content: str) -> None:
    assert contents(text) == [content]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada Example vowed to rebuild the dam.", "to rebuild the dam"),
        ("The union refused to accept the plan.", "to accept the plan"),
        ("Ada Example condemned the strike, which ended on Friday.", "the strike"),
        ("Northport accused Southport of theft.", "Southport of theft"),
        ("Ada Example called for new elections.", "new elections"),
        ("Ada Example urged the union to wait.", "the union to wait"),
    ],
)
def test_a_speech_act_is_kept_as_one(text: str, content: str) -> None:
    (found,) = quotations(text)
    assert found.attribution == "speech_act"
    assert text[found.start : found.end] == content


@pytest.mark.parametrize(
    "text",
    [
        "Ada Example has not said that the dam is safe.",
        "Ada Example never claimed that the dam is safe.",
        "If the ministry has announced that the dam is safe, work will begin.",
        "Ada Example will insist that the dam is safe.",
        "Ada Example might argue that the dam is safe.",
        "The report on the claim was long.",
        "The accused man left town.",
    ],
)
def test_what_was_not_said_is_no_statement(text: str) -> None:
    assert contents(text) == []


def test_two_cues_in_one_sentence_give_two_statements_of_one_speaker() -> None:
    text = "The dam is safe, Ada Example told the radio, adding that the wall is new."
    assert said(text) == [
        ("Ada Example", "The dam is safe"),
        ("Ada Example", "the wall is new"),
    ]


def test_a_joined_cue_ends_the_clause_before_it() -> None:
    text = "Ada Example said the dam is safe and praised the builders."
    assert contents(text) == ["the dam is safe", "the builders"]


def test_an_interrupted_clause_is_two_parts_of_one_statement() -> None:
    text = "The dam, Ada Example said, is safe in any flood."
    first, second = quotations(text)
    assert (text[first.start : first.end], text[second.start : second.end]) == (
        "The dam",
        "is safe in any flood",
    )
    assert second.continues == 0


def test_the_closing_report_takes_the_whole_sentence() -> None:
    text = "Six men were held after refusing to leave the hall, police said."
    assert said(text) == [("police", "Six men were held after refusing to leave the hall")]


def test_a_wholly_quoted_clause_after_that_is_direct() -> None:
    (found,) = quotations("He added that “on the contrary, we must wait for the rain.”")
    assert found.kind == "direct"


def test_a_heading_names_its_source_before_a_colon() -> None:
    title = "Northport: dam is safe in any flood"
    (found,) = quotations(f"{title}\n\nIt rained all day.", title=title)
    assert found.section == "heading"
    assert found.start == len("Northport: ")


def test_what_was_asked_before_a_quotation_is_not_what_was_said() -> None:
    text = "Asked if she was worried about the dam, Ada Example said: “Not at all, it is safe.”"
    assert said(text) == [
        ("", "if she was worried about the dam"),
        ("Ada Example", "Not at all, it is safe."),
    ]
