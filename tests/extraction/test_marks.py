"""Quotation marks as they occur."""

from __future__ import annotations

import pytest

from archive.extraction.marks import scan


def inside(text: str) -> list[list[str]]:
    return [[text[s.start : s.end] for s in paragraph] for paragraph in scan(text)]


@pytest.mark.parametrize(
    "text",
    [
        '"We will wait," she said.',
        "“We will wait,” she said.",
        "''We will wait,'' she said.",
        "``We will wait,'' she said.",
        "«We will wait,» she said.",
        "„We will wait,“ she said.",
        "»We will wait,« she said.",
        "‘We will wait,’ she said.",
        "'We will wait,' she said.",
        '“We will wait," she said.',
        '"We will wait,” she said.',
    ],
)
def test_every_style_of_marks_gives_the_words_inside(text: str) -> None:
    assert inside(text) == [["We will wait,"]]


def test_an_apostrophe_is_no_mark() -> None:
    assert inside("The town's voters don't like the mayors' plan, 'cause it's dear.") == [[]]


def test_nested_marks_stay_inside_the_outer_ones() -> None:
    assert inside("“He told me “never” twice,” she said.") == [["He told me “never” twice,"]]
    assert inside("\"It was 'fine' then,\" she said.") == [["It was 'fine' then,"]]


def test_a_quotation_left_open_runs_to_the_end_of_its_paragraph() -> None:
    (first,), (second,) = scan('"We begin here.\n"And end here," she said.')
    assert not first.closed
    assert first.runs_on
    assert second.closed


def test_a_mark_that_only_closes_is_kept_as_half_a_quotation() -> None:
    ((half,),) = scan('We will wait," she said.')
    assert not half.opened


def test_brackets_and_ellipses_belong_to_the_quotation() -> None:
    text = "“This work [on the dam] … will go on (until May),” she said."
    assert inside(text) == [["This work [on the dam] … will go on (until May),"]]


def test_marks_are_read_paragraph_by_paragraph() -> None:
    assert inside('"One.\n\nNo marks here.\n\n"Two."') == [["One."], [], ["Two."]]
