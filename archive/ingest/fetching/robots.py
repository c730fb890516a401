"""robots.txt (RFC 9309): what a server lets us ask for, and how often."""

from __future__ import annotations

import re
from dataclasses import dataclass

from protego import Protego

from archive.ingest.fetching.address import Address
from archive.ingest.fetching.status import said
from archive.ingest.fetching.terms import PRODUCT
from archive.ingest.fetching.unfetchable import Unfetchable

_AGENT = re.compile(
    r"^[^\S\n]*user(?:-|[^\S\n]*)agent[^\S\n]*:?[^\S\n]*([^\s#]*).*", re.IGNORECASE | re.MULTILINE
)
_TOKEN = re.compile(r"[a-z_-]*", re.IGNORECASE)  # of a product: RFC 9309, section 2.2.1
FORBIDDEN = "robots.txt forbids fetching it"


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one server; `why_not` forbids all of it."""

    parsed: Protego | None = None
    why_not: str = ""

    def check(self, address: Address) -> None:
        """Raise Unfetchable when the server does not want `address` to be fetched."""
        if self.why_not:
            raise Unfetchable(self.why_not)
        if self.parsed and not self.parsed.can_fetch(str(address), PRODUCT):
            raise Unfetchable(FORBIDDEN)

    @property
    def crawl_delay(self) -> float:
        """Seconds between two requests that the server asks for, or 0."""
        return (self.parsed and self.parsed.crawl_delay(PRODUCT)) or 0.0


def rules_of(status: int, body: bytes) -> Rules:
    """Read the answer to the request for robots.txt.

    Without one (status 4xx) all is allowed; a server that cannot say what it allows (5xx), or
    asks not to be asked now (429), allows nothing: RFC 9309, sections 2.3.1.3 and 2.3.1.4.
    """
    if 200 <= status < 300:
        text = body.decode("utf-8", "replace").removeprefix("\ufeff")
        return Rules(Protego.parse(_with_few_names(text)))
    if 400 <= status < 500 and status != 429:
        return Rules()
    return Rules(why_not=f"its robots.txt cannot be read: {said(status)}")


def _with_few_names(text: str) -> str:
    """Call every product but ours "other".

    Protego keeps each rule once for each name above it: half a megabyte of names, then of rules,
    would fill the memory.
    """
    lines = "\n".join(text.splitlines())
    return _AGENT.sub(lambda line: f"User-agent: {_name(line.group(1))}", lines)


def _name(written: str) -> str:
    token = _TOKEN.match(written)
    if token and token.group().lower() == PRODUCT.lower():
        return PRODUCT
    return "*" if written == "*" else "other"
