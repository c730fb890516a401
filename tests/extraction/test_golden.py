"""Whole articles about invented people, with the traps that real ones set."""

from __future__ import annotations

from tests.extraction.examples import quotations

RAW = """Home » News » Ada Example: Norland is ready for talks

Ada Example: Norland is ready for talks

By qqrst qqrst

NORTHPORT, March 30. /NHA/. Norland is ready for talks with Sudonia as soon as the river rises, \
Norlandian President Ada Example said at a news conference after a meeting with Sudonian President \
Bert van der Sample on Wednesday.

“We are open but it is not about us, it’s about our neighbours. As soon as they grow ready, we are \
ready to do everything on our part,” the president said.

Example said she hoped that “such conditions come slowly,” above all after a report by Carl Muster \
on the harbour. “In any case, we feel that they want it,” Example said.

'A very good sign'

"What do we want - to close the bridge?" she asked. "It is almost closed already," Example noted.

"In the end, we found a way (with then-President Otto Beispiel), I think it will be the same," \
Example said. She said all this is used "for the home market".

Example told the Harbour Forum she sees good changes on the river.

Her spokesman Dan Muster said: “President Example has repeatedly said that we are not ready to \
sell the bridge. This is not in our interest”.

The other side blamed Norland for the flood, however, it refused to pay for the dam.

Comments are closed"""

EXPECTED = [
    ("Ada Example", "Norland is ready for talks"),
    (
        "Ada Example",
        "Norland is ready for talks with Sudonia as soon as the river rises",
    ),
    (
        "Ada Example",
        "We are open but it is not about us, it’s about our neighbours. As soon as they grow "
        "ready, we are ready to do everything on our part",
    ),
    (
        "Ada Example",
        "she hoped that “such conditions come slowly,” above all after a report by Carl Muster "
        "on the harbour",
    ),
    ("Ada Example", "In any case, we feel that they want it"),
    ("Ada Example", "What do we want - to close the bridge?"),
    ("Ada Example", "It is almost closed already"),
    (
        "Ada Example",
        "In the end, we found a way (with then-President Otto Beispiel), I think it will be the "
        "same",
    ),
    ("Ada Example", 'all this is used "for the home market"'),
    ("Ada Example", "she sees good changes on the river"),
    (
        "Dan Muster",
        "President Example has repeatedly said that we are not ready to sell the bridge. This is "
        "not in our interest",
    ),
    ("Ada Example", "we are not ready to sell the bridge"),
    (None, "Norland for the flood"),
    (None, "to pay for the dam"),
]


def test_a_scraped_article_gives_each_statement_to_its_speaker() -> None:
    found = quotations(RAW, title="Ada Example: Norland is ready for talks")
    assert [(q.speaker, RAW[q.start : q.end]) for q in found] == EXPECTED


def test_the_kinds_and_sections_of_the_scraped_article() -> None:
    found = quotations(RAW, title="Ada Example: Norland is ready for talks")
    assert [q.kind.value for q in found].count("mixed") == 2
    assert [q.section.value for q in found].count("heading") == 1
    assert [q.attribution.value for q in found].count("speech_act") == 2


def test_navigation_byline_and_subheading_are_never_in_a_statement() -> None:
    words = [RAW[q.start : q.end] for q in quotations(RAW)]
    for furniture in ("Home »", "qqrst", "A very good sign", "Comments", "NORTHPORT"):
        assert not any(furniture in content for content in words)


GLUED = (
    "The two lands are on the right track, President Ada Example said on Thursday.Example "
    'described her talk with Bert Sample as "fruitful", saying Sudonia seemed keen on the bridge.'
    "At the time, "
    "Sample told reporters that he saw a real chance.“It is a start,” he added."
)


def test_lost_spaces_between_sentences_do_not_glue_statements() -> None:
    assert [(q.speaker, GLUED[q.start : q.end]) for q in quotations(GLUED)] == [
        ("Ada Example", "The two lands are on the right track"),
        ("Ada Example", 'her talk with Bert Sample as "fruitful"'),
        ("Ada Example", "Sudonia seemed keen on the bridge"),
        ("Bert Sample", "he saw a real chance"),
        ("Bert Sample", "It is a start"),
    ]
