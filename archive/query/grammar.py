"""The grammar of the query language, for Lark.

Between neighbours OR binds more tightly than the blank, as readers know it from other search
boxes: `arms treaty OR accord` asks for arms and for either of the two. So a filter written behind a
query always narrows the whole of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lark import Lark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lark import Token

GRAMMAR = r"""
    start: all?
    all: either+
    either: part (OR part)*
    part: NOT leaf -> without
        | leaf
    ?leaf: WORD -> word
         | PREFIX -> prefix
         | PHRASE -> phrase
         | NEAR -> near
         | FIELD -> field
         | DAYS -> days
         | LPAR all RPAR -> group

    // What stands in quotation marks is never an operator.
    NEAR.9: /"[^"]*"~[0-9]+/
    PHRASE.8: /"[^"]*"/
    QUOTE.7: /"/
    OR.6: /OR(?=[\s()"]|$)/
    AND.6: /AND(?=[\s()"]|$)/
    NOT_WORD.6: /NOT(?=[\s()"]|$)/
    NOT.6: /[-−–—]+/
    LPAR.6: /[(]/
    RPAR.6: /[)]/
    DAYS.5: /[0-9]{4}(-[0-9]{1,2}){0,2}\.\.([0-9]{4}(-[0-9]{1,2}){0,2})?(?=[\s()"]|$)/
          | /\.\.[0-9]{4}(-[0-9]{1,2}){0,2}(?=[\s()"]|$)/
    FIELD.4: /[^\W\d_]\w*:("[^"]*"|[^\s"()]+)/
    BARE_FIELD.3: /[^\W\d_]\w*:/
    PREFIX.2: /[^\s"()*]+[*]+(?=[\s()"]|$)/
    WORD.1: /[^\s"()]+/
    BLANK.0: /\s+/

    %ignore BLANK
"""


class Typed:
    """Lets the lexer know what people write and no rule has: archive.query.repair mends it."""

    always_accept = ("QUOTE", "AND", "NOT_WORD", "BARE_FIELD")

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        """Return the tokens as they are."""
        return stream


PARSER = Lark(GRAMMAR, parser="lalr", lexer="basic", postlex=Typed(), maybe_placeholders=False)
