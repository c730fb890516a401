"""Mentions by name: "President Example", "Example", "Ada Example"."""

from __future__ import annotations

from typing import Final, NamedTuple

from archive.extraction import tags
from archive.extraction.names import Person
from archive.extraction.runs import NO_NAME, name_start
from archive.extraction.salience import Somebody, Stage
from archive.extraction.tokens import Tokens


class Resolved(NamedTuple):
    """Who a mention is, whether that is a body, on what ground, and how sure (0 to 1)."""

    speaker: str | None
    is_body: bool
    ground: str
    certainty: float


class Namer:
    """Finds the people whom names mean."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.book = stage.scene.book
        self.lexicon = stage.scene.lexicon

    def named(self, tokens: Tokens) -> tuple[Somebody, Resolved] | None:
        """The name that the phrase ends in (or that stands before "of …", "'s …")."""
        run = self._known_at_end(tokens) or _last_run(tokens)
        if run is None:
            return None
        start = name_start(tokens, *run, self.lexicon)
        words = _words(tokens, start, run[1])
        if not words or (len(words) == 1 and tokens.tag[start] & tags.CUE):
            return None
        people = self.book.called(" ".join(words))
        if not people:
            titled = start > run[0] and bool(tokens.tag[start - 1] & tags.TITLE)
            return self._as_printed(words, titled)
        if len(people) == 1:
            person = people[0]
            title = tokens.low[start - 1].strip(".") if start > run[0] else ""
            if self._is_another(person, title):
                shown = " ".join(_words(tokens, start - 1, run[1]))
                ground = f"of the same last name as {person.name}, who is another"
                return Somebody(None, (shown, False), shown, self.stage.gender_of(title)), (
                    Resolved(shown, False, ground, 0.7)
                )
            ground, sure = _how_named(person, words)
            return self.stage.somebody(person), Resolved(person.name, person.is_body, ground, sure)
        title = tokens.low[start - 1].strip(".") if start else ""
        return self._one_of(people, title)

    def _is_another(self, person: Person, title: str) -> bool:
        """ "Mr Example" in an article about Ada Example, a woman."""
        gender = self.stage.gender_of(title) if title in _PERSONAL else ""
        return bool(gender and person.gender) and gender != person.gender

    def _known_at_end(self, tokens: Tokens) -> tuple[int, int] | None:
        """ "the secretary of state Ada Example": a known full name, though after "of"."""
        last = first = len(tokens)
        while (
            first and tokens.tag[first - 1] & tags.CAPITAL and not tokens.tag[first - 1] & NO_NAME
        ):
            first -= 1
        if last - first < 2 or not first or tokens.tag[first - 1] & _NOT_BEFORE:
            return None
        start = name_start(tokens, first, last, self.lexicon)
        known = last - start > 1 and self.book.called(" ".join(_words(tokens, start, last)))
        return (first, last) if known else None

    def _as_printed(self, words: list[str], titled: bool) -> tuple[Somebody, Resolved] | None:
        """ "President Example": a name that stands nowhere else."""
        if not titled:
            return None
        name = " ".join(words)
        who = Somebody(None, (name, False), name, "")
        return who, Resolved(name, False, "named so in the article", 0.9)

    def _one_of(self, people: list[Person], title: str) -> tuple[Somebody, Resolved]:
        """One of several people of one last name."""
        gender = self.stage.gender_of(title)
        fitting = [p for p in people if gender and p.gender == gender]
        if len(fitting) == 1:
            ground = f"the one called {title} of that name"
            return self.stage.somebody(fitting[0]), Resolved(fitting[0].name, False, ground, 0.93)
        fitting = [p for p in people if any(held.head == title for held in p.titles)]
        if len(fitting) == 1:
            ground = f"the {title} of that name"
            return self.stage.somebody(fitting[0]), Resolved(fitting[0].name, False, ground, 0.93)
        chosen = next((w for w in self.stage.names() if w.person in people), None)
        who = chosen or self.stage.somebody(people[0])
        names = " and ".join(p.name for p in people[:3])
        ground = f"{names} share this last name; taken the last to be named"
        return who, Resolved(who.shown, False, ground, 0.55)


_PERSONAL: Final = frozenset("mr mrs ms miss".split())
_NOT_BEFORE: Final = tags.PREP | tags.DET | tags.POSSESSIVE | tags.CONJ


def _words(tokens: Tokens, first: int, last: int) -> list[str]:
    return [tokens.text[tokens.start[k] : tokens.end[k]] for k in range(first, last)]


def _how_named(person: Person, words: list[str]) -> tuple[str, float]:
    if len(words) > 1:
        return "named in full", 1.0
    if person.last_name == words[0].casefold():
        return "the only person with this last name", 0.98
    return "the only person with this first name", 0.9


_NO_START: Final = NO_NAME | tags.POSSESSIVE
_NOUN: Final = tags.WORD | tags.SPEAKER_NOUN


def _last_run(tokens: Tokens) -> tuple[int, int] | None:
    """The last run of capitalised words before any "of", "for" or possessive."""
    run = None
    at, last = 0, len(tokens)
    while at < last:
        if tokens.tag[at] & tags.PREP or (tokens.tag[at] & tags.COMMA and run):
            break
        if tokens.tag[at] & tags.CAPITAL and not tokens.tag[at] & _NO_START:
            first = at
            while at < last and tokens.tag[at] & tags.CAPITAL and not tokens.tag[at] & NO_NAME:
                at += 1
            run = (first, at)
        elif tokens.tag[at] & tags.POSSESSIVE or (run and tokens.tag[at] & _NOUN):
            run = None  # "Example's mother", "the Example campaign"
            at += 1
        else:
            at += 1
    return run
