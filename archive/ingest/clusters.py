"""Which wordings make one quotation: a function of all wordings, never of their order."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Word:
    """One wording, as far as grouping asks."""

    pk: int
    words: str
    is_attributed: bool
    words_key: int | None


def clusters(
    wordings: Iterable[Word], likeness: Mapping[tuple[int, int], float]
) -> list[list[int]]:
    """Return the ids of the wordings that belong together, the fullest of each first.

    The fullest wording leads; each shorter one joins the leader it is most like, or leads itself.
    So every print resembles the one that leads, and a chain of small differences cannot drift
    from one statement to another. `likeness` holds resembling pairs, the lower id first.

    Words by nobody known join the same words where exactly one known speaker has them.
    """
    ordered = sorted(wordings, key=lambda one: (-len(one.words.split()), one.words, one.pk))
    near = _neighbours(likeness)
    led: dict[int, list[int]] = {}
    rank: dict[int, int] = {}  # of a leader: how many led before it, in the order of the words
    leader_of: dict[int, int] = {}
    twins: dict[int, list[int]] = defaultdict(list)
    for one in (one for one in ordered if one.is_attributed):
        alike = [(-score, rank[other], other) for other, score in near[one.pk] if other in rank]
        # Equally alike: the one that leads first.
        leader = min(alike)[2] if alike else one.pk
        rank.setdefault(leader, len(rank))
        led.setdefault(leader, []).append(one.pk)
        leader_of[one.pk] = leader
        if one.words_key is not None:
            twins[one.words_key].append(one.pk)
    for one in (one for one in ordered if not one.is_attributed):
        said = twins.get(one.words_key, []) if one.words_key is not None else []
        leader = leader_of[said[0]] if len(said) == 1 else one.pk
        led.setdefault(leader, []).append(one.pk)
    return list(led.values())


def _neighbours(
    likeness: Mapping[tuple[int, int], float],
) -> defaultdict[int, list[tuple[int, float]]]:
    """Return for each wording those that resemble it, and how much."""
    near: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for (one, other), score in likeness.items():
        if score:
            near[one].append((other, score))
            near[other].append((one, score))
    return near
