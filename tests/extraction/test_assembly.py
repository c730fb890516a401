"""Settling what was found: no overlaps but nested ones, and nothing lost that stands alone."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from archive.extraction.assembly import settle
from archive.extraction.findings import Found
from archive.extraction.model import Attribution


def item(start: int, end: int, *, nested: bool = False, quoted: bool = False) -> Found:
    explicit = Attribution.EXPLICIT
    return Found(start, end, "r", explicit, None, None, 0, nested=nested, quoted=quoted)


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 25)).map(lambda s: (s[0], s[0] + s[1]))
WHOLE = st.lists(SPANS.map(lambda span: item(*span)), max_size=12)
ANY = st.lists(st.builds(lambda span, nested: item(*span, nested=nested), SPANS, st.booleans()))


def spans(found: list[Found]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in found]


def meet(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


@given(WHOLE)
def test_what_is_dropped_overlaps_something_kept_that_begins_no_later(found: list[Found]) -> None:
    kept = settle(found)
    for one in found:
        if one not in kept:
            assert any(meet(one, other) and other.start <= one.start for other in kept)


@given(WHOLE)
def test_of_two_that_begin_together_the_longer_is_kept(found: list[Found]) -> None:
    for one in settle(found):
        assert not any(other.start == one.start and other.end > one.end for other in found)


@given(ANY, st.randoms())
def test_the_order_in_which_they_were_found_does_not_matter(
    found: list[Found], dice: Random
) -> None:
    shuffled = list(found)
    dice.shuffle(shuffled)
    assert spans(settle(shuffled)) == spans(settle(found))


@given(ANY)
def test_a_nested_finding_stands_inside_the_one_before_it_and_beside_the_nested_ones(
    found: list[Found],
) -> None:
    holder, end = item(0, 0), 0
    for one in settle(found):
        assert one.start >= end
        if one.nested:
            assert one.end <= holder.end
            end = one.end
        else:
            assert one.start >= holder.end
            holder, end = one, one.start


def test_a_short_statement_behind_a_long_one_is_not_lost() -> None:
    found = [item(30, 40), item(0, 25), item(50, 52), item(5, 9, nested=True), item(3, 12)]
    assert spans(settle(found)) == [(0, 25), (5, 9), (30, 40), (50, 52)]


def test_a_nested_report_that_reaches_out_of_its_holder_is_dropped() -> None:
    assert spans(settle([item(0, 20), item(15, 30, nested=True)])) == [(0, 20)]


def test_a_nested_report_without_its_holder_is_dropped() -> None:
    found = [item(0, 20), item(15, 60), item(30, 50, nested=True)]
    assert spans(settle(found)) == [(0, 20)]
