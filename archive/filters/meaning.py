"""A query with names in it → a query with slugs in it, and what could not be found."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.filters.naming import (
    MOST_NAMED,
    near_outlets,
    near_speakers,
    outlets_named,
    printed_names,
    speakers_named,
    topics_named,
)
from archive.query import Node, Repair
from archive.query.tree import Field, any_of, leaves, replaced
from archive.search import LONGEST_LOOK, LONGEST_NAMING, Names, TookTooLong, bounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from archive.filters.naming import Choice, Found
    from archive.query import Parsed

NEAR: dict[str, Callable[[str], list[str]]] = {"speaker": near_speakers, "outlet": near_outlets}


@dataclass(frozen=True)
class Meaning:
    """A query whose speakers and outlets are known."""

    tree: Node
    names: Names
    labels: dict[tuple[str, str], str] = field(default_factory=dict)  # (field, slug) → name
    repairs: tuple[Repair, ...] = ()
    # field → value given beside the query → slug
    chosen: dict[str, dict[str, str]] = field(default_factory=dict)

    def label(self, name: str, value: str) -> str:
        """Return a field's value as people read it."""
        return self.labels.get((name, value), value)


def understood(parsed: Parsed, speakers: Iterable[str], outlets: Iterable[str]) -> Meaning:
    """Return what the query means; `speakers` and `outlets` are slugs named beside it."""
    typed = {name: _typed(parsed.tree, name) for name in ("speaker", "outlet", "mentions", "topic")}
    people, places = _named(
        [*typed["speaker"], *speakers, *typed["mentions"]], [*typed["outlet"], *outlets]
    )
    topics = topics_named(typed["topic"])
    changes: dict[Node, Node | None] = {
        Field("topic", value): _meant("topic", found) for value, found in topics.items()
    }
    repairs: list[Repair] = []
    asked = [
        (name, value, found[value])
        for name, found in (("speaker", people), ("outlet", places))
        for value in typed[name]
    ]
    near = _nearest((name, value) for name, value, choices in asked if not choices)
    for name, value, choices in asked:
        changes[Field(name, value)] = _meant(name, choices)
        repairs += _complaints(parsed, Field(name, value), choices, near.get((name, value), []))
    slugs = (*speakers, *outlets)
    return Meaning(
        replaced(parsed.tree, changes),
        Names(
            _ids(people, typed["speaker"], slugs),
            _ids(places, typed["outlet"], slugs),
            printed_names(typed["mentions"], people),
        ),
        _labels("speaker", people) | _labels("outlet", places) | _labels("topic", topics),
        tuple(repairs),
        {"speaker": _slugs(people, speakers), "outlet": _slugs(places, outlets)},
    )


def _named(speakers: list[str], outlets: list[str]) -> tuple[Found, Found]:
    """Return whom the values name; for want of time, those that are slugs or whole names."""
    if not speakers and not outlets:
        return {}, {}
    try:
        with bounded("default", LONGEST_NAMING):
            return speakers_named(speakers), outlets_named(outlets)
    except TookTooLong:
        return speakers_named(speakers, only_exact=True), outlets_named(outlets, only_exact=True)


def _typed(tree: Node, name: str) -> list[str]:
    values = (
        leaf.value for leaf, _ in leaves(tree) if isinstance(leaf, Field) and leaf.name == name
    )
    return list(dict.fromkeys(values))


def _meant(name: str, choices: tuple[Choice, ...]) -> Node | None:
    if not choices:
        return None
    return any_of(Field(name, choice.key) for choice in choices[:MOST_NAMED])


def _ids(found: Found, *wanted: Iterable[str]) -> dict[str, tuple[int, ...]]:
    values = [value for values in wanted for value in values]
    return {choice.key: (choice.pk,) for value in values for choice in found.get(value, ())}


def _slugs(found: Found, given: Iterable[str]) -> dict[str, str]:
    return {value: found[value][0].key for value in given if len(found.get(value, ())) == 1}


def _labels(name: str, found: Found) -> dict[tuple[str, str], str]:
    return {(name, choice.key): choice.label for choices in found.values() for choice in choices}


def _complaints(
    parsed: Parsed, typed: Field, choices: tuple[Choice, ...], near: list[str]
) -> Iterable[Repair]:
    """Say which name was not found, with the nearest, or that it stands for too many."""
    name, value = typed.name, typed.value
    start, end = _place(parsed.text, name, value)
    if len(choices) > MOST_NAMED:
        yield Repair("many", f"{value}", start, end)
    if choices:
        return
    before, after = parsed.text[:start], parsed.text[end:]
    literal = f'{before}"{value}"{after}' if end else ""
    better = tuple((f"{name}:{slug}", f"{before}{name}:{slug}{after}") for slug in near if end)
    yield Repair(name, value, start, end, literal, better)


def _nearest(unknown: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    """Return, for each (field, value), the slugs of similar names, as far as time allows."""
    found: dict[tuple[str, str], list[str]] = {}
    pairs = list(unknown)
    if pairs:
        with suppress(TookTooLong), bounded("default", LONGEST_LOOK):
            for name, value in pairs:
                found[name, value] = NEAR[name](value)
    return found


def _place(text: str, name: str, value: str) -> tuple[int, int]:
    words = r"\s+".join(map(re.escape, value.split()))
    found = re.search(rf'\b{name}:\s*["“”„«»]?{words}["“”„«»]?', text, re.IGNORECASE)
    return found.span() if found else (0, 0)
