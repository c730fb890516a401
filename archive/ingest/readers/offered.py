"""What a reader is told of the bytes it is given, and what it makes of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Protocol

from archive.ingest.page import Page, Refused
from archive.ingest.readers.fields import Fields

_LONGEST_NAME = 500  # characters


@dataclass(frozen=True, slots=True)
class Reading:
    """What stays the same for everything that one run reads.

    `passed` counts what a container holds besides articles, and nobody needs to mend: pictures,
    redirects, pages not found.
    """

    fields: Fields = field(default_factory=Fields)
    passed: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Offered:
    """Where bytes stand: the name shown, the place as a URI, the name that tells their kind."""

    source: str
    origin: str
    name: str = ""
    packed: int = 0  # how many containers are round it
    reading: Reading = field(default_factory=Reading)

    def within(self, member: str) -> Offered:
        """Give the place of a file inside this container."""
        joint = "/" if "#" in self.origin else "#"
        return replace(
            self,
            source=f"{self.source}/{member}",
            origin=f"{self.origin}{joint}{member}",
            name=member.rpartition("/")[2],
            packed=self.packed + 1,
        )

    def unpacked(self, name: str) -> Offered:
        """Give the place of the one file packed in this: it keeps its name as shown."""
        return replace(self, name=name, packed=self.packed + 1)

    def keyed(self, key: str) -> str:
        """Give the place of a record in this file; the key has to stay when records move."""
        return f"{self.origin}{'/' if '#' in self.origin else '#'}{key}"

    def refused(self, reason: str, part: str = "") -> Refused:
        """Refuse this, or the part of it that `part` names (":12", "@4711")."""
        return Refused(self.source + part, reason, self.origin)

    def page(self, body: bytes, media_type: str | None = None) -> Page:
        """Give all of this as one page."""
        return Page(self.source, self.origin, body, media_type)


class Reader(Protocol):
    """Bytes to pages. The file can be read from its beginning again by seek(0).

    Raises OSError, EOFError and zlib.error where the bytes cannot be had; what has been given
    until then is whole.
    """

    def __call__(self, file: BinaryIO, offered: Offered) -> Iterator[Page | Refused]: ...


def shown(text: str) -> str:
    """Give a name as one line of valid text: control characters and broken bytes are escaped."""
    valid = text.encode("utf-8", "backslashreplace").decode("utf-8")
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in valid)
    return line if len(line) <= _LONGEST_NAME else line[:_LONGEST_NAME] + "…"
