"""What can be clicked can be typed, and the other way round."""

from __future__ import annotations

import pytest

from archive.query import canonical, parse
from archive.query.clicks import (
    days,
    excluded,
    excluding,
    toggled,
    values,
    with_days,
    without_filter,
)  # fmt: skip


def tree(typed):
    return parse(typed).tree


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("bridge", "bridge speaker:voss"),
        ("bridge speaker:voss", "bridge"),
        ("speaker:pike", "speaker:pike OR speaker:voss"),
        ("speaker:pike OR speaker:voss bridge", "speaker:pike bridge"),
        ("-speaker:pike", "-speaker:pike speaker:voss"),
    ],
)
def test_a_click_on_a_value_is_what_one_would_type(before, after):
    assert toggled(tree(before), "speaker", "voss") == tree(after)
    assert parse(canonical(toggled(tree(before), "speaker", "voss"))).tree == tree(after)


def test_two_clicks_are_none():
    for typed in ("bridge", "speaker:pike kind:direct", "-speaker:voss"):
        twice = toggled(toggled(tree(typed), "speaker", "voss"), "speaker", "voss")
        assert twice == tree(typed)
        assert excluding(excluding(tree(typed), "outlet", "x"), "outlet", "x") == tree(typed)


def test_excluding_a_chosen_value_takes_it_out_of_the_choice():
    found = excluding(tree("speaker:pike OR speaker:voss"), "speaker", "voss")
    assert found == tree("speaker:pike -speaker:voss")
    assert values(found, "speaker") == ("pike",) and excluded(found, "speaker") == ("voss",)


def test_a_facet_is_counted_without_its_own_filter_but_with_what_is_left_out():
    query = tree("bridge speaker:voss -speaker:pike after:2019 past:1y")
    assert without_filter(query, "speaker") == tree("bridge -speaker:pike after:2019 past:1y")
    assert without_filter(query, "days") == tree("bridge speaker:voss -speaker:pike")


def test_days_are_exchanged():
    query = tree("bridge after:2019 past:1y")
    assert with_days(query, "2020", "2020") == tree("bridge on:2020")
    assert with_days(query, "", "") == tree("bridge") and len(days(query)) == 2
