"""A .json file: one article, an array of them, or an object that holds such an array."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

import ijson

from archive.ingest.page import Page, Refused
from archive.ingest.readers.fields import Fields
from archive.ingest.readers.limits import LARGEST_RECORD, MEGABYTE
from archive.ingest.readers.offered import Offered
from archive.ingest.readers.records import Names, record_page

_DEEPEST = 3  # arrays and objects round the articles
_DEEPEST_NESTING = 500
_MARK = b"\xef\xbb\xbf"
_BROKEN = (ijson.JSONError, ValueError, RecursionError)  # ValueError: a number of 5,000 digits
_CUT = (OSError, EOFError, zlib.error)


def read_json(file: BinaryIO, offered: Offered) -> Iterator[Page | Refused]:
    """Give each record as a page, one in memory at a time.

    The file is read three times: to see where the articles are, which names are shared, and what
    they say. Where it breaks, what stood before is kept and the place is named by the record.
    """
    try:
        where = _place_of_articles(file, offered.reading.fields)
    except _TooDeep:
        reason = f"JSON with more than {_DEEPEST_NESTING} objects or arrays inside each other"
        yield offered.refused(reason)
        return
    if where is None:
        yield offered.refused("no JSON with an article in it: no object has a text")
        return
    names = _names(file, where, offered)
    number = 0
    try:
        for number, record in enumerate(_records(file, where), 1):
            part = f":{number}" if where or number > 1 else ""
            yield record_page(record, offered, part, names)
    except _TooLarge:
        reason = f"a record of more than {LARGEST_RECORD // MEGABYTE} MB; what follows is lost"
        yield offered.refused(reason, f":{number + 1}")
    except _BROKEN:
        yield offered.refused("broken JSON here; what follows is lost", f":{number + 1}")


class _TooDeep(Exception):
    """Objects in objects without end."""


class _TooLarge(Exception):
    """A record that would not fit into memory."""


class _Metered:
    """A file that stops giving when one record takes too much of it."""

    def __init__(self, file: BinaryIO) -> None:
        file.seek(0)
        if file.read(len(_MARK)) != _MARK:
            file.seek(0)
        self._file = file
        self.taken = 0  # bytes since the last record

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.taken += len(data)
        if self.taken > LARGEST_RECORD:
            raise _TooLarge
        return data


def _records(file: BinaryIO, where: str) -> Iterator[dict[str, Any]]:
    metered = _Metered(file)
    for record in ijson.items(metered, where, multiple_values=True):
        metered.taken = 0
        if isinstance(record, dict):
            yield record


def _names(file: BinaryIO, where: str, offered: Offered) -> Names:
    names = Names()
    try:
        for record in _records(file, where):
            names.learn(offered.reading.fields.of(record))
    except (_TooLarge, *_BROKEN, *_CUT):
        pass  # the next reading will come here, too, and say so
    return names


def _place_of_articles(file: BinaryIO, fields: Fields) -> str | None:
    """Find the outermost objects with a text; of several arrays, the one with the most of it.

    Raises _TooDeep, since the parser takes for ever where objects stand in each other endlessly.
    """
    wanted = {name for key in ("text", "html") for name in fields.names(key)}
    found: Counter[str] = Counter()
    try:
        for place, name, value in _strings(_Metered(file)):
            here, name = _parted(f"{place}.{name}".lstrip("."), wanted)
            if name and value.strip():
                found[here] += len(value)
    except (_TooLarge, *_BROKEN, *_CUT):
        pass  # what stands before may be read
    return min(found, key=lambda place: (_depth(place), -found[place])) if found else None


def _strings(metered: _Metered) -> Iterator[tuple[str, str, str]]:
    """Give the texts in objects: the place of the object, the key, the text."""
    places: list[str] = [""]  # of the containers around, the place being that of their values
    for event, value in ijson.basic_parse(metered, multiple_values=True):
        metered.taken = 0
        if event == "map_key":
            places[-1] = value
        elif event in ("start_map", "start_array"):
            if len(places) > _DEEPEST_NESTING:
                raise _TooDeep
            places.append("item" if event == "start_array" else "")
        elif event in ("end_map", "end_array"):
            places.pop()
        elif event == "string" and len(places) <= _DEEPEST + 3:
            yield ".".join(filter(None, places[:-1])), places[-1], value


def _parted(path: str, wanted: set[str]) -> tuple[str, str]:
    """Part the path of a text into the place of a record and a name of its text, "" for others."""
    for name in wanted:
        place = path.removesuffix(name).rstrip(".")
        outermost = not place or place.rpartition(".")[2] == "item"
        if path in (name, f"{place}.{name}") and outermost and _depth(place) <= _DEEPEST:
            return place, name
    return "", ""


def _depth(place: str) -> int:
    return place.count(".") + 1 if place else 0
