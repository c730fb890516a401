"""What a click on a facet does to a query, and back: whatever can be clicked can be typed.

A filter of a query is a part that must match: a field, several values of one field joined by OR,
or days.
"""

from __future__ import annotations

from archive.query.tree import (
    Days,
    Either,
    Field,
    Node,
    Not,
    Past,
    all_of,
    any_of,
    conjuncts,
    negated,
)  # fmt: skip


def values(tree: Node, name: str) -> tuple[str, ...]:
    """Return the values of the filter on the field, () when there is none."""
    for part in conjuncts(tree):
        if _is_on(part, name):
            return _values(part)
    return ()


def excluded(tree: Node, name: str) -> tuple[str, ...]:
    """Return the values of the field that the query leaves out."""
    parts = [part.part for part in conjuncts(tree) if isinstance(part, Not)]
    return tuple(value for part in parts if _is_on(part, name) for value in _values(part))


def toggled(tree: Node, name: str, value: str) -> Node:
    """Return the query with the value added to the filter on the field, or taken away from it."""
    chosen = values(tree, name)
    rest = tuple(each for each in chosen if each != value)
    return with_values(tree, name, rest if value in chosen else (*chosen, value))


def with_values(tree: Node, name: str, chosen: tuple[str, ...]) -> Node:
    """Return the query with just these values in the filter on the field; () takes it away."""
    parts = list(conjuncts(tree))
    wanted = [any_of(Field(name, value) for value in chosen)] if chosen else []
    place = next((n for n, part in enumerate(parts) if _is_on(part, name)), len(parts))
    return all_of([*parts[:place], *wanted, *parts[place + 1 :]])


def excluding(tree: Node, name: str, value: str) -> Node:
    """Return the query without what has the value, or again with it where it was left out."""
    part = negated(Field(name, value))
    parts = conjuncts(tree)
    if part in parts:
        return all_of(each for each in parts if each != part)
    chosen = tuple(each for each in values(tree, name) if each != value)
    return all_of([*conjuncts(with_values(tree, name, chosen)), part])


def without_filter(tree: Node, name: str) -> Node:
    """Return the query without its filter on the field: what the field's facet is counted over.

    `name` may be "days". What the query leaves out stays left out.
    """
    on = _is_days if name == "days" else lambda part: _is_on(part, name)
    return all_of(part for part in conjuncts(tree) if not on(part))


def days(tree: Node) -> tuple[Days | Past, ...]:
    """Return the filters on the day."""
    return tuple(part for part in conjuncts(tree) if isinstance(part, Days | Past))


def with_days(tree: Node, first: str, last: str) -> Node:
    """Return the query with other days; "" is open."""
    wanted = [Days(first, last)] if first or last else []
    return all_of([*conjuncts(without_filter(tree, "days")), *wanted])


def without(tree: Node, part: Node) -> Node:
    """Return the query without one of the parts that must match."""
    return all_of(each for each in conjuncts(tree) if each != part)


def _is_days(part: Node) -> bool:
    return isinstance(part, Days | Past)


def _is_on(part: Node, name: str) -> bool:
    parts = part.parts if isinstance(part, Either) else (part,)
    return all(isinstance(each, Field) and each.name == name for each in parts)


def _values(part: Node) -> tuple[str, ...]:
    parts = part.parts if isinstance(part, Either) else (part,)
    return tuple(each.value for each in parts if isinstance(each, Field))
