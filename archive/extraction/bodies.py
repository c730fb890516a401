"""The bodies and places an article names: ministries, unions, courts, seats of government."""

from __future__ import annotations

import re
from typing import Final

from archive.extraction import tags
from archive.extraction.language import Lexicon
from archive.extraction.runs import Run
from archive.extraction.tokens import Tokens

_OF: Final = frozenset(("of", "for", "and", "the", "on"))
APOSTROPHES: Final = frozenset(("'", "’", "'s", "’s"))
_LONGEST: Final = 9  # tokens of a body's name
_KEPT: Final = 40  # bodies kept of one kind
_LOOK: Final = 30_000  # characters of the article searched for the country of a capital


class BodyBook:
    """The bodies an article names, by the noun that says what they are."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.places: set[str] = set()  # lower-case words that stand after "in"
        self._by_head: dict[str, list[tuple[int, str]]] = {}  # offset and name, in order
        self._by_word: dict[str, str] = {}  # first or last words → fullest name
        self._end = 0

    def take(self, tokens: Tokens, run: Run) -> None:
        """Take up the body or place that a run of capitalised words names, if it does."""
        if run.first and tokens.low[run.first - 1] in self.lexicon.place_prepositions:
            self.places.add(" ".join(tokens.low[run.first : run.last]))
        if tokens.start[run.first] < self._end:
            return  # the end of a longer name: "Ministry of Health"
        nouns = [k for k in range(run.first, run.last) if tokens.tag[k] & tags.BODY]
        if not nouns or any(tokens.tag[k] & tags.TITLE for k in range(nouns[-1], run.last)):
            return
        first, last = _whole_name(tokens, run)
        self._end = tokens.end[last - 1]
        if last - first > 1:
            name = " ".join(tokens.text[tokens.start[first] : tokens.end[last - 1]].split())
            self._keep(name, tokens.low[nouns[-1]], tokens.start[first])

    def _keep(self, name: str, head: str, at: int) -> None:
        low = name.casefold()
        known = self._by_word.get(low)
        named = self._by_head.setdefault(head, [])
        if known is None:
            known = self._joined(name, named)
            self._by_word[low] = known
        if len(named) < _KEPT:
            named.append((at, known))

    def _joined(self, name: str, named: list[tuple[int, str]]) -> str:
        """The fuller of two names of one body: "Supreme Court" and "Supreme Court of Norland"."""
        low = name.casefold()
        for place, (at, other) in enumerate(named):
            theirs = other.casefold()
            if _is_part(low, theirs):
                return other
            if _is_part(theirs, low):
                named[place] = (at, name)
                self._by_word[theirs] = name
        return name

    def full(self, name: str) -> str:
        """The fullest name of a body called `name`; `name` itself where there is none."""
        low = name.casefold()
        known = self._by_word.get(low)
        if known is None:
            named = self._by_head.get(low.rsplit(" ", 1)[-1], ())
            known = next((other for _, other in named if _is_part(low, other.casefold())), name)
        return known

    def of_kind(self, head: str, before: int) -> tuple[str, float] | None:
        """The body that "the union" means at an offset, and how sure that is; None: no body."""
        named = self._by_head.get(head, [])
        names = dict.fromkeys(self.full(name) for _, name in named)
        if len(names) == 1:
            return next(iter(names)), 0.95
        last = next((name for at, name in reversed(named) if at < before), None)
        return (self.full(last), 0.7) if last else None

    def government_of(self, place: str) -> str | None:
        """The government that sits in `place`, where the article says so."""
        name = re.escape(place)
        look = self.text[:_LOOK]
        found = re.search(rf"\b{name}, the (?:\w+ )?capital of (?:the )?([A-Z]\w+)", look)
        if found is not None:
            return f"Government of {found.group(1)}"
        found = re.search(rf"\b([A-Z]\w+) capital,? (?:of )?{name}\b", look)
        country = self.country_of(found.group(1)) if found else None
        return f"Government of {country}" if country else None

    def country_of(self, adjective: str) -> str | None:
        """ "Norlandian" → "Norland": by the word list, else by a name in the article."""
        known = self.lexicon.demonyms.get(adjective.casefold())
        if known is not None:
            return known
        stem = _PEOPLE.sub("", adjective)
        if stem == adjective or len(stem) < 3:
            return None
        for found in re.finditer(rf"\b{re.escape(stem)}[a-z]{{0,3}}\b", self.text[:_LOOK]):
            if not _PEOPLE.search(found.group()):
                return found.group()
        return None


_PEOPLE: Final = re.compile(r"(?:ian|ean|an|ish|ese)s?$")


def _is_part(shorter: str, longer: str) -> bool:
    return shorter != longer and (
        longer.startswith(shorter + " of ") or longer.endswith(" " + shorter)
    )


def _whole_name(tokens: Tokens, run: Run) -> tuple[int, int]:
    """Extend a run over "Workers’ Union" to its left and "of Norland" to its right."""
    first, last = run.first, run.last
    while (
        first > 1
        and tokens.low[first - 1] in APOSTROPHES
        and tokens.tag[first - 2] & tags.CAPITAL
        and run.last - first < _LONGEST
    ):
        first -= 2
        while first > 0 and tokens.tag[first - 1] & tags.CAPITAL and _is_part_word(tokens, first):
            first -= 1
    while last + 1 < len(tokens) and last - first < _LONGEST and tokens.low[last] in _OF:
        step = 2 if tokens.low[last + 1] == "the" and last + 2 < len(tokens) else 1
        following = tokens.tag[last + step]
        if tokens.low[last] in ("and", "the") or following & tags.TIME:
            break
        if not following & tags.CAPITAL:
            break
        last += step + 1
        while last < len(tokens) and tokens.tag[last] & tags.CAPITAL and last - first < _LONGEST:
            last += 1
    return first, last


def _is_part_word(tokens: Tokens, first: int) -> bool:
    return not tokens.tag[first - 1] & (tags.DET | tags.PRONOUN | tags.PREP | tags.CONJ)
