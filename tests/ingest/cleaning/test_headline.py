"""Heads of plain texts: the headline's line is the title, the other lines are what they say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.ingest.clean import clean
from archive.ingest.page import Page
from tests.ingest.pages import article, body_of

SAID = (
    "“We are late,” said minister Ada Voss. “The bridge will open in autumn, and not a day "
    "before the last bolt has been checked.”"
)
MORE = (
    "The ministry had promised in January that the work would be done by the end of March, a "
    "promise that engineers at the site called optimistic even then."
)
LAST = "Ms. Voss did not say what the delay would cost."
BODY = [SAID, MORE, LAST]
HEAD = "Bridge delayed"
FULL = f"The Norvik Times\n{HEAD}\nBy Jane Doe\n12 March 2023"
DAY = datetime(2023, 3, 12, tzinfo=UTC)


def text_below(head: str, gap: str = "\n\n") -> str:
    return gap.join([head, *BODY]) + "\n"


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_the_line_of_the_headline_is_the_title(gap, line_end, charset):
    body = text_below(FULL, gap).replace("\n", line_end).encode(charset)
    found = clean(Page("a.txt", "file:///a.txt", body))
    assert (found.title, found.outlet, found.byline) == (HEAD, "The Norvik Times", "Jane Doe")
    assert found.date.at == DAY
    assert found.text == "\n\n".join([HEAD, *BODY])


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (HEAD, HEAD),
        (f"{HEAD}\n12 March 2023", HEAD),
        (f"{HEAD}\nThe Norvik Times | 12 March 2023", HEAD),
        (f"{HEAD}\nThe Norvik Times, 12 March 2023", HEAD),
        (f"{HEAD}\nThe Norvik Times", HEAD),
        (f"{HEAD}\nJane Doe, 12 March 2023", HEAD),
        (f"12 March 2023\n{HEAD}\nBy Jane Doe", HEAD),
        (f"12 March 2023\nThe Norvik Times\n{HEAD}", HEAD),
        (f"{HEAD} - The Norvik Times", HEAD),
        (f"{HEAD} | Dagposten\n12 March 2023", HEAD),
        (f"{HEAD} | Politics | The Norvik Times", HEAD),
        (f"The Norvik Times | {HEAD}", HEAD),
        (f"WORLD\n{HEAD}\nBy Jane Doe", HEAD),
        (f"TRANSPORT\n{HEAD}\nBy Jane Doe", HEAD),
        (f"Transport\n{HEAD}\nBy Jane Doe", HEAD),
        (f"ROADS AND BRIDGES\n{HEAD}\nBy Jane Doe", HEAD),
        (f"The Norvik Times\nPOLITICS\n{HEAD}\n12 March 2023", HEAD),
        (f"NORVIK AFTENPOST\n{HEAD}\nBy Jane Doe", HEAD),
        ("BRIDGE DELAYED\nBy Jane Doe", "BRIDGE DELAYED"),
        ("THE NORVIK TIMES\nBRIDGE DELAYED\nBY JANE DOE\n12 MARCH 2023", "BRIDGE DELAYED"),
        ("Bridge Delayed\nJane Doe\n12 March 2023", "Bridge Delayed"),
        ("The Norvik Times\nBridge Delayed Again\nJane Doe", "Bridge Delayed Again"),
        ("Bridge delayed.\nBy Jane Doe", "Bridge delayed."),
        ("Delayed\nBy Jane Doe\n12 March 2023", "Delayed"),
        ("Ada Voss\nBy Jane Doe\n12 March 2023", "Ada Voss"),
        ("Is the bridge late?\nBy Jane Doe", "Is the bridge late?"),
        ("Voss on the bridge: “We are late”\nBy Jane Doe", "Voss on the bridge: “We are late”"),
        ("Bridge delayed - a blow to Norvik\nBy Jane Doe", "Bridge delayed - a blow to Norvik"),
    ],
)
def test_heads_of_many_layouts_have_the_headline_for_title(head, title):
    found = article(text_below(head))
    assert found.text == "\n\n".join([title, *BODY])
    assert found.title == title


@pytest.mark.parametrize(
    "deck",
    [
        "Minister says the last bolts are still to be checked",
        "The minister says the last bolts are still to be checked.",
    ],
)
def test_a_deck_between_title_and_byline_is_the_first_paragraph(deck):
    found = article(text_below(f"{HEAD}\n{deck}\nBy Jane Doe\n12 March 2023"))
    assert found.text == "\n\n".join([HEAD, deck, *BODY])
    assert (found.byline, found.date.at) == ("Jane Doe", DAY)


def test_a_menu_and_a_section_are_nobodys_names():
    menu = "HOME | NEWS | NORVIK PEOPLE | TIDES | CONTACT"
    found = article(text_below(f"{menu}\n\n{HEAD}\n\nJane Doe\n12 March 2023"))
    assert found.byline == "Jane Doe"
    found = article(text_below(f"Norvik People\n{HEAD}\nBy Jane Doe"))
    assert found.byline == "Jane Doe"


def test_a_single_word_above_german_speech_is_the_title():
    said = "„Wir sind spät“, sagte Ada Voss. „Die Brücke wird im Herbst eröffnet.“"
    found = article(f"Norvik-Anzeiger\nBrücke\nVon Jana Roth\n\n{said}\n\nMehr sagte sie nicht.")
    assert (found.title, found.byline) == ("Brücke", "Jana Roth")
    assert body_of(found) == [said, "Mehr sagte sie nicht."]


def test_a_text_that_begins_with_prose_has_no_title():
    found = article("\n\n".join(BODY))
    assert (found.title, body_of(found)) == ("", BODY)


@pytest.mark.parametrize(
    "header",
    [
        f"Title: {HEAD}\nAuthor: Jane Doe\nDate: 12 March 2023\nSource: The Norvik Times",
        f"Headline: {HEAD}\nByline: Jane Doe\nPublished: 2023-03-12\nOutlet: The Norvik Times",
        f"---\ntitle: '{HEAD}'\nauthor: Jane Doe\ndate: 2023-03-12\nsite: The Norvik Times\n---",
        "From: Jane Doe <jane@norvik.example>\nTo: desk@norvik.example\nPublication: The Norvik "
        f"Times\nDate: 12 March 2023\nSubject: {HEAD}",
    ],
)
def test_labelled_lines_above_the_text_are_its_metadata(header):
    found = article(text_below(header))
    assert found.text == "\n\n".join([HEAD, *BODY])
    assert (found.byline, found.outlet, found.date.at) == ("Jane Doe", "The Norvik Times", DAY)


def test_one_labelled_line_is_no_header():
    line = "Source: the harbour office of Norvik would not say more than that on Sunday."
    assert line in article(f"{HEAD}\n\n{line}\n\n{SAID}").text
