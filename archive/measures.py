"""Shares with their intervals, and how far two people agree. Numbers in, numbers out."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Z = 1.959964  # of the normal distribution: 95 of 100 intervals hold the true share


class Share(NamedTuple):
    """A share from 0 to 1 of `n` cases, with its 95 % interval."""

    value: float
    n: int
    low: float
    high: float


class Agreement(NamedTuple):
    """How often two people said the same of `n` cases, and Cohen's kappa: 1 always, 0 by chance.

    Kappa is None where both always said one and the same thing: chance alone would do that.
    """

    n: int
    agreed: int
    kappa: float | None


def wilson(right: float, n: float) -> Share:
    """Return the share of `right` in `n` with Wilson's score interval (JASA 22, 1927).

    Unlike the textbook interval it is never empty and never leaves 0 to 1. Without a case nothing
    is known: 0 to 1.
    """
    if n <= 0:
        return Share(0.0, 0, 0.0, 1.0)
    share = right / n
    scale = 1 + Z * Z / n
    middle = (share + Z * Z / (2 * n)) / scale
    half = Z / scale * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return Share(share, round(n), max(0.0, middle - half), min(1.0, middle + half))


def stratified(strata: Mapping[str, int], judged: Mapping[str, tuple[int, int]]) -> Share | None:
    """Return the share in a population from samples of its strata.

    `strata` holds the size of each, `judged` how many were right and how many judged. Each stratum
    weighs as much as it is large; the interval is Wilson's for the size that a plain sample of the
    same variance would have (Korn and Graubard 1998). None while some stratum has no case.
    """
    if not strata or any(judged.get(name, (0, 0))[1] == 0 for name in strata):
        return None
    population = sum(strata.values())
    share = variance = smooth = 0.0
    for name, size in strata.items():
        right, n = judged[name]
        weight, softened = size / population, (right + 1) / (n + 2)
        share += weight * right / n
        smooth += weight * softened
        # Softened, since a handful of cases that are all right does not mean no variance.
        variance += weight * weight * softened * (1 - softened) / n
    n = sum(judged[name][1] for name in strata)
    effective = min(float(n), smooth * (1 - smooth) / variance)
    return wilson(share * effective, effective)._replace(n=n)


def agreement(pairs: Iterable[tuple[str, str]]) -> Agreement:
    """Return how far two people agree whose words about the same cases are `pairs` (Cohen 1960)."""
    both = list(pairs)
    n, agreed = len(both), sum(one == other for one, other in both)
    if not n:
        return Agreement(0, 0, None)
    first, second = Counter(one for one, _ in both), Counter(other for _, other in both)
    by_chance = sum(first[word] * second[word] for word in first) / (n * n)
    kappa = None if by_chance == 1 else (agreed / n - by_chance) / (1 - by_chance)
    return Agreement(n, agreed, kappa)
