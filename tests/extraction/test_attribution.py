"""Who says the words: each rule with its examples and counter-examples."""

from __future__ import annotations

import pytest

from tests.extraction.examples import quotations, said


@pytest.mark.parametrize(
    ("text", "rule", "mention"),
    [
        ("“We will wait,” said Ada Example.", "quote-said-name", "Ada Example"),
        ("“We will wait,” Ada Example said.", "quote-name-said", "Ada Example"),
        ("“We will wait”, she said.", "quote-name-said", "she"),
        ("“Shall we wait?” Ada Example asked.", "quote-name-said", "Ada Example"),
        ("Ada Example said: “We will wait.”", "name-said-quote", "Ada Example"),
        ("Ada Example told the panel, “We will wait.”", "name-said-quote", "Ada Example"),
        ("Ada Example: “We will wait for the rain.”", "name-colon", "Ada Example"),
        ("“We will wait for the rain.” — Ada Example", "name-colon", "Ada Example"),
    ],
)
def test_a_quotation_takes_the_subject_of_its_cue(text: str, rule: str, mention: str) -> None:
    (found,) = quotations(text)
    assert found.kind == "direct"
    assert found.rule == rule
    assert found.mention is not None
    assert text[slice(*found.mention)] == mention


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("“We agree with Bert Sample,” Ada Example said.", "Ada Example"),
        ("“We will wait,” Ada Example told Northport Radio.", "Ada Example"),
        (
            "“We will wait,” said a spokesman for the union, Bert Sample.",
            "a spokesman for the union",
        ),
        ("“We will wait,” Ada Example, who met Bert Sample on Monday, said.", "Ada Example"),
        ("“We will wait,” Ada Example, 61, of Northport, said.", "Ada Example"),
        ("“We will wait,” the mayor on Tuesday said.", "the mayor"),
        (
            "“We will wait,” said former harbour pilot Ada Example.",
            "former harbour pilot Ada Example",
        ),
        (
            "“We will wait,” the Northport mayor said in a talk with Bert Sample.",
            "the Northport mayor",
        ),
        ("Ada Example rose from her chair and said, “We will wait.”", "Ada Example"),
        ("After Bert Sample left, Ada Example said: “We will wait.”", "Ada Example"),
    ],
)
def test_the_speaker_is_the_subject_and_not_the_nearest_name(text: str, mention: str) -> None:
    assert said(text)[0] == (
        mention,
        "We agree with Bert Sample"
        if "agree" in text
        else "We will wait" + ("." if text.endswith(".”") else ""),
    )


def test_an_interrupted_quotation_is_two_parts_of_one_statement() -> None:
    first, second = quotations("“We will wait,” said Ada Example, “until the rain ends.”")
    assert second.continues == 0
    assert first.continues is None
    assert first.speaker == second.speaker


def test_a_quotation_goes_on_after_its_report() -> None:
    text = "“We will wait,” said Ada Example, who fears Bert Sample. “It is early.”"
    first, second = quotations(text)
    assert second.rule == "floating"
    assert second.attribution == "floating"
    assert second.mention == first.mention


def test_a_question_mark_does_not_cut_off_the_report() -> None:
    assert said("“Where is it?” he asked. “Here,” Ada Example noted.") == [
        ("he", "Where is it?"),
        ("Ada Example", "Here"),
    ]


def test_a_floating_quotation_takes_the_speaker_of_the_sentence_before() -> None:
    text = "Ada Example said that the dam is safe. “We looked at every stone.”"
    assert said(text) == [
        ("Ada Example", "the dam is safe"),
        ("Ada Example", "We looked at every stone."),
    ]


def test_a_paragraph_that_ends_in_a_colon_announces_the_next_one() -> None:
    text = "Bert Sample spoke first. Then Ada Example said:\n\n“We will wait for the rain.”"
    assert said(text)[-1] == ("Ada Example", "We will wait for the rain.")


def test_a_label_in_a_transcript_is_the_speaker() -> None:
    assert said("“SAMPLE: Do you see any rain at all in the north?”") == [
        ("SAMPLE", "Do you see any rain at all in the north?")
    ]


def test_what_a_quotation_reports_of_another_person_is_nested() -> None:
    text = "“President Example has said that the dam is safe and will stay safe,” Bert Sample said."
    _, inner = quotations(text)
    assert inner.nested_in == 0
    assert text[inner.start : inner.end] == "the dam is safe and will stay safe"
    assert inner.mention is not None
    assert text[slice(*inner.mention)] == "President Example"


def test_what_the_speakers_believe_is_not_nested() -> None:
    text = "“We know that some countries think that the dam is weak,” Bert Sample said."
    assert len(quotations(text)) == 1


def test_free_indirect_speech_is_marked_and_weak() -> None:
    text = "Ada Example said that the dam is safe. Specifically, its walls are new."
    _, free = quotations(text)
    assert free.attribution == "free_indirect"
    assert free.confidence < 0.5
