"""Where reported clauses begin and end: the outlet's own words stay outside."""

from __future__ import annotations

import pytest

from archive.extraction import Document, find_quotations


def _contents(text: str, title: str = "") -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(Document(text=text, title=title))]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Ada Example told Harbour News she'd rebuild the dam.",
            "she'd rebuild the dam",
        ),
        (
            "In Northport, nine of ten voters were worried; most said they were tired.",
            "they were tired",
        ),
        (
            "Ada Example called for more patience from the dockers.",
            "more patience from the dockers",
        ),
        (
            "Ada Example said that the harbour board had lost in Sample v. Norland.",
            "the harbour board had lost in Sample v. Norland",
        ),
        (
            "Just after Ada Example said the dam would hold, the army left.",
            "the dam would hold",
        ),
        (
            "Half of the dockers said they were tired, while 40 percent were not.",
            "they were tired",
        ),
        (
            "Nearly a third said they did not know what to do, a larger share than in spring.",
            "they did not know what to do",
        ),
        (
            "Ada Example said the ferries would run again but did not say when.",
            "the ferries would run again",
        ),
        (
            "Ada Example vowed to rebuild the dam after the flood of March.",
            "to rebuild the dam",
        ),
    ],
)
def test_a_reported_clause_is_taken_from_its_first_to_its_last_word(
    text: str, content: str
) -> None:
    assert _contents(text) == [content]


@pytest.mark.parametrize(
    "text",
    [
        "Five countries have claims in the area.",
        "The strong jobs report has calmed the market.",
        "The campaign moved on to Northern states that have large harbours.",
    ],
)
def test_a_noun_that_looks_like_a_reporting_verb_reports_nothing(text: str) -> None:
    assert _contents(text) == []


def test_an_apposition_behind_the_speaker_is_not_reported() -> None:
    text = "The ferries will run, said Ada Example, an analyst at the Harbour Report."
    assert _contents(text) == ["The ferries will run"]


def test_a_heading_is_its_title_whatever_mark_closes_it() -> None:
    title = "Ada Example: the dam ‘Will Hold’"
    text = "Ada Example: the dam ‘Will Hold.’\n\nThe ferry left on Sunday."
    assert [content.strip(".’") for content in _contents(text, title)] == ["the dam ‘Will Hold"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Ada Example said the dam was safe and she accused the union of panic.",
            "the dam was safe",
        ),
        (
            "Ada Example condemned the strike as she urged the crews to wait.",
            "the strike",
        ),
        (
            "Ada Example praised the crew, opened the gate and left.",
            "the crew",
        ),
        (
            "The changes, which officials said would come in May, will not touch the port.",
            "would come in May",
        ),
        (
            "Ada Example said more than half of the crews had left.",
            "more than half of the crews had left",
        ),
        ("Ada Example said Monday’s vote was lost.", "Monday’s vote was lost"),
    ],
)
def test_a_clause_begins_and_ends_with_its_own_words(text: str, content: str) -> None:
    assert _contents(text)[0] == content


def test_a_joined_verb_stays_in_the_clause() -> None:
    text = "Ada Example said the crews waited and the gate opened."
    assert _contents(text) == ["the crews waited and the gate opened"]
