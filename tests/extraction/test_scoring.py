"""The scorer itself: what counts as found, and as given to the right speaker."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.extraction.model import Attribution, Document, Kind, Quotation, Section, Span
from archive.extraction.scoring import Marked, Report, marks_of, same_name

TEXT = "“The bridge stays open,” said Ada Voss. “It is safe.”"
OPEN = Span(TEXT.index("The bridge"), TEXT.index(",”"))
SAFE = Span(TEXT.index("It is"), TEXT.index("”", 50))
NAME = Span(TEXT.index("Ada"), TEXT.index("Voss") + 4)
FOUND = Quotation(
    start=OPEN.start, end=OPEN.end, kind=Kind.DIRECT, attribution=Attribution.EXPLICIT,
    section=Section.BODY, mention=NAME, cue=None, speaker="Ada Voss", speaker_is_body=False,
    rule="x", resolution="", confidence=0.95,
)  # fmt: skip
MARKS = [
    Marked(OPEN, Kind.DIRECT, "Ada Voss", NAME),
    Marked(SAFE, Kind.DIRECT, "Ada Voss", NAME),
]


def score(*found):
    report = Report()
    report.add(Document(TEXT), MARKS, found)
    return report


def test_half_of_it_found_and_right():
    direct = score(FOUND).scores["direct"]
    assert (direct.marked, direct.found, direct.exact, direct.joint) == (2, 1, 1, 1)
    assert direct.span_f1 == direct.joint_f1 == pytest.approx(2 / 3)
    assert direct.speaker_accuracy == 1


def test_marks_and_points_at_the_ends_do_not_count():
    assert score(replace(FOUND, start=OPEN.start - 1, end=OPEN.end + 2)).scores["all"].exact == 1


def test_a_word_too_many_does_count():
    assert score(replace(FOUND, end=OPEN.end - 5)).scores["all"].exact == 0


def test_the_right_words_of_the_wrong_speaker_are_not_right():
    direct = score(replace(FOUND, speaker="Ben Orr")).scores["direct"]
    assert (direct.exact, direct.joint) == (1, 0)


def test_a_wrong_kind_is_no_way_out():
    scores = score(replace(FOUND, kind=Kind.INDIRECT)).scores
    assert (scores["direct"].exact, scores["indirect"].found) == (1, 0)


def test_the_same_words_twice_count_once():
    assert score(FOUND, FOUND).scores["all"].found == 1


def test_confidence_is_told_by_tenths():
    report = score(FOUND, replace(FOUND, start=SAFE.start, end=SAFE.end, speaker="Ben Orr"))
    assert (report.stated[9], report.kept[9]) == (2, 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Voss", "Ada Voss", True),
        ("Ada Voss", "ADA VOSS", True),
        ("José Ruiz", "Jose Ruiz", True),
        ("the Harbour Office", "Harbour Office", True),
        ("Ben Voss", "Ada Voss", False),
        ("Ada", "Ada Voss", False),
        ("", "Ada Voss", False),
    ],
)
def test_names_that_may_be_one_person_s(one, other, same):
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_an_annotated_line_is_read():
    row = {"text": TEXT, "quotes": [{"start": 1, "end": 5, "kind": "direct", "speaker": None}]}
    document, marks = marks_of(row)
    assert (document.text, marks) == (TEXT, [Marked(Span(1, 5), Kind.DIRECT, "", None)])


def test_a_line_of_another_form_is_refused():
    with pytest.raises(KeyError):
        marks_of({"text": TEXT})
