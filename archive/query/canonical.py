"""Tree → the one text for it: parsing it gives the tree again."""

from __future__ import annotations

import re

from archive.query.tree import All, Days, Either, Field, Near, Node, Not, Past, Phrase, Prefix, Word

BARE_VALUE = re.compile(r'[^\s"()]+')


def canonical(tree: Node) -> str:
    """Return the query's text, with no mark more than it needs; "" for everything."""
    if isinstance(tree, All):
        return " ".join(_part(part) for part in tree.parts)
    return _part(tree)


def _part(node: Node) -> str:
    if isinstance(node, Either):
        return " OR ".join(_operand(part) for part in node.parts)
    return _operand(node)


def _operand(node: Node) -> str:
    if isinstance(node, Not):
        return f"-{_operand(node.part)}"
    if isinstance(node, All | Either):
        return f"({canonical(node)})"
    return _leaf(node)


def _leaf(node: Node) -> str:
    match node:
        case Word(text):
            return text
        case Phrase(text):
            return f'"{text}"'
        case Prefix(text):
            return f"{text}*"
        case Near(text, distance):
            return f'"{text}"~{distance}'
        case Field(name, value):
            return f"{name}:{value}" if BARE_VALUE.fullmatch(value) else f'{name}:"{value}"'
        case Past(number, unit):
            return f"past:{number}{unit}"
        case Days(first, last):
            return _days(first, last)
    raise TypeError(node)


def _days(first: str, last: str) -> str:
    if first == last:
        return f"on:{first}"
    if first and last:
        return f"{first}..{last}"
    return f"after:{first}" if first else f"before:{last}"
