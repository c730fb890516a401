"""What a query means: frozen nodes, always in one normal form.

Build groups with `all_of`, `any_of` and `negated`: groups are flat, without doubles, and never of
one part, so that two equal trees ask for the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FIELDS = ("speaker", "mentions", "outlet", "kind", "cue", "status", "lang", "topic")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any form."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side in just these forms; of one word: that form only."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word."""

    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """Words at most `distance` words from each other, in any order, in just these forms."""

    text: str
    distance: int


@dataclass(frozen=True, slots=True)
class Field:
    """A field that has a value; `name` is one of FIELDS."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Days:
    """From `first` to `last`, both included: "2019", "2019-05", "2019-05-17"; "" is open."""

    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """The last so many days, weeks, months or years; `unit` is d, w, m or y."""

    number: int
    unit: str


@dataclass(frozen=True, slots=True)
class Not:
    """What the part does not match."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """What all parts match; without parts: everything."""

    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """What at least one part matches."""

    parts: tuple[Node, ...]


Leaf = Word | Phrase | Prefix | Near | Field | Days | Past
Node = Leaf | Not | All | Either
EVERYTHING = All()


def all_of(parts: Iterable[Node]) -> Node:
    """Return what all of the parts match."""
    flat: dict[Node, None] = {}
    for part in parts:
        flat |= dict.fromkeys(part.parts if isinstance(part, All) else (part,))
    return All(tuple(flat)) if len(flat) != 1 else next(iter(flat))


def any_of(parts: Iterable[Node]) -> Node:
    """Return what at least one of the parts matches; everything when there is no part."""
    flat: dict[Node, None] = {}
    for part in parts:
        flat |= dict.fromkeys(part.parts if isinstance(part, Either) else (part,))
    if not flat or EVERYTHING in flat:
        return EVERYTHING
    return Either(tuple(flat)) if len(flat) != 1 else next(iter(flat))


def negated(part: Node) -> Node:
    """Return what the part does not match."""
    return part.part if isinstance(part, Not) else Not(part)


def conjuncts(tree: Node) -> tuple[Node, ...]:
    """Return the parts that must all match."""
    return tree.parts if isinstance(tree, All) else (tree,)


def leaves(tree: Node) -> Iterator[tuple[Leaf, bool]]:
    """Yield every leaf, and whether it is asked for (True) or excluded."""
    pending: list[tuple[Node, bool]] = [(tree, True)]
    while pending:
        node, is_wanted = pending.pop()
        if isinstance(node, Not):
            pending.append((node.part, not is_wanted))
        elif isinstance(node, All | Either):
            pending += [(part, is_wanted) for part in reversed(node.parts)]
        else:
            yield node, is_wanted


def replaced(tree: Node, changes: Mapping[Node, Node | None]) -> Node:
    """Return the tree with leaves exchanged; what becomes None is left out."""
    found = _replaced(tree, changes)
    return EVERYTHING if found is None else found


def _replaced(node: Node, changes: Mapping[Node, Node | None]) -> Node | None:
    if isinstance(node, Not):
        part = _replaced(node.part, changes)
        return None if part is None else negated(part)
    if isinstance(node, All | Either):
        parts = [new for part in node.parts if (new := _replaced(part, changes)) is not None]
        if not parts:
            return None if node.parts else node
        return all_of(parts) if isinstance(node, All) else any_of(parts)
    return changes.get(node, node)
