"""The people an article names: full names, titles they stand with, gender as far as known.

A person is a run of two capitalised words or more, or one after a personal title ("Ms. Example").
Names made only of lower-case letters, such as a content system's user names, never become people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from archive.extraction import tags
from archive.extraction.language import Lexicon
from archive.extraction.tokens import Tokens

_LONGEST_NAME: Final = 6  # words
_NAMESAKES: Final = 20  # people of one last name looked at
_NO_NAME: Final = (
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


@dataclass(slots=True)
class Person:
    """Somebody named in the article."""

    name: str  # the fullest form, without titles
    first_seen: int  # offset
    roles: set[str] = field(default_factory=set)  # lower-case words before or after the name
    gender: str = ""  # "f", "m", or unknown
    mentions: int = 1

    @property
    def last_name(self) -> str:
        return self.name.rsplit(" ", 1)[-1].casefold()

    @property
    def given_name(self) -> str:
        return self.name.split(" ", 1)[0].casefold()


class NameBook:
    """All persons of one article, by last name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.people: list[Person] = []
        self.by_last_name: dict[str, list[Person]] = {}
        self._by_name: dict[str, Person] = {}

    def read(self, tokens: Tokens) -> None:
        """Collect the names of one paragraph."""
        for first, last in _capital_runs(tokens, self.lexicon):
            self._take(tokens, first, last)

    def _take(self, tokens: Tokens, first: int, last: int) -> None:
        start = name_start(tokens, first, last, self.lexicon)
        words = [tokens.text[tokens.start[k] : tokens.end[k]] for k in range(start, last)]
        roles = _roles_before(tokens, start, first) | _roles_after(tokens, last)
        titled = start > first and bool(tokens.tag[start - 1] & tags.TITLE)
        if not 1 <= len(words) <= _LONGEST_NAME or (len(words) == 1 and not titled):
            return
        if _is_shouted(words) or self._is_no_person(tokens, start, last):
            return
        self._add(" ".join(words), roles, tokens.start[start])

    def _is_no_person(self, tokens: Tokens, start: int, last: int) -> bool:
        """A place, a body or a text with a capitalised name."""
        no_person = tags.BODY | tags.DOCUMENT | tags.TIME
        if any(tokens.tag[k] & no_person for k in range(start, last)):
            return True
        low = " ".join(tokens.low[start:last])
        return low in self.lexicon.governments or tokens.low[start] in _PLACE_OPENERS

    def _add(self, name: str, roles: set[str], at: int) -> None:
        person = self._by_name.get(name.casefold())
        if person is None:
            last_name = name.rsplit(" ", 1)[-1].casefold()
            namesakes = self.by_last_name.setdefault(last_name, [])
            near = namesakes[:_NAMESAKES]
            person = next((p for p in near if same_person(p.name, name)), None)
            if person is None:
                person = Person(name, at)
                self.people.append(person)
                namesakes.append(person)
            elif len(name) > len(person.name):
                person.name = name
            self._by_name[name.casefold()] = person
        person.mentions += 1
        person.roles |= roles
        person.gender = person.gender or self.gender_of(person)

    def gender_of(self, person: Person) -> str:
        """Tell "f" or "m" by title, then by given name; "" when neither tells."""
        lexicon = self.lexicon
        for word in person.roles:
            if word in lexicon.female_words:
                return "f"
            if word in lexicon.male_words and word not in ("host", "chairman", "spokesman"):
                return "m"
        given = person.given_name
        if given in lexicon.female_names:
            return "f"
        return "m" if given in lexicon.male_names else ""


_PLACE_OPENERS: Final = frozenset("new north south east west saint fort mount lake united".split())


def _is_shouted(words: list[str]) -> bool:
    """A dateline or an acronym rather than a name: "WASHINGTON", "WHITE HOUSE"."""
    return all(word.isupper() and len(word) > 1 and "." not in word for word in words)


def same_person(one: str, other: str) -> bool:
    """Do two names with one last name go together ("Ada Example", "A. Example", "Example")?"""
    a, b = one.casefold().split(), other.casefold().split()
    if len(a) == 1 or len(b) == 1:
        return True
    if a[0] == b[0]:
        return True
    return a[0][0] == b[0][0] and (len(a[0].strip(".")) == 1 or len(b[0].strip(".")) == 1)


def _capital_runs(tokens: Tokens, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, name particles between them included."""
    at, last = 0, len(tokens)
    while at < last:
        if not _starts_name(tokens, at):
            at += 1
            continue
        first = at
        at += 1
        while at < last and _continues_name(tokens, at, last, lexicon):
            at += 1
        yield first, at


def _starts_name(tokens: Tokens, at: int) -> bool:
    tag = tokens.tag[at]
    if tag & tags.TITLE and not tag & tags.CAPITAL:
        return False
    return bool(tag & tags.CAPITAL) and not tag & _NO_NAME


def _continues_name(tokens: Tokens, at: int, last: int, lexicon: Lexicon) -> bool:
    tag = tokens.tag[at]
    if tag & tags.CAPITAL:
        return not tag & (_NO_NAME & ~tags.DET)
    if tokens.low[at] in lexicon.name_particles and at + 1 < last:
        following = tokens.tag[at + 1]
        return bool(following & tags.CAPITAL) or tokens.low[at + 1] in lexicon.name_particles
    return False


def name_start(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> int:
    """Where in a capitalised run the name proper begins: after titles, peoples and parties."""
    start = first
    for at in range(first, last):
        if (
            at == start
            and " ".join(tokens.low[at : at + 2]) in lexicon.governments
            and last - at > 3
        ):
            start = at + 2
            continue
        low = tokens.low[at]
        plain = low.strip(".")
        qualifier = low in lexicon.demonyms or plain in _PARTIES or low in lexicon.governments
        if (
            tokens.tag[at] & tags.TITLE
            or (qualifier and at == start and last - at > 2)
            or (tokens.tag[at] & (tags.PERSON | tags.BODY) and last - at > 2)
        ):
            start = at + 1
    return start


_PARTIES: Final = frozenset(
    "republican democratic democrat conservative labour liberal gop".split()
)


def _roles_before(tokens: Tokens, start: int, first: int) -> set[str]:
    """The words of title and office before a name: "Kremlin spokesman", "Russian President"."""
    roles: set[str] = set()
    at = start - 1
    while at >= max(0, start - 6):
        tag = tokens.tag[at]
        if not (tag & (tags.TITLE | tags.CAPITAL | tags.PERSON | tags.BODY | tags.WORD)):
            break
        if tag & (tags.PREP | tags.CONJ | tags.AUX | tags.DET) or (
            at < first and not roles and not tag & (tags.TITLE | tags.PERSON)
        ):
            break
        roles.add(tokens.low[at].strip("."))
        at -= 1
    return roles


def _roles_after(tokens: Tokens, last: int) -> set[str]:
    """The words of an apposition: "Ada Example, the finance minister,"."""
    if last + 1 >= len(tokens) or not tokens.tag[last] & tags.COMMA:
        return set()
    roles: set[str] = set()
    titled = False
    for at in range(last + 1, min(len(tokens), last + 8)):
        tag = tokens.tag[at]
        if tag & (
            tags.PUNCTUATION | tags.AUX | tags.RELATIVE | tags.CONJ | tags.PRONOUN & ~tags.DET
        ):
            break
        titled = titled or bool(tag & (tags.TITLE | tags.PERSON))
        if not tag & (tags.DET | tags.PREP | tags.POSSESSIVE):
            roles.add(tokens.low[at].strip("."))
    return roles if titled else set()
