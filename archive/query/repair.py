"""What was typed → what the grammar takes, and what had to be mended for it.

Nothing is mended in silence: each repair says what part of the text it concerns, and offers the
whole text in which that part is searched as it stands (`undo`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.query.leaves import Bad, read, retyped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lark import Token

LEAVES = {"WORD", "PREFIX", "PHRASE", "NEAR", "FIELD", "DAYS"}
MOST_TERMS, MOST_DEPTH, MOST_REPAIRS = 40, 10, 20


@dataclass(frozen=True, slots=True)
class Repair:
    """Something that could not be taken as it was typed."""

    code: str  # what was wrong; archive.query.words says it
    part: str  # the piece of the text
    start: int  # its place in the text as typed
    end: int
    undo: str = ""  # the whole text with the piece searched as it stands; "" if it has no words
    better: tuple[tuple[str, str], ...] = ()  # (nearest known, the whole text with it)


@dataclass
class Mender:
    """One text's way from typed tokens to tokens that the grammar takes."""

    text: str
    repairs: list[Repair] = field(default_factory=list)
    kept: list[Token] = field(default_factory=list)
    open: list[int] = field(default_factory=list)  # places of LPAR in `kept`
    too_deep: int = 0
    terms: int = 0

    def mend(self, tokens: Iterable[Token]) -> list[Token]:
        """Return the tokens that the grammar takes."""
        pending = list(tokens)
        for index, token in enumerate(pending):
            following = pending[index + 1] if index + 1 < len(pending) else None
            if token.type == "BARE_FIELD":
                self._bare_field(token, pending, index)
            elif token.type in LEAVES and self.terms >= MOST_TERMS:
                self.note("terms", retyped(token, "", self.text[token.start_pos :]), undo="")
                break
            elif token.type in LEAVES:
                self._leaf(token)
            else:
                MARKS[token.type](self, token, following)
        self._finish()
        return self.kept

    def note(
        self, code: str, token: Token, *, undo: str | None = None, bad: Bad | None = None
    ) -> None:
        """Remember a repair; of those without words, one of a sort says enough."""
        start, end = token.start_pos or 0, token.end_pos or 0
        part = self.text[start:end]
        literal = self._literal(start, end) if undo is None else undo
        known = {(repair.code, "" if not repair.undo else repair.part) for repair in self.repairs}
        if (code, "" if not literal else part) in known or len(self.repairs) >= MOST_REPAIRS:
            return
        nearest = bad.nearest if bad else ()
        better = tuple((each, f"{self.text[:start]}{each}{self.text[end:]}") for each in nearest)
        self.repairs.append(Repair(code, part, start, end, literal, better))

    def _literal(self, start: int, end: int) -> str:
        words = self.text[start:end].replace('"', " ").strip()
        if not any(letter.isalnum() for letter in words):
            return ""
        return f'{self.text[:start]}"{words}"{self.text[end:]}'

    def _leaf(self, token: Token) -> None:
        found: Token | Bad | None = read(token)
        if isinstance(found, Bad):
            self.note(found.code, token, bad=found)
            found = found.instead
        if found is None:
            self._drop_dangling()
        else:
            self.terms += 1
            self.kept.append(found)

    def _bare_field(self, token: Token, pending: list[Token], index: int) -> None:
        """Join `speaker: Voss`, leave `speaker:` out; before another colon stands a word."""
        value = pending[index + 1] if index + 1 < len(pending) else None
        if value is None or value.type not in {"WORD", "PHRASE"}:
            empty = read(retyped(token, "FIELD", str(token)))
            is_field = isinstance(empty, Bad) and empty.code == "value"
            return self._leaf(retyped(token, "FIELD" if is_field else "WORD", str(token)))
        joined = retyped(token, "FIELD", f"{token}{value}")
        joined.end_pos = value.end_pos
        if isinstance(read(joined), Bad):
            return self._leaf(retyped(token, "WORD", str(token)))
        self.note("blank", joined)
        pending[index + 1] = joined
        return None

    def _quote(self, token: Token, following: Token | None) -> None:
        self.note("quote", token, undo=f'{self.text}"' if following else "")

    def _and(self, token: Token, following: Token | None) -> None:
        self._drop_dangling()
        self.note("and", token)

    def _or(self, token: Token, following: Token | None) -> None:
        if self.kept and self.kept[-1].type in LEAVES | {"RPAR"}:
            self.kept.append(token)
        else:
            self._drop_dangling()
            self.note("or", token)

    def _not(self, token: Token, following: Token | None) -> None:
        is_attached = following is not None and following.start_pos == token.end_pos
        if not is_attached or (self.kept and self.kept[-1].type == "NOT"):
            return self.note("dash", token)
        if len(token) > 1:
            self.note("dashes", token)
        self.kept.append(retyped(token, "NOT", "-"))
        return None

    def _not_word(self, token: Token, following: Token | None) -> None:
        self.note("not", token)
        if following is not None and (not self.kept or self.kept[-1].type != "NOT"):
            self.kept.append(retyped(token, "NOT", "-"))

    def _open(self, token: Token, following: Token | None) -> None:
        if len(self.open) >= MOST_DEPTH:
            self.too_deep += 1
            return self.note("deep", token)
        self.open.append(len(self.kept))
        self.kept.append(token)
        return None

    def _close(self, token: Token, following: Token | None) -> None:
        if self.too_deep:
            self.too_deep -= 1
            return
        if not self.open:
            return self.note("bracket", token)
        self._drop_dangling()
        place = self.open.pop()
        if self.kept[-1].type != "LPAR":
            self.kept.append(token)
            return
        self.note("empty", token)
        del self.kept[place:]
        self._drop_dangling()

    def _drop_dangling(self) -> None:
        while self.kept and self.kept[-1].type in {"OR", "NOT"}:
            dangling = self.kept.pop()
            self.note("or" if dangling.type == "OR" else "dash", dangling)

    def _finish(self) -> None:
        """Take out brackets that nothing closes, and what then has nothing behind it."""
        self._drop_dangling()
        if not self.open:
            return
        for place in self.open:
            self.note("bracket", self.kept[place])
        opened = set(self.open)
        kept = [token for place, token in enumerate(self.kept) if place not in opened]
        self.kept, self.open = [], []
        for token in kept:
            if token.type in LEAVES | {"RPAR", "LPAR"} or self._may_follow(token):
                self.kept.append(token)
        self._drop_dangling()

    def _may_follow(self, token: Token) -> bool:
        before = self.kept[-1].type if self.kept else ""
        return before in LEAVES | {"RPAR"} if token.type == "OR" else before != "NOT"


MARKS = {
    "QUOTE": Mender._quote,
    "AND": Mender._and,
    "OR": Mender._or,
    "NOT": Mender._not,
    "NOT_WORD": Mender._not_word,
    "LPAR": Mender._open,
    "RPAR": Mender._close,
}
