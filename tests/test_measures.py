"""Intervals and agreement, against figures from the literature and against chance."""

from __future__ import annotations

import random

import pytest

from archive.measures import agreement, stratified, wilson


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_s_interval_is_the_published_one(right, n, low, high):
    share = wilson(right, n)
    assert share.value == right / n and share.n == n
    assert (round(share.low, 4), round(share.high, 4)) == (low, high)


def test_of_nothing_nothing_is_known():
    assert wilson(0, 0) == (0.0, 0, 0.0, 1.0)


def test_nineteen_of_twenty_intervals_hold_the_true_share():
    chance = random.Random(7)
    held = 0
    for _ in range(1000):
        share = wilson(sum(chance.random() < 0.9 for _ in range(60)), 60)
        held += share.low <= 0.9 <= share.high
    assert 920 <= held <= 985


def test_strata_weigh_as_much_as_they_are_large():
    share = stratified({"sure": 900, "unsure": 100}, {"sure": (19, 20), "unsure": (5, 20)})
    assert share.value == pytest.approx(0.9 * 0.95 + 0.1 * 0.25) and share.n == 40
    assert 0 < share.low < share.value < share.high < 1


def test_one_stratum_is_a_plain_sample_or_less_sure():
    share, plain = stratified({"": 500}, {"": (45, 50)}), wilson(45, 50)
    assert share.value == plain.value and share.low <= plain.low


def test_a_stratum_without_a_case_gives_no_estimate():
    assert stratified({"a": 5, "b": 5}, {"a": (2, 2)}) is None
    assert stratified({}, {}) is None


def test_estimates_from_strata_have_no_bias_and_their_intervals_hold():
    chance = random.Random(11)
    shares, held, values = {"sure": 0.97, "unsure": 0.4}, 0, []
    strata = {"sure": 800, "unsure": 200}
    true = 0.8 * 0.97 + 0.2 * 0.4
    for _ in range(1000):
        judged = {
            name: (sum(chance.random() < share for _ in range(40)), 40)
            for name, share in shares.items()
        }
        found = stratified(strata, judged)
        values.append(found.value)
        held += found.low <= true <= found.high
    assert abs(sum(values) / len(values) - true) < 0.005
    assert held >= 920


def test_kappa_is_cohen_s():
    # The often printed example: 20 both yes, 15 both no, 5 and 10 apart of 50: kappa 0.4.
    pairs = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    found = agreement(pairs)
    assert (found.n, found.agreed) == (50, 35) and found.kappa == pytest.approx(0.4)


def test_kappa_is_open_where_only_one_thing_was_said():
    assert agreement([("y", "y")] * 9) == (9, 9, None)
    assert agreement([]) == (0, 0, None)
    assert agreement([("y", "n"), ("n", "y")]).kappa == -1
