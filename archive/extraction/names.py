"""The people an article names: full names and the titles they stand with.

A person is a run of two capitalised words or more, or one after a personal title ("Ms. Example").
Names made only of lower-case letters, such as a content system's user names, never become people.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from archive.extraction import tags
from archive.extraction.holders import titles_beside
from archive.extraction.language import Lexicon
from archive.extraction.runs import PARTIES, Run
from archive.extraction.titles import Title
from archive.extraction.tokens import Tokens

_LONGEST_NAME: Final = 6  # words
_NAMESAKES: Final = 20  # people of one last name looked at
_TITLES: Final = 12  # titles kept of one person
_CALLED: Final = 2.0  # weight of "Ms" before the last name alone
_NEUTER: Final = 0.8  # weight of "its" and "it" that makes a name a body's


@dataclass(slots=True, eq=False)
class Person:
    """Somebody named in the article."""

    name: str  # the fullest form, without titles
    first_seen: int  # offset
    titles: list[Title] = field(default_factory=list)
    gender: str = ""  # "f", "m", or unknown
    called: str = ""  # "f" or "m" where a title says so: Ms, spokeswoman
    votes: dict[str, float] = field(default_factory=dict)  # gender → weight of the evidence
    is_place: bool = False  # stands after "in" and is never spoken of as a person
    mentions: int = 1

    @property
    def last_name(self) -> str:
        return self.name.rsplit(" ", 1)[-1].casefold()

    @property
    def is_body(self) -> bool:
        """Named like a person, but a place or spoken of as "it": a company, for example."""
        if self.is_place:
            return True
        return self.votes.get("n", 0.0) >= _NEUTER and not (
            self.called or self.titles or self.gender
        )

    @property
    def given_name(self) -> str:
        return self.name.split(" ", 1)[0].casefold()


class NameBook:
    """All persons of one article, by last name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.people: list[Person] = []
        self.by_last_name: dict[str, list[Person]] = {}
        self.by_given_name: dict[str, list[Person]] = {}
        self._by_name: dict[str, Person] = {}
        self._by_stem: dict[str, list[Person]] = {}  # of last names, where names have cases
        self._called_so: dict[str, list[Person]] = {}  # what `called` has answered
        self._short: list[tuple[str, list[Title], str, int]] = []  # "Ms. Example", for later

    def take(self, tokens: Tokens, run: Run, words: list[str]) -> None:
        """Take up the name of a run, if it is one; `words` are those of the name proper."""
        if not 1 <= len(words) <= _LONGEST_NAME:
            return
        titled = bool(run.start and tokens.tag[run.start - 1] & tags.TITLE)
        titled_alone = (titled and run.start > run.first) or _is_introduced(tokens, run)
        if len(words) == 1 and not titled_alone:
            self._title_of_known(tokens, run, words[0])
            return
        if _is_shouted(words) or self._is_no_person(tokens, run):
            return
        titles = list(titles_beside(tokens, (run.start, run.last), self.lexicon))
        called = self._called(tokens, run, titled)
        if len(words) == 1:
            before = tokens.low[run.start - 1].strip(".") if run.start else ""
            self._short.append(
                (words[0], titles, called or self._gender(before), tokens.start[run.start])
            )
            return
        self._add(" ".join(words), tokens.start[run.start], (titles, called))

    def _title_of_known(self, tokens: Tokens, run: Run, word: str) -> None:
        """ "Example, the mayor, …": a title beside a last name alone."""
        near = self.by_last_name.get(word.casefold())
        if near and len(near) == 1:
            titles = list(titles_beside(tokens, (run.start, run.last), self.lexicon))
            self._keep(near[0], titles, self._called(tokens, run, titled=False))

    def _gender(self, word: str) -> str:
        if word in self.lexicon.female_words:
            return "f"
        return "m" if word in self.lexicon.male_words and word not in _NEUTRAL else ""

    def _called(self, tokens: Tokens, run: Run, titled: bool) -> str:
        """The gender a word beside the name tells: "Ms", "spokeswoman", ", the widow of"."""
        return self._called_before(tokens, run, titled) or self._called_behind(tokens, run)

    def _called_before(self, tokens: Tokens, run: Run, titled: bool) -> str:
        first = max(0, run.start - (3 if titled else 1))
        for at in range(run.start - 1, first - 1, -1):
            if tokens.tag[at] & (tags.TITLE | tags.PERSON):
                gender = self._gender(tokens.low[at].strip("."))
                if gender:
                    return gender
        return ""

    def _called_behind(self, tokens: Tokens, run: Run) -> str:
        if run.last + 1 < len(tokens) and tokens.tag[run.last] & tags.COMMA:
            for at in range(run.last + 1, min(len(tokens), run.last + 5)):
                if tokens.tag[at] & (tags.PUNCTUATION | tags.PREP | tags.AUX | tags.RELATIVE):
                    break
                if not tokens.tag[at] & (tags.PRONOUN | tags.POSSESSIVE):
                    gender = self._gender(tokens.low[at])
                    if gender:
                        return gender
        return ""

    def _is_no_person(self, tokens: Tokens, run: Run) -> bool:
        """A place, a body or a text with a capitalised name."""
        no_person = tags.BODY | tags.DOCUMENT | tags.TIME
        if any(tokens.tag[k] & no_person for k in range(run.start, run.last)):
            return True
        last = tokens.low[run.last - 1]
        if last in self.lexicon.things or (run.start == run.first and _has_article(tokens, run)):
            return True
        if last in PARTIES or tokens.tag[run.last - 1] & tags.PERSON:
            return not self._is_given(tokens.low[run.start])
        low = " ".join(tokens.low[run.start : run.last])
        return low in self.lexicon.governments or tokens.low[run.start] in _PLACE_OPENERS

    def _is_given(self, low: str) -> bool:
        return low in self.lexicon.female_names or low in self.lexicon.male_names

    def _add(self, name: str, at: int, beside: tuple[list[Title], str]) -> Person:
        person = self._by_name.get(name.casefold())
        if person is None:
            namesakes = self.by_last_name.setdefault(name.rsplit(" ", 1)[-1].casefold(), [])
            person = next((p for p in namesakes[:_NAMESAKES] if same_person(p.name, name)), None)
            if person is not None:
                person.name = max(person.name, name, key=len)
            else:
                person = self._in_another_case(name)
                if person is not None:  # the shorter is the nominative
                    person.name = min(person.name, name, key=lambda n: (-n.count(" "), len(n)))
                    namesakes.append(person)
            person = person or self._new(name, at, namesakes)
            self._by_name[name.casefold()] = person
        self._keep(person, *beside)
        return person

    def _new(self, name: str, at: int, namesakes: list[Person]) -> Person:
        person = Person(name, at)
        self.people.append(person)
        namesakes.append(person)
        self.by_given_name.setdefault(person.given_name, []).append(person)
        if self.lexicon.case_endings:
            stem = self.lexicon.stem(person.last_name)
            self._by_stem.setdefault(stem, []).append(person)
        return person

    def _in_another_case(self, name: str) -> Person | None:
        """«Анны Примеровой» for «Анна Примерова», where one person only can be meant."""
        lexicon = self.lexicon
        if not lexicon.case_endings:
            return None
        stem = lexicon.stem(name.casefold())
        near = self._by_stem.get(stem.rsplit(" ", 1)[-1], [])[:_NAMESAKES]
        fitting = [p for p in near if same_person(lexicon.stem(p.name.casefold()), stem)]
        return fitting[0] if len(fitting) == 1 else None

    def _keep(self, person: Person, titles: list[Title], called: str) -> None:
        person.mentions += 1
        person.called = person.called or called
        for title in titles:
            if title not in person.titles and len(person.titles) < _TITLES:
                person.titles.append(title)

    def finish(self) -> None:
        """Give what is known of bare last names ("Ms. Example") to their people."""
        for word, titles, called, at in self._short:
            low = word.casefold()
            near = self.by_last_name.get(low) or self.by_given_name.get(low) or []
            if not near:
                self._add(word, at, (titles, called))
            elif len(near) == 1:
                self._keep(near[0], titles, "")
                if called:  # a vote only: it may be a namesake who is not named in full
                    votes = near[0].votes
                    votes[called] = votes.get(called, 0.0) + _CALLED
        self._short.clear()
        self._called_so.clear()

    def called(self, name: str) -> list[Person]:
        """The people whom a name may mean: by full name, last name, else first name."""
        found = self._called_so.get(name)
        if found is None:
            found = self._called_so[name] = self._find(name.casefold())
        return found

    def _find(self, name: str) -> list[Person]:
        known = self._by_name.get(name)
        if known is not None and " " in name:
            return [known]
        near = self.by_last_name.get(name.rsplit(" ", 1)[-1], [])[:_NAMESAKES]
        if " " in name:
            near = [p for p in near if " " in p.name and same_person(p.name, name)]
        near = near or self.by_given_name.get(name, [])[:_NAMESAKES]
        if near or not self.lexicon.case_endings:
            return near
        person = self._in_another_case(name)
        return [person] if person is not None else []


_PLACE_OPENERS: Final = frozenset("new north south east west saint fort mount lake united".split())
_NEUTRAL: Final = frozenset(("host", "chairman", "spokesman", "master", "count", "fellow", "hero"))


def _is_introduced(tokens: Tokens, run: Run) -> bool:
    """ "her brother Ferin": a single name after a noun that says who it is."""
    at = run.start - 1
    if at < 1 or run.start != run.first or run.last - run.start > 1:
        return False
    noun = tokens.tag[at] & (tags.PERSON | tags.TITLE) and not tokens.tag[at] & tags.CAPITAL
    return bool(noun) and bool(tokens.tag[at - 1] & (tags.DET | tags.POSSESSIVE))


def _has_article(tokens: Tokens, run: Run) -> bool:
    """ "the Northport Examiner": what has an article is no person."""
    return run.first > 0 and bool(tokens.tag[run.first - 1] & tags.DET)


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
