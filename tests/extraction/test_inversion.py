"""A subject behind its verb ("…, said the minister"), and things there that are none."""

from __future__ import annotations

import pytest

from tests.extraction.examples import quotations, said


@pytest.mark.parametrize(
    ("text", "mention", "words"),
    [
        (
            "The bank met on Monday, and its governor, Ada Example, said the price of tin and "
            "coal, not wages, was too high.",
            "its governor, Ada Example",
            "the price of tin and coal, not wages, was too high",
        ),
        (
            "The port closed on Monday, and its warden, Ada Example, said the price of coal had "
            "doubled.",
            "its warden, Ada Example",
            "the price of coal had doubled",
        ),
        (
            "The port closed, and its new warden, a former pilot, said the gates were rusty.",
            "its new warden",
            "the gates were rusty",
        ),
        (
            "The port closed, and Ada Example, its warden, says the tide and the wind were high.",
            "Ada Example",
            "the tide and the wind were high",
        ),
        (
            "The port closed, and the chair of the union, a former pilot, said the cost of oil, "
            "more than wages, would rise.",
            "the chair of the union",
            "the cost of oil, more than wages, would rise",
        ),
        (
            "The port closed, and its governor, Ada Example, said the mayor and the council were "
            "late.",
            "its governor, Ada Example",
            "the mayor and the council were late",
        ),
        (
            "The port closed, and Ada Example, 54, a pilot, said the price of oil and coal was "
            "to blame.",
            "Ada Example",
            "the price of oil and coal was to blame",
        ),
        (
            "The bank kept its rate on Monday, and, in a letter, said the price of tin and coal "
            "was a worry.",
            "The bank",
            "the price of tin and coal was a worry",
        ),
    ],
)
def test_what_has_a_verb_of_its_own_behind_said_is_not_the_source(text, mention, words):
    assert said(text) == [(mention, words)]


@pytest.mark.parametrize(
    "source",
    [
        "the minister",
        "a spokesman",
        "the company",
        "the price commission",
        "the company’s spokesman, a former pilot",
        "Ada Example, who had counted the hinges",
        "the captain, and the crew was silent",
        "the union of dockers, which had warned of it",
        "police on Monday",
        "the harbour police as the tide was rising",
    ],
)
@pytest.mark.parametrize(
    "claim", ["The gates would open in May", "The gates are broken, and the crew has left"]
)
def test_a_person_or_body_behind_said_is_the_source(claim, source):
    mention, words = said(f"{claim}, said {source}.")[0]
    assert source.startswith(mention)
    assert words == claim


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        (
            "The ferry would sail to Northport, Bo Island, said the captain, who had seen it.",
            "the captain",
        ),
        (
            "Two people were hurt, the driver and her son, Bo Sample, said police.",
            "police",
        ),
        ("“We wait,” said the price commission.", "the price commission"),
        ("“We wait,” said the company, and the union was silent.", "the company"),
    ],
)
def test_an_aside_in_the_claim_does_not_take_the_source(text, mention):
    assert said(text)[0][0] == mention


@pytest.mark.parametrize(
    "text",
    [
        "The minister, asked about the ferry, said it was late.",
        "Ada Example, asked about the price of tin, said it was late.",
    ],
)
def test_who_was_asked_about_something_has_not_asked(text):
    assert [text[q.start : q.end] for q in quotations(text)] == ["it was late"]


def test_who_asked_about_something_behind_a_quotation_has_asked():
    (found, *_) = quotations("“Is it late?” Ada Example asked about the ferry.")
    assert found.speaker == "Ada Example"
