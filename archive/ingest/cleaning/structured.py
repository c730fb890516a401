"""JSON-LD of a page: what schema.org lets an article say of itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html

_LARGEST = 200_000  # characters of one block
_MOST_NODES = 5_000
_ARTICLE_TYPES = ("article", "newsarticle", "blogposting", "posting", "report")


@dataclass(frozen=True, slots=True)
class Structured:
    """The facts of one schema.org article; "" where it does not give one."""

    headline: str = ""
    published: str = ""
    modified: str = ""
    authors: str = ""
    publisher: str = ""
    language: str = ""
    url: str = ""


def structured_facts(tree: html.HtmlElement) -> Structured:
    """Read the first article described in a page's JSON-LD; broken blocks are passed over."""
    nodes = [node for block in _blocks(tree) for node in _nodes(block)]
    described = [node for node in nodes if _is_article(node)]
    dated = [node for node in described or nodes if node.get("datePublished")]
    node = next(iter(dated), None) or next(iter(described), None)
    if node is None:
        return Structured()
    return Structured(
        headline=_text(node.get("headline")),
        published=_text(node.get("datePublished")),
        modified=_text(node.get("dateModified")),
        authors=_names(node.get("author")),
        publisher=_names(node.get("publisher")),
        language=_text(node.get("inLanguage")),
        url=_text(node.get("url")) or _text(_id(node.get("mainEntityOfPage"))),
    )


def _blocks(tree: html.HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                yield json.loads((script.text or "")[:_LARGEST], strict=False)
            except (ValueError, RecursionError):
                continue


def _nodes(block: Any) -> Iterator[dict[str, Any]]:
    """Walk a block without recursion: pages nest it as deep as they like."""
    waiting, seen = [block], 0
    while waiting and seen < _MOST_NODES:
        seen += 1
        node = waiting.pop(0) if len(waiting) < 100 else waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.extend(value for value in node.values() if isinstance(value, dict | list))
        elif isinstance(node, list):
            waiting.extend(value for value in node if isinstance(value, dict | list))


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(n, str) and n.lower().endswith(_ARTICLE_TYPES) for n in names)


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), "")
    return value.strip() if isinstance(value, str) else ""


def _names(value: Any) -> str:
    items = value if isinstance(value, list) else [value]
    names = [_text(item.get("name")) if isinstance(item, dict) else _text(item) for item in items]
    return ", ".join(dict.fromkeys(name for name in names if name and "://" not in name))


def _id(value: Any) -> Any:
    return value.get("@id") if isinstance(value, dict) else value
