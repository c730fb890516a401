"""Which old statement is which new quotation: how a statement keeps its id over new versions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from archive.models.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.extraction import Quotation
    from archive.models import Statement

WORD = re.compile(r"\w+")
# Of 100. A typo or a moved border stays above, another sentence on the same subject stays below:
# measured on the pairs in tests/ingest/test_matching.py.
SAME_WORDS = 80
# More comparisons than this cost seconds; past it only equal words are matched.
MOST_PAIRS = 250_000
NEGATIONS = frozenset(
    "no not never nobody none nothing neither nor without cannot "
    "kein keine keinen nicht nie niemand nichts ohne не нет ни никогда никто ничего без".split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """One new quotation, as it is compared."""

    text: str
    name: str  # of the speaker, "" when nobody is named


@dataclass(slots=True)
class Match:
    """Old statements paired with new quotations (by index), and what is left on either side."""

    pairs: list[tuple[Statement, int]] = field(default_factory=list)
    gone: list[Statement] = field(default_factory=list)
    fresh: list[int] = field(default_factory=list)


def words_of(text: str) -> str:
    """Return the words of `text` without case and punctuation, one blank between them."""
    return " ".join(WORD.findall(text.casefold()))


def match(old: Iterable[Statement], new: Sequence[Quotation], text: str) -> Match:
    """Pair old statements with new quotations, which are offsets into `text`.

    In this order, and each time in the order of the text: equal words of the same speaker, equal
    words, nearly equal words (the most alike first). Statements that were withdrawn before come
    after the living ones, so that a twin that is gone never takes a living statement's id.
    """
    quotations = [Words(text[q.start : q.end], q.speaker or "") for q in new]
    left = dict(enumerate(quotations))
    pairs: list[tuple[Statement, int]] = []
    waiting = sorted(old, key=lambda row: (row.start, -row.end))
    dead = [row for row in waiting if row.status == Status.WITHDRAWN]
    living = [row for row in waiting if row.status != Status.WITHDRAWN]
    for rows in (living, dead):
        pairs += _pair_equal(rows, left, lambda words: (words_of(words.text), words.name))
        pairs += _pair_equal(rows, left, lambda words: words_of(words.text))
        pairs += _pair_alike(rows, left)
    return Match(pairs, [*living, *dead], sorted(left))


def _pair_equal(
    rows: list[Statement], left: dict[int, Words], key: Callable[[Words], Hashable]
) -> list[tuple[Statement, int]]:
    """Pair the first row of a key with the first quotation of that key, and so on."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for index, words in left.items():
        places[key(words)].append(index)
    pairs = []
    for row in list(rows):
        free = places.get(key(Words(row.text, row.name)))
        if free:
            pairs.append((row, free.pop(0)))
    _take(pairs, rows, left)
    return pairs


def _pair_alike(rows: list[Statement], left: dict[int, Words]) -> list[tuple[Statement, int]]:
    """Pair the most alike first; each side at most once."""
    if len(rows) * len(left) > MOST_PAIRS:
        return []
    scored = [
        (-score, number, index)
        for number, row in enumerate(rows)
        for index, words in left.items()
        if (score := likeness(row.text, words.text))
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, index in sorted(scored):
        if number not in pairs and index not in taken:
            pairs[number] = index
            taken.add(index)
    found = [(rows[number], index) for number, index in pairs.items()]
    _take(found, rows, left)
    return found


def likeness(old: str, new: str) -> float:
    """Return how alike two wordings are, of 100; 0 below SAME_WORDS and for other figures.

    A denial and a changed figure are other statements, however alike the letters are: a cited
    address must never show the opposite of what was cited.
    """
    if weighty(old) != weighty(new):
        return 0
    return fuzz.ratio(old, new, score_cutoff=SAME_WORDS)


def weighty(text: str) -> list[str]:
    """Return the words that turn a meaning round: denials and figures, sorted."""
    words = WORD.findall(text.casefold().replace("n’t", " not").replace("n't", " not"))
    return sorted(word for word in words if word in NEGATIONS or any(c.isdigit() for c in word))


def _take(
    pairs: list[tuple[Statement, int]], rows: list[Statement], left: dict[int, Words]
) -> None:
    taken = {id(row) for row, _ in pairs}
    rows[:] = [row for row in rows if id(row) not in taken]
    for _, index in pairs:
        del left[index]
