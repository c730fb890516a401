"""The order by relevance on a small judged set: each line must stand before the next."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from archive.models import Statement
from archive.query import parse
from archive.search import Question
from tests.factories import make_statement

pytestmark = pytest.mark.django_db
TODAY = date(2024, 6, 1)
LONG = "A bridge among many other things, and more of them."
APART = "A bridge that nobody asked for has, they say, a toll."


def order(words):
    question = Question(parse(words).tree, today=TODAY)
    rows = Statement.objects.asked(question).most_relevant(question)
    return [row.text for row in rows]


@pytest.mark.parametrize(
    ("words", "better", "worse"),
    [
        # The better match, though old, reported and unchecked.
        ("bridge", ("Bridge, bridge, bridge.", "indirect", 2004), (LONG, "direct", 2024)),
        ("bridge toll", ("The bridge toll rises.", "indirect", 2010), (APART, "direct", 2024)),
        # Alike in words: the speaker's own before the reported, the later before the earlier.
        ("bridge", ("The bridge opens.", "direct", 2020), ("The bridge closes.", "indirect", 2020)),
        ("bridge", ("The bridge opens.", "direct", 2024), ("The bridge closes.", "direct", 2010)),
        ("bridge", ("The bridge opens.", "direct", 2020), ("The bridge closes.", "mixed", 2020)),
        ('"bridge"', ("The bridge opens.", "mixed", 2020), ("The bridge shuts.", "indirect", 2020)),
        ("brid*", ("The bridge opens.", "direct", 2022), ("The bridge closes.", "direct", None)),
    ],
)  # fmt: skip
def test_the_better_stands_first(words, better, worse):
    for text, kind, year in (worse, better):
        make_statement(text, kind=kind, said_on=date(year, 1, 1) if year else None)
    assert order(words) == [better[0], worse[0]]


def test_what_a_person_checked_stands_before_what_nobody_did():
    checked = make_statement("The bridge opens.")
    make_statement("The bridge closes.")
    assert order("bridge") == ["The bridge closes.", "The bridge opens."]
    checked.check_by(User.objects.create_user("curator"))
    assert order("bridge") == ["The bridge opens.", "The bridge closes."]
