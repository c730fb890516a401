"""Which fields of a record say what: our names, the usual other ones, and what `--map` tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

# The first field that is there and usable counts.
NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "content_text", "maintext", "articleBody"),
    "html": ("html", "content_html"),
    "title": ("title", "headline"),
    "url": ("url", "link", "canonical_url"),
    "outlet": ("outlet", "publisher", "site_name"),
    "byline": ("byline", "author", "authors"),
    "published_at": (
        "published_at", "published", "date_published", "datePublished", "pubDate", "date",
    ),
    "language": ("language", "lang", "inLanguage"),
    "source": ("source",),
    "id": ("id", "guid"),
}  # fmt: skip
_TIMES = (100_000_000, 10_000_000_000)  # seconds since 1970: from 1973 to 2286
_MILLISECONDS = 1000
_LONGEST_SHOWN = 8  # field names in a reason


class WrongMap(ValueError):
    """A `--map` that cannot be used; `str(error)` says why, and what may be written."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What `--map` says: our name of a field → theirs, which may be a path: `content.rendered`."""

    mapped: tuple[tuple[str, str], ...] = ()

    def names(self, target: str) -> tuple[str, ...]:
        """Give the names under which a fact may stand in a record."""
        given = dict(self.mapped)
        taken = set(given.values())
        if target in given:
            return (given[target],)
        return tuple(name for name in NAMES[target] if name not in taken)

    def of(self, record: Mapping[str, Any]) -> dict[str, str]:
        """Give the facts of a record by our names, as text; what is empty or unusable is left."""
        facts = {target: self._fact(record, target) for target in NAMES}
        return {target: value for target, value in facts.items() if value}

    def lack(self, record: Mapping[str, Any]) -> str:
        """Say that a record has no text, which fields it has, and what to do."""
        if any(name in record for name in self.names("text")):
            return "a record without a text: the field “text” is empty or no text"
        others = [name for name in record if isinstance(name, str) and name.isprintable()]
        has = ", ".join(name[:40] for name in others[:_LONGEST_SHOWN]) or "none"
        return (
            f"a record without a text: the field “text” is missing (fields: {has}); "
            "--map text=FIELD says where it stands"
        )

    def _fact(self, record: Mapping[str, Any], target: str) -> str:
        for name in self.names(target):
            value = _text(_found(record, name), target)
            if value.strip():
                return value
        return ""


def parse_map(words: str) -> Fields:
    """Read `title=headline,text=body`. Raises WrongMap, which names what may be written."""
    pairs: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in words.split(","))):
        target, equals, name = (piece.strip() for piece in part.partition("="))
        if target not in NAMES:
            raise WrongMap(f"--map {part}: {target!r} is no field; there are {', '.join(NAMES)}")
        if not equals or not name:
            raise WrongMap(f"--map {part}: write {target}=THE NAME IN YOUR FILE")
        if target in pairs:
            raise WrongMap(f"--map {part}: {target} is given twice")
        pairs[target] = name
    if not pairs:
        raise WrongMap("--map is empty; write title=headline,text=body")
    return Fields(tuple(pairs.items()))


def _found(record: Mapping[str, Any], name: str) -> Any:
    """Look a field up by its name, else by its path."""
    if name in record:
        return record[name]
    value: Any = record
    for step in name.split("."):
        if not isinstance(value, Mapping) or step not in value:
            return None
        value = value[step]
    return value


def _text(value: Any, target: str) -> str:
    if isinstance(value, str):
        return value
    if target in ("text", "html", "title", "url"):
        return ""
    if isinstance(value, Mapping):
        name = value.get("name")
        return name if isinstance(name, str) else ""
    if isinstance(value, list):
        return ", ".join(filter(None, (_text(one, target) for one in value[:20])))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _moment(value) if target == "published_at" else str(value)[:100]
    return ""


def _moment(number: float) -> str:
    """Read seconds or milliseconds since 1970 as a date; "" for any other number."""
    for seconds in (number, number / _MILLISECONDS):
        if _TIMES[0] <= seconds < _TIMES[1]:
            return datetime.fromtimestamp(seconds, UTC).isoformat()
    return ""
