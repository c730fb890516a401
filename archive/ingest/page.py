"""What comes in: a page of bytes, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of one article as found, before anything is read into them."""

    source: str  # the name as shown and dumped: path relative to the folder given, or file name
    origin: str  # the absolute location: a file URI or an address
    body: bytes
    media_type: str | None = None  # what a reader knows of the kind; None: the content decides
    address: str | None = None  # where on the web it was served, as a record or a server says
    charset: str | None = None  # as the server's header said it


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that was offered and could not become an article, with the reason in one line."""

    source: str
    reason: str
    origin: str = ""  # the file it stands in, as a URI


class Refusal(Exception):
    """A page that cannot become an article. `str(error)` is one clear line for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
