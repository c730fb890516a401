"""Text → tree and repairs. Any text is a query; nothing here raises."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lark import Token, Transformer

from archive.query.dates import past
from archive.query.grammar import PARSER
from archive.query.letters import plain
from archive.query.repair import Mender, Repair
from archive.query.tree import (
    EVERYTHING,
    Days,
    Field,
    Near,
    Node,
    Phrase,
    Prefix,
    Word,
    all_of,
    any_of,
    negated,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 1000  # characters

# Every kind of double quotation mark counts as one; what no page can show, and what turns the
# direction of writing round, counts as a blank.
QUOTES = re.compile("[“”„‟«»]")
UNSPEAKABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    r"\ud800-\udfff\ufeff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text asks for, and what had to be mended to understand it."""

    text: str  # as typed, each unspeakable character a blank, ligatures as their letters
    tree: Node = EVERYTHING
    repairs: tuple[Repair, ...] = ()


def parse(typed: str) -> Parsed:
    """Return what `typed` asks for."""
    whole = plain(UNSPEAKABLE.sub(" ", typed))
    text = _short_enough(whole)
    mender = Mender(QUOTES.sub('"', text))
    if len(text) < len(whole.rstrip()):
        rest = Token("", whole[len(text) :], start_pos=len(text), end_pos=len(whole))
        mender.note("long", rest, undo="")
    tokens = mender.mend(PARSER.lex(mender.text))
    return Parsed(text, _tree(tokens), tuple(mender.repairs))


def _short_enough(text: str) -> str:
    """Cut after the last whole word that fits; one endless word is cut in the middle."""
    if len(text.rstrip()) <= LONGEST:
        return text.rstrip()
    cut = text[: LONGEST + 1].rpartition(" ")[0].rstrip()
    return cut or text[:LONGEST]


def _tree(tokens: Sequence[Token]) -> Node:
    parser = PARSER.parse_interactive()
    for token in tokens:
        parser.feed_token(token)
    return Build().transform(parser.feed_eof())  # type: ignore[no-untyped-call]


class Build(Transformer):
    """Grammar → nodes; the pieces have been read before, so that every one is good."""

    def start(self, parts: list[Node]) -> Node:
        """Return the whole query."""
        return parts[0] if parts else EVERYTHING

    def all(self, parts: list[Node]) -> Node:
        """Neighbours must all match."""
        return all_of(parts)

    def either(self, parts: list[Node | Token]) -> Node:
        """OR between them: one must match."""
        return any_of(part for part in parts if not isinstance(part, Token))

    def part(self, parts: list[Node]) -> Node:
        """Return the only part."""
        return parts[0]

    def without(self, parts: list[Node]) -> Node:
        """A dash in front."""
        return negated(parts[1])

    def group(self, parts: list[Node]) -> Node:
        """Brackets around."""
        return parts[1]

    def word(self, parts: list[Token]) -> Node:
        """Return a word."""
        return Word(str(parts[0]))

    def prefix(self, parts: list[Token]) -> Node:
        """Return the beginning of a word."""
        return Prefix(str(parts[0]))

    def phrase(self, parts: list[Token]) -> Node:
        """Return words in quotation marks."""
        return Phrase(str(parts[0]))

    def near(self, parts: list[Token]) -> Node:
        """Return words that stand near each other."""
        words, _, distance = str(parts[0]).rpartition("~")
        return Near(words, int(distance))

    def days(self, parts: list[Token]) -> Node:
        """Return days from … to …."""
        return Days(*str(parts[0]).split(".."))

    def field(self, parts: list[Token]) -> Node:
        """Return a field with its value; the last so many days have a node of their own."""
        name, _, value = str(parts[0]).partition(":")
        span = past(value) if name == "past" else None
        return span or Field(name, value)
