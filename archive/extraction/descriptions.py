"""Descriptions: whom "the harbour minister" or "the former mayor" means.

The titles that the article gives its people go first. Where none of them fits, the description
may be a new way to speak of the person spoken of last, if that person holds no other such title.
"""

from __future__ import annotations

from typing import Final

from archive.extraction import tags
from archive.extraction.salience import Somebody, Stage
from archive.extraction.titles import NEXT, Title, fit, is_plural, title_of
from archive.extraction.tokens import Tokens

_NOUN: Final = tags.TITLE | tags.PERSON
_CANDIDATES: Final = 200  # people looked at for a description
_FITS: Final = 0.72  # under which a title is only a kin of the description
_SAME: Final = 0.88  # from which the description says no more than the title
_ANOTHER: Final = 0.0  # what is left of a person who is known by another title
_SHOWN: Final = 7  # words of a description shown in full
_MARGIN: Final = 1.1  # by what factor one person must fit better than the next
_NEAR: Final = 0.3  # weight under which nobody is near enough to be meant
Found = tuple[Somebody | None, tuple[str, float]]
_NOBODY: Final[Found] = (None, ("described, not named", 0.95))


class Describer:
    """Finds the people whom descriptions mean."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.lexicon = stage.scene.lexicon

    def described(self, tokens: Tokens, sentence: int) -> Found:
        """Return who is described in a sentence (None: nobody known), the ground, how sure."""
        head, wanted = self._head(tokens), self.wanted(tokens)
        if head is None or wanted is None:
            return _NOBODY
        gender = self.stage.gender_of(tokens.low[head])
        fitting = self._fitting(wanted, gender)
        if fitting and fitting[0][1] >= _FITS:
            return self._best(fitting, _printed(tokens, wanted), sentence)
        if fitting or tokens.tag[head] & _NOUN:
            found = self._spoken_of(wanted, gender, sentence)
            if found[0] is not None:
                return found
        return self._best(fitting, _printed(tokens, wanted), sentence) if fitting else _NOBODY

    def wanted(self, tokens: Tokens) -> Title | None:
        """The description as a title; None for one of several or of nobody in particular."""
        if not len(tokens) or self.is_many(tokens) or not self._is_definite(tokens):
            return None
        return title_of(tokens, 0, len(tokens), self.lexicon)

    def is_many(self, tokens: Tokens) -> bool:
        """Does the phrase mean several people?"""
        head = self._head(tokens)
        return head is None or is_plural(tokens, head)

    def _head(self, tokens: Tokens) -> int | None:
        head = None
        for at in range(len(tokens)):
            tag = tokens.tag[at]
            if tag & (tags.RELATIVE | tags.COMMA) or (tag & tags.PREP and head is not None):
                break
            if not tag & (tags.DET | tags.POSSESSIVE | tags.PUNCTUATION | tags.PREP):
                head = at
        return head

    def _is_definite(self, tokens: Tokens) -> bool:
        if tokens.low[0] in self.lexicon.articles:
            return True
        bare = tokens.tag[0] & (tags.DET | tags.NUMBER | tags.POSSESSIVE)
        return not bare and bool(tokens.tag[0] & (tags.CAPITAL | _NOUN))

    def _fitting(self, wanted: Title, gender: str) -> list[tuple[Somebody, float]]:
        found = []
        for person in self.stage.scene.book.people[:_CANDIDATES]:
            if person.is_body or (gender and person.gender not in (gender, "")):
                continue
            worth = max((fit(wanted, held) for held in person.titles), default=0.0)
            if worth > 0:
                found.append((self.stage.somebody(person), worth))
        return sorted(found, key=lambda pair: -pair[1])

    def _best(self, fitting: list[tuple[Somebody, float]], about: str, sentence: int) -> Found:
        who, worth = fitting[0]
        if len(fitting) == 1:
            sure = 0.96 if worth >= _SAME else 0.85 if worth >= _FITS else 0.75
            return who, (f"the only {about} named in the article", sure)
        if worth >= _MARGIN * fitting[1][1]:
            return who, (f"the {about} whom it fits best", 0.96 if worth >= _FITS else 0.7)
        equal = {id(who.person): worth for who, worth in fitting if worth * _MARGIN > fitting[0][1]}
        ranked = self.stage.ranked(sentence, lambda w: equal.get(id(w.person), 0.0))
        if not ranked:
            return None, (f"more than one {about} is named", 0.8)
        lead = ranked[0][1] / ranked[1][1] if len(ranked) > 1 else 2.0
        return ranked[0][0], (f"the {about} spoken of last", 0.85 if lead > 1.5 else 0.65)

    def _spoken_of(self, wanted: Title, gender: str, sentence: int) -> Found:
        by_gender = self.stage.of_gender(gender)

        def weigh(who: Somebody) -> float:
            if who.person is None:
                return 1.2 if wanted.head in who.shown.casefold() else 0.0
            if any(_excludes(held, wanted) for held in who.person.titles):
                return 0.0
            titles = who.person.titles
            kin = wanted.when or not titles or any(fit(wanted, held) for held in titles)
            return by_gender(who) * (1.0 if kin else _ANOTHER)

        ranked = self.stage.ranked(sentence, weigh)
        if not ranked or ranked[0][1] < _NEAR:
            return _NOBODY
        lead = ranked[0][1] / ranked[1][1] if len(ranked) > 1 else 2.0
        person = ranked[0][0].person
        sure = 0.85 if lead > 1.5 and not (person and person.titles) else 0.65
        return ranked[0][0], ("the person spoken of last", sure)


def _printed(tokens: Tokens, title: Title) -> str:
    """The description without its article, for the sentence a page shows; not at length."""
    first = 1 if tokens.tag[0] & tags.DET and len(tokens) > 1 else 0
    if len(tokens) - first > _SHOWN:
        return title.head
    return " ".join(tokens.text[tokens.start[first] : tokens.end[-1]].split())


_SINGLE: Final = frozenset("president king queen mayor governor chancellor minister".split()) | {
    "prime minister",
    "spokesperson",
    "judge",
}


def _excludes(held: Title, wanted: Title) -> bool:
    """One who holds this title is not the one described: minister and spokesman are two people."""
    if held.when == NEXT or wanted.when or held.when:
        return held.head == wanted.head and held.when != wanted.when and held.when != NEXT
    if held.head == wanted.head:
        return True  # of another place or field, else it would have fitted
    return held.head in _SINGLE and wanted.head in _SINGLE
