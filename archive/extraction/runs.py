"""Runs of capitalised words, and where in a run a name begins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from archive.extraction import tags
from archive.extraction.language import Lexicon
from archive.extraction.tokens import Tokens

NO_NAME: Final = (
    tags.PUNCTUATION
    | tags.QUOTE
    | tags.AUX
    | tags.MODAL
    | tags.PREP
    | tags.CONJ
    | tags.SUBORD
    | tags.OPENER
    | tags.WH
    | tags.DET
    | tags.PRONOUN
    | tags.NUMBER
)
_AGENTS: Final = ("ist", "year-old", "-born")
_OPENING: Final = frozenset("former then ex late presumptive fellow".split())
_ADVERB: Final = 8  # letters of a word in -ly that is no first name
PARTIES: Final = frozenset("republican democratic democrat conservative labour liberal gop".split())


class Run(NamedTuple):
    """A run of capitalised words that may be a name, in a paragraph's tokens."""

    first: int  # first capitalised word, titles included
    start: int  # where the name proper begins
    last: int  # exclusive

    def words(self, tokens: Tokens) -> list[str]:
        """The words of the name proper."""
        return [tokens.text[tokens.start[k] : tokens.end[k]] for k in range(self.start, self.last)]


def runs_of(tokens: Tokens, bounds: tuple[int, int], lexicon: Lexicon) -> Iterator[Run]:
    """Yield the runs of capitalised words, name particles between them included."""
    begin, last = bounds
    at = begin
    capitals = tokens.places(tags.CAPITAL, begin, last)
    for first in capitals:
        if first < at or tokens.tag[first] & NO_NAME:
            continue
        at = first + 1
        while at < last and _continues_name(tokens, at, last, lexicon):
            at += 1
        start = name_start(tokens, first, at, lexicon)
        if start < at and not (start == at - 1 and tokens.tag[start] & tags.CUE):
            yield Run(first, start, at)


def _continues_name(tokens: Tokens, at: int, last: int, lexicon: Lexicon) -> bool:
    tag = tokens.tag[at]
    if tag & tags.CAPITAL:
        # "in her book “Quiet Days” Example said": a name does not go on over a quotation mark
        quoted = (tag ^ tokens.tag[at - 1]) & tags.QUOTED
        return not quoted and not tag & (NO_NAME & ~tags.DET)
    if tokens.low[at] in lexicon.name_particles and at + 1 < last:
        if tag & tags.DET and tokens.low[at - 1] not in lexicon.name_particles:
            return False  # "Angaben der Polizei", but "Ada von der Muster"
        following = tokens.tag[at + 1]
        return bool(following & tags.CAPITAL) or tokens.low[at + 1] in lexicon.name_particles
    return False


def name_start(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> int:
    """Where in a capitalised run the name proper begins: after titles, peoples and parties."""
    start = first
    for at in range(first, last):
        if last - at < 3 and not tokens.tag[at] & tags.TITLE:
            continue
        low = tokens.low[at]
        if at == start and last - at > 3 and f"{low} {tokens.low[at + 1]}" in lexicon.governments:
            start = at + 2
            continue
        tag = tokens.tag[at]
        if tag & tags.TITLE or (
            last - at > 2
            and (tag & (tags.PERSON | tags.BODY) or (at == start and _qualifies(low, lexicon)))
        ):
            start = at + 1
    if start == first and last - start > 1 and is_common(tokens, start, lexicon):
        start += 1
    if lexicon.place_before_name and last - start == 3:
        return start + (not tokens.low[start + 1].endswith(lexicon.place_before_name))
    if (
        lexicon.title_endings
        and last - start > 2
        and tokens.low[start].endswith(lexicon.title_endings)
    ):
        return start + 1
    return start


def _qualifies(low: str, lexicon: Lexicon) -> bool:
    return low in lexicon.demonyms or low.strip(".") in PARTIES or low in lexicon.governments


def is_common(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """A common word before a name: "Novelist Example", "Interestingly Example", "Says Example"."""
    low = tokens.low[at]
    if low in lexicon.female_names or low in lexicon.male_names:
        return False
    if low in _OPENING or (low.endswith("ly") and len(low) >= _ADVERB):
        return True
    common = tags.PERSON | tags.ADVERB | tags.OPENER | tags.CUE
    return low.endswith(_AGENTS) or bool(tokens.tag[at] & common)
