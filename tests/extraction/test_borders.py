"""Where reported words begin and end, and what says too little to be a statement."""

from __future__ import annotations

import pytest

from tests.extraction.examples import contents, quotations, said


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada Example said the dam is safe; the union laughed.", "the dam is safe"),
        ("Ada Example said the dam is safe, but six in ten said it leaks.", "the dam is safe"),
        ("Ada Example condemned the strike but left the hall.", "the strike but left the hall"),
        ("Ada Example condemned the strike and boarded a train.", "the strike"),
        ("Ada Example condemned the strike in a statement on Monday.", "the strike"),
        ("Ada Example condemned the strike, a walkout of nurses.", "the strike"),
        ("Ada Example called for increased controls.", "increased controls"),
        ("Ada Example asked the ministry to pay.", "the ministry to pay"),
        ("Ada Example promised free ferries until the dam is open.", "free ferries until the dam"),
    ],
)
def test_the_first_content_ends_where_the_outlet_goes_on(text: str, content: str) -> None:
    assert contents(text)[0].startswith(content)
    if not content.endswith("dam"):
        assert contents(text)[0] == content


@pytest.mark.parametrize(
    "text",
    [
        "Ada Example said that the dam is safe; that the lake is full; and that it rains.",
        "Ada Example said the flood of January washed away the quay.",
        "Ada Example said that the hall in Northport, N.N., had shown interest in the bell.",
        "Ada Example said that in any talks, “we will keep the bell.”",
    ],
)
def test_a_clause_is_not_cut_before_its_end(text: str) -> None:
    (content,) = contents(text)
    assert content.rstrip(".”") == text.split("said ")[1].removeprefix("that ").rstrip(".”")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("But the dam is safe, Ada Example said.", "the dam is safe"),
        ("In fact, the dam is safe, Ada Example said.", "the dam is safe"),
        ("Brown water marks the quay, one pilot said.", "Brown water marks the quay"),
        ("Ada Example said, among other things, that the dam is safe.", "the dam is safe"),
        ("Ada Example said in May that the dam is safe.", "the dam is safe"),
        ("Ada Example said night shifts are too long.", "night shifts are too long"),
        ("Ada Example said last month the dam is safe.", "the dam is safe"),
        ("Ada Example admitted that the dam leaks.", "the dam leaks"),
        ("One of them said the dam is old.", "the dam is old"),
        ("One in four said the dam is old.", "the dam is old"),
        ("Ada Example went on to say the dam is old.", "the dam is old"),
        ("Ada Example would say only that the dam leaks.", "the dam leaks"),
        ("Groups that have backed him say they trust the dam.", "they trust the dam"),
    ],
)
def test_a_clause_begins_behind_what_leads_to_it(text: str, content: str) -> None:
    assert contents(text) == [content]


@pytest.mark.parametrize(
    "text",
    [
        "“The dam is safe,” Ada Example said on Northport Radio’s “Hour” on Sunday.",
        "“The dam is safe,” Ada Example said of the talks she had with the union.",
        "“The dam is safe,” Ada Example told the Courier an hour after she was sworn in.",
        "“The dam is safe,” said Ada Example, an old pilot of the port.",
        "“The dam is safe,” Ada Example wrote in a letter dated Monday and filed in court.",
    ],
)
def test_circumstances_behind_a_quotation_are_no_statement(text: str) -> None:
    assert contents(text) == ["The dam is safe"]


@pytest.mark.parametrize(
    "text",
    [
        "The old hall of the pilots, who say little, has burnt down.",
        "In the novel, a minister tells the ferryman a joke.",
        "Ada Example congratulated the team.",
        "Ada Example praised her minister.",
        "Not one farmer had said that the dam should go.",
        "Ada Example had said at the gate that summer.",
        "Nobody claimed that the dam should go.",
        "Ada Example denied it.",
        "Northport’s state party chairs met on Monday.",
        "The weekly published the contents of an interview with Ada Example.",
        "Ada Example spoke in response to a question at the port.",
    ],
)
def test_what_reports_no_words_gives_no_statement(text: str) -> None:
    assert contents(text) == []


def test_a_few_words_are_enough_where_they_are_quoted_or_a_thing() -> None:
    assert contents("Ada Example welcomed the decision.") == ["the decision"]
    assert contents("Ada Example called him “a gem”.") == ["him “a gem”"]


def test_a_quotation_goes_on_behind_its_report() -> None:
    text = "“This needs care,” she said, and “clear consequences for all”."
    assert contents(text) == ["This needs care", "and “clear consequences for all”"]


def test_a_clause_that_goes_on_behind_the_marks_is_mixed() -> None:
    text = "Ada Example said that “the floods were caused by neglect” of the council."
    (found,) = quotations(text)
    assert found.kind == "mixed"
    assert text[found.start : found.end] == "“the floods were caused by neglect” of the council"
    assert all(found.start <= a < b <= found.end for a, b in found.quoted)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("“The dam is old, but it holds, Example said.", "Example", "The dam is old, but it holds"),
        ("“The dam is old, said Ada Example.", "Ada Example", "The dam is old"),
    ],
)
def test_an_unclosed_quotation_does_not_swallow_its_report(
    text: str, speaker: str, content: str
) -> None:
    assert said(text) == [(speaker, content)]


def test_an_unclosed_quotation_without_a_report_runs_to_its_end() -> None:
    assert contents("“The dam is old, but it holds, and Example knows.") == [
        "The dam is old, but it holds, and Example knows."
    ]


@pytest.mark.parametrize(
    "dateline",
    [
        "PORT NORTH, March 4. /HBS/. ",
        "PORT NORTH (HBS) - ",
        "Port North (HBS) - ",
        "HBS, Port North, June 15th. ",
    ],
)
def test_a_dateline_is_no_part_of_the_words(dateline: str) -> None:
    assert said(dateline + "The dam is safe, the mayor said.") == [("the mayor", "The dam is safe")]


@pytest.mark.parametrize(
    ("text", "mention", "content"),
    [
        ("In the words of Ada Example, “the dam is a sieve”.", "Ada Example", "the dam is a sieve"),
        ("In the view of Ada Example, the dam leaks badly.", "Ada Example", "the dam leaks badly"),
        (
            "According to the mayor, Ada Example, the dam is “a raft of doors”.",
            "the mayor",
            "the dam is “a raft of doors”",
        ),
    ],
)
def test_a_frame_names_its_source_without_a_verb(text: str, mention: str, content: str) -> None:
    assert said(text) == [(mention, content)]


def test_a_frame_behind_a_semicolon_leaves_the_report_before_it() -> None:
    text = "The council says that sixty are needed; according to the ministry, ten have come."
    assert contents(text) == ["sixty are needed", "ten have come"]


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        ("de", "Ada Example sagte, man habe zu früh gefeiert.", "man habe zu früh gefeiert"),
        ("de", "Nach Ansicht der Leiterin Ada Example reicht das nicht.", "reicht das nicht"),
        ("ru", "По словам Петровой, плотина стоит крепко.", "плотина стоит крепко"),
    ],
)
def test_other_languages_know_their_clauses_and_frames(
    language: str, text: str, content: str
) -> None:
    assert contents(text, language=language) == [content]


@pytest.mark.parametrize(
    ("heading", "content"),
    [
        ("Example: The dam will be built", ["The dam will be built"]),
        ("The Latest: The dam will be built", []),
        ("EXCLUSIVE: The dam will be built", []),
    ],
)
def test_the_name_of_a_column_is_no_speaker(heading: str, content: list[str]) -> None:
    found = [words for _, words in said(heading + "\n\nIt rained.", title=heading)]
    assert found == content


def test_a_description_of_somebody_may_follow_a_noun_with_an_article() -> None:
    assert contents("A pilot of the port called the sum “imaginative”.") == [
        "the sum “imaginative”"
    ]


def test_a_list_of_things_is_kept_whole() -> None:
    text = "Ada Example blamed the price of steel, the price of oil and the flood of January."
    assert contents(text) == ["the price of steel, the price of oil and the flood of January"]
