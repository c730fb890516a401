"""The extractor on the annotated sample: figures that must not fall.

What stands in docs/extraction.md is a little above; `make bench-extraction` measures it again.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.extraction import find_quotations
from archive.extraction.scoring import Report, marks_of

GOLD = Path(__file__).resolve().parent.parent.parent / "archive" / "sample" / "gold.jsonl"


@pytest.fixture(scope="module")
def report():
    report = Report()
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        document, marks = marks_of(json.loads(line))
        report.add(document, marks, find_quotations(document))
    return report


@pytest.mark.parametrize(
    ("kind", "words", "words_and_speaker"),
    [("direct", 0.95, 0.93), ("mixed", 0.80, 0.80), ("indirect", 0.84, 0.82), ("all", 0.89, 0.87)],
)
def test_the_figures_do_not_fall(report, kind, words, words_and_speaker):
    score = report.scores[kind]
    assert score.span_f1 >= words
    assert score.joint_f1 >= words_and_speaker


def test_of_those_given_nine_tenths_nine_in_ten_are_right(report):
    assert report.stated[9] >= 100
    assert report.kept[9] / report.stated[9] >= 0.9


def test_more_confidence_is_more_often_right(report):
    low = sum(report.kept[tenth] for tenth in range(6)) / sum(report.stated[t] for t in range(6))
    high = sum(report.kept[tenth] for tenth in (8, 9)) / sum(report.stated[t] for t in (8, 9))
    assert low < high
