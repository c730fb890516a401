"""Are two wordings prints of one quotation? A rule about words, measured in docs/grouping.md.

It is symmetric and asks nothing but the two wordings, so that no order of articles can matter.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from archive.ingest.figures import NEGATIONS, figure, opposed
from archive.ingest.wording import EMPTY, stems_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# Below so many words, or so many that say something, only equal words are the same.
FEWEST_WORDS, FEWEST_STEMS = 6, 3
# How many of the shorter one's words stand in the longer one, in its order …
IN_ORDER = 0.8
# … and how much of the longer one the shorter one must be more than: two sentences that have
# nothing in common must not meet in a long print of both.
MORE_THAN = 0.5
# Otherwise, in any order: shared words that say something, of both (Dice's coefficient).
IN_ANY_ORDER = 0.6
# And how many words in order at least: the same subject in another sentence stays below.
STILL_IN_ORDER = 0.55
# So many of the words of both are the same ones: they were put into another order.
ONLY_MOVED = 0.9
# A cut so long may take a negation or a figure with it; a shorter one turns the sense.
A_CUT = 5
# Of 100: a word so alike is a typo or another form, not another word.
SAME_WORD = 75
# Changed words beside each exchanged one that make it a translation.
OTHER_CHANGES = 3


@dataclass(slots=True)
class Difference:
    """What two wordings do not share, long cuts and what is cut off at the ends left out."""

    first: list[str] = field(default_factory=list)
    second: list[str] = field(default_factory=list)


def resemblance(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how alike two wordings (words as of `words_of`) are: 0 for different quotations,
    else above 0, and 1 for equal words."""
    short, long = sorted((list(one), list(other)), key=lambda words: (len(words), words))
    if short == long:
        return 1.0
    if len(short) < FEWEST_WORDS or len(short) <= MORE_THAN * len(long):
        return 0.0
    in_order = LCSseq.similarity(short, long) / len(short)
    is_moved = in_order < IN_ORDER and _is_moved(short, long)
    if in_order < STILL_IN_ORDER and not is_moved:
        return 0.0  # more than half of those that are asked about
    stems = stems_of(short), stems_of(long)
    if min(map(len, stems)) < FEWEST_STEMS:
        return 0.0
    in_any_order = 2 * _common(*stems) / (len(stems[0]) + len(stems[1]))
    if in_order < IN_ORDER and not is_moved and in_any_order < IN_ANY_ORDER:
        return 0.0
    difference = (_whatever_the_order if is_moved else _difference)(short, long)
    if _turns_the_sense(difference) or _says_another_word(difference, short, long):
        return 0.0
    return (in_order + in_any_order) / 2


def _difference(short: list[str], long: list[str]) -> Difference:
    difference = Difference()
    for step in LCSseq.opcodes(short, long):
        ours = short[step.src_start : step.src_end]
        theirs = long[step.dest_start : step.dest_end]
        at_an_end = step.dest_start == 0 or step.dest_end == len(long)
        is_cut = not ours and (at_an_end or len(theirs) >= A_CUT)
        if step.tag != "equal" and not is_cut:
            difference.first += ours
            difference.second += theirs
    return difference


def _is_moved(short: list[str], long: list[str]) -> bool:
    most = ONLY_MOVED * len(long)
    return len(short) >= most and _common(short, long) >= most


def _whatever_the_order(short: list[str], long: list[str]) -> Difference:
    ours, theirs = Counter(short), Counter(long)
    return Difference(
        first=list((ours - theirs).elements()), second=list((theirs - ours).elements())
    )


def _turns_the_sense(difference: Difference) -> bool:
    """Say whether figures, days, negations differ, or opposites stand in the same place."""
    first, second = Counter(difference.first), Counter(difference.second)
    ours, theirs = list((first - second).elements()), list((second - first).elements())
    return (
        _figures(ours) != _figures(theirs)
        or _negations(ours) != _negations(theirs)
        or any(opposed(word, other) for word in ours for other in theirs)
    )


def _says_another_word(difference: Difference, one: list[str], other: list[str]) -> bool:
    """Say whether a word was put in the place of another, and little else was changed.

    Who translates anew changes more than the one word, on either side; who changes only it says
    the same of something else: another town, another price.
    """
    ours, theirs = difference.first, difference.second
    exchanged = min(len(_unlike(ours, other)), len(_unlike(theirs, one)))
    changes = len(ours) + len(theirs) - 2 * exchanged
    on_either_side = min(len(ours), len(theirs)) - exchanged
    return exchanged > 0 and (changes < OTHER_CHANGES * exchanged or not on_either_side)


def _unlike(words: list[str], others: list[str]) -> list[str]:
    """Return the words that say something and have no other form among the others."""
    return [
        word
        for word in words
        if len(word) > 3
        and word not in EMPTY
        and not any(_is_form(word, other) for other in others if len(other) > 3)
    ]


def _is_form(word: str, other: str) -> bool:
    return word.startswith(other) or other.startswith(word) or fuzz.ratio(word, other) >= SAME_WORD


def _figures(words: list[str]) -> Counter[str]:
    return Counter(said for word in words if (said := figure(word)))


def _negations(words: list[str]) -> int:
    return sum(word in NEGATIONS for word in words)


def _common(one: list[str], other: list[str]) -> int:
    return sum((Counter(one) & Counter(other)).values())
