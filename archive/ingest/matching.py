"""Which old statement is which new quotation: how a statement keeps its id over new versions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.extraction import Quotation
    from archive.models import Statement

WORD = re.compile(r"\w+")
# Of 100. A typo, a changed figure or a moved border stays above, another sentence on the same
# subject stays below: measured on the pairs in tests/ingest/test_matching.py.
SAME_WORDS = 80


@dataclass(slots=True)
class Match:
    """Old statements paired with new quotations (by index), and what is left on either side."""

    pairs: list[tuple[Statement, int]] = field(default_factory=list)
    gone: list[Statement] = field(default_factory=list)
    fresh: list[int] = field(default_factory=list)


def words_of(text: str) -> str:
    """Return the words of `text` without case and punctuation, one blank between them."""
    return " ".join(WORD.findall(text.casefold()))


def match(old: Sequence[Statement], new: Sequence[Quotation], text: str) -> Match:
    """Pair by equal words in order, then by nearly equal words, the most alike first.

    `text` is the new version's text, into which `new` points.
    """
    result = Match()
    left = _pair_equal(old, [words_of(text[q.start : q.end]) for q in new], result)
    taken = {index for _, index in result.pairs}
    rest = [index for index in range(len(new)) if index not in taken]
    _pair_alike(left, {index: text[new[index].start : new[index].end] for index in rest}, result)
    taken = {index for _, index in result.pairs}
    paired = {id(statement) for statement, _ in result.pairs}
    result.gone = [statement for statement in old if id(statement) not in paired]
    result.fresh = [index for index in range(len(new)) if index not in taken]
    return result


def _pair_equal(old: Sequence[Statement], new: list[str], result: Match) -> list[Statement]:
    """Pair the first old statement of the same words with the first new one, and so on."""
    places: dict[str, list[int]] = {}
    for index, words in enumerate(new):
        places.setdefault(words, []).append(index)
    left = []
    for statement in sorted(old, key=lambda row: (row.version_id, row.start, -row.end)):
        waiting = places.get(words_of(statement.text))
        if waiting:
            result.pairs.append((statement, waiting.pop(0)))
        else:
            left.append(statement)
    return left


def _pair_alike(old: list[Statement], new: dict[int, str], result: Match) -> None:
    """Pair the most alike first; each side at most once."""
    scored = [
        (-score, number, index)
        for number, statement in enumerate(old)
        for index, words in new.items()
        if (score := fuzz.ratio(statement.text, words, score_cutoff=SAME_WORDS))
    ]
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, number, index in sorted(scored):
        if number not in used_old and index not in used_new:
            used_old.add(number)
            used_new.add(index)
            result.pairs.append((old[number], index))
