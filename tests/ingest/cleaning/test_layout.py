"""Texts of many layouts: paragraphs stay whole and apart, and every word stays."""

from __future__ import annotations

import textwrap

import pytest

from tests.ingest.cleaning.test_headline import BODY, HEAD, LAST, MORE, SAID
from tests.ingest.pages import article, body_of

STEEL = (
    '"It is a question of steel," Bo Lind, who leads the Norvik Engineers\' Union, told Radio '
    'Norvik on Tuesday. "Steel does not read calendars, and Mr. Brand does not read reports."'
)
SHORT = ["“No.”", "“Nobody has asked me that but you.”", "Asked again, Ms. Voss answered:", "“No.”"]
MANY = [SAID, *SHORT, STEEL, MORE, LAST]


@pytest.mark.parametrize("width", [60, 72, 76])
@pytest.mark.parametrize("head", [HEAD, f"The Norvik Times\n{HEAD}\nBy Jane Doe\n12 March 2023"])
@pytest.mark.parametrize("inset", ["", "    "])
def test_lines_wrapped_at_a_column_are_joined(width, head, inset):
    wrapped = [textwrap.fill(p, width, initial_indent=inset, subsequent_indent=inset) for p in MANY]
    assert body_of(article("\n\n".join([head, *wrapped]))) == MANY


@pytest.mark.parametrize("width", [60, 72])
def test_an_indented_line_begins_a_paragraph(width):
    wrapped = [textwrap.fill(p, width, initial_indent="    ") for p in MANY]
    assert body_of(article(f"{HEAD}\n\n" + "\n".join(wrapped))) == MANY


def test_paragraphs_that_are_all_indented_stay_apart():
    assert body_of(article("\n".join([HEAD, *("\t" + p for p in MANY)]))) == MANY


def test_a_short_wrapped_text_is_joined_before_a_capital():
    text = f"{HEAD}\n\n{LAST}\n\nThe letter had been written in January by Cosmo\nTull, she said."
    text = text.replace("written", "written and sent to all")
    assert len(body_of(article(text))) == 2


def test_byline_and_date_below_a_long_wrapped_title_are_not_joined_to_it():
    title = "Bridge in Norvik delayed until autumn as bolts are checked"
    wrapped = "\n\n".join(textwrap.fill(p, 60) for p in MANY)
    found = article(f"{title}\nThe Norvik Times\nBy Jane Doe\n12 March 2023\n\n{wrapped}")
    assert (found.title, found.outlet) == (title, "The Norvik Times")
    assert body_of(found) == MANY


def test_a_transcript_keeps_every_turn():
    turns = [
        "VOSS: We will open the bridge in autumn.",
        "REPORTER: And what will it cost?",
        "VOSS: More than we said",
        "REPORTER: How much?",
        "VOSS: Nine million",
    ]
    for gap in ("\n", "\n\n"):
        found = article(f"{HEAD}\n\n" + gap.join(turns))
        assert (found.title, body_of(found)) == (HEAD, turns)
        assert (found.byline, found.dateline) == (None, None)


def test_two_headlines_with_the_speaker_first_are_no_transcript():
    found = article(f"Voss: bridge will be late\n\n{SAID}\n\n{MORE}\n\nVoss: bridge will be late")
    assert found.title == "Voss: bridge will be late"
    assert body_of(found) == [SAID, MORE]


def test_a_hanging_turn_is_joined():
    turns = [
        "VOSS: The bridge will open in autumn, and not a day before the last bolt has been "
        "checked by the engineers of this ministry.",
        "REPORTER: Who will pay for the delay, the builder of the bridge or the town of Norvik?",
        "VOSS: The builder will pay, as every contract that this ministry has signed says.",
    ]
    wrapped = [textwrap.fill(turn, 60, subsequent_indent="      ") for turn in turns]
    assert body_of(article(f"{HEAD}\n\n" + "\n\n".join(wrapped))) == turns


def test_the_marks_of_markdown_go_and_the_words_stay():
    text = (
        f"# {HEAD}\n\n*By Jane Doe, 12 March 2023*\n\n{SAID}\n\n## The bill\n\n**{MORE}**\n\n"
        "> “We pay,” she said.\n\nThe pier\n---\n\nShe called it __late__ and [the law]"
        "(https://norvik.example/law) *old*.\n\n![A bolt](/bolt.jpg)\n\n- “One,” said Bo Lind.\n"
    )
    found = article(text)
    assert (found.title, found.byline) == (HEAD, "Jane Doe")
    assert body_of(found) == [
        SAID,
        "The bill",
        MORE,
        "“We pay,” she said.",
        "The pier",
        "She called it late and the law old.",
        "- “One,” said Bo Lind.",
    ]


def test_asterisks_and_signs_of_other_texts_stay():
    starred = "The bill* was 9 * 3 million, snake_case and a#b included, she said."
    assert starred in article(f"{HEAD}\n\n{SAID}\n\n{starred}\n\n{MORE}").text


@pytest.mark.parametrize(
    "line",
    [
        "“Late again,” says Voss",
        "“Nobody knows” – Ada Voss",
        "“More.”",
        '"Next."',
        "- Nine new bolts",
        "Credit: the word was on all lips in Norvik on Monday, Ms. Voss said.",
    ],
)
def test_lines_that_look_like_furniture_but_are_said_stay(line):
    assert body_of(article("\n\n".join([HEAD, SAID, line, MORE]))) == [SAID, line, MORE]


def test_a_quotation_in_the_last_line_stays():
    assert body_of(article("\n\n".join([HEAD, *BODY, "“Late again,” says Voss"])))[-1] == (
        "“Late again,” says Voss"
    )


@pytest.mark.parametrize(
    "credit",
    ["Credit: Ivar Brand", "(photo: Ivar Brand)", "The bridge at dusk. Credit: Ivar Brand"],
)
def test_credits_go(credit):
    assert body_of(article("\n\n".join([HEAD, SAID, credit, MORE]))) == [SAID, MORE]
