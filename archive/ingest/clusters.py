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
    led: dict[int, list[int]] = {}
    leader_of: dict[int, int] = {}
    twins: dict[int, list[int]] = defaultdict(list)
    for one in (one for one in ordered if one.is_attributed):
        alike = [(_likeness(likeness, one.pk, leader), leader) for leader in led]
        best = max((score for score, _ in alike if score), default=0.0)
        # Equally alike: the one that leads first, in the order of the words.
        leader = next((leader for score, leader in alike if score == best and best), one.pk)
        led.setdefault(leader, []).append(one.pk)
        leader_of[one.pk] = leader
        if one.words_key is not None:
            twins[one.words_key].append(one.pk)
    for one in (one for one in ordered if not one.is_attributed):
        said = twins.get(one.words_key, []) if one.words_key is not None else []
        leader = leader_of[said[0]] if len(said) == 1 else one.pk
        led.setdefault(leader, []).append(one.pk)
    return list(led.values())


def _likeness(likeness: Mapping[tuple[int, int], float], one: int, other: int) -> float:
    return likeness.get((min(one, other), max(one, other)), 0.0)
