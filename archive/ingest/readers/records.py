"""Records with fields (JSON, CSV, entries of feeds) to pages, each with a key that stays."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from archive.ingest.page import Page, Refused
from archive.ingest.readers.offered import Offered, shown

MEDIA_TYPE = "application/json"
_KEYS = ("source", "id")


class Names:
    """Which of the names in a file's records are names of one record each.

    A field `source` may hold the name of the record, or of the outlet, which many records share;
    only who has seen the whole file knows. Keeps two numbers a name.
    """

    def __init__(self) -> None:
        self._bearers: dict[int, int] = {}
        self._shared: set[int] = set()

    def learn(self, facts: Mapping[str, str]) -> None:
        """Take notice of a record's names; the same record again shares nothing."""
        record = hash((facts.get("url"), facts.get("title")))
        for key in _KEYS:
            if key in facts:
                name = hash((key, facts[key].strip()))
                if self._bearers.setdefault(name, record) != record:
                    self._shared.add(name)

    def own(self, facts: Mapping[str, str], key: str) -> str | None:
        """Give the record's name of that kind, if no other record has it and it can be shown."""
        name = facts.get(key, "").strip()
        if not name or not name.isprintable() or hash((key, name)) in self._shared:
            return None
        return shown(name)


def record_page(
    record: Mapping[str, Any], offered: Offered, part: str, names: Names
) -> Page | Refused:
    """Make the page of a record; `part` says where it stands in the file (":12").

    Its key is its `source` or `id`, else the hash of what it says, and never its number: a record
    put on top must not turn every other one into its neighbour.
    """
    fields = offered.reading.fields
    facts = fields.of(record)
    if not facts.get("text") and not facts.get("html"):
        return offered.refused(fields.lack(record), part)
    source, number = names.own(facts, "source"), names.own(facts, "id")
    body = body_of(facts)
    key = source or number or "sha256:" + hashlib.sha256(body).hexdigest()
    return Page(source or offered.source + part, offered.keyed(key), body, MEDIA_TYPE)


def body_of(facts: Mapping[str, str]) -> bytes:
    """Write a record's facts as the JSON object that cleaning reads."""
    return json.dumps(dict(facts), ensure_ascii=False).encode("utf-8", "replace")
