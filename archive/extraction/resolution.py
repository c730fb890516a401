"""Resolution: which person or body a mention stands for, within one article.

Every answer comes with a sentence a page can show and a factor for the confidence. The order of
trial: a name, a pronoun, "who", a metonym or body, a title or description; else nobody known.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final

from archive.extraction import tags
from archive.extraction.bodies import body_named
from archive.extraction.language import Lexicon
from archive.extraction.model import Span
from archive.extraction.names import NameBook, Person, name_start
from archive.extraction.tokens import Tokens

_NAMESAKES: Final = 20  # people of one last name looked at
_ALLIANCE_LOOK: Final = 20_000  # characters
_MEMORY: Final = 40  # speakers remembered for pronouns
_CANDIDATES: Final = 200  # people looked at for a description
_FIRST_PERSON: Final = frozenset("i we my our ich wir я мы".split())
_PLURAL: Final = frozenset("they them both others many some sie они".split())
_NEUTER: Final = frozenset(("it", "this", "that", "these", "those", "es"))


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a mention is, whether that is a body, on what ground, and how sure (0 to 1)."""

    speaker: str | None
    is_body: bool
    ground: str
    certainty: float


class Resolver:
    """Resolves the mentions of one article, in the order of the text."""

    def __init__(self, text: str, book: NameBook, lexicon: Lexicon) -> None:
        self.text = text
        self.book = book
        self.lexicon = lexicon
        self.recent: deque[tuple[str, bool, str]] = deque(maxlen=_MEMORY)  # speaker, body, gender
        self._by_given_name: dict[str, list[Person]] = {}
        for person in book.people:
            self._by_given_name.setdefault(person.given_name, []).append(person)

    def resolve(self, mention: Span | None) -> Resolved:
        """Return who `mention` stands for, and remember it for the pronouns that follow."""
        if mention is None:
            return Resolved(None, False, "nobody is named", 1.0)
        words = self.text[mention.start : mention.end]
        answer = self._answer(words, mention)
        if answer.speaker is not None:
            self._remember(answer)
        return Resolved(
            answer.speaker,
            answer.is_body,
            _sentence(words, answer),
            answer.certainty,
        )

    def _remember(self, answer: Resolved) -> None:
        person = self._person_called(answer.speaker or "")
        gender = "" if answer.is_body or person is None else person.gender
        self.recent.append((answer.speaker or "", answer.is_body, gender))

    def _person_called(self, name: str) -> Person | None:
        namesakes = self.book.by_last_name.get(name.rsplit(" ", 1)[-1].casefold(), [])[:_NAMESAKES]
        return next((p for p in namesakes if p.name == name), None)

    def _answer(self, words: str, mention: Span) -> Resolved:
        low = words.casefold()
        if low in _FIRST_PERSON:
            return Resolved(None, False, "the writer, or a speaker not named", 0.9)
        if low in self.lexicon.singular_pronouns:
            return self._pronoun(low)
        if low in _PLURAL or low in _NEUTER:
            return self._other_pronoun(low)
        if low in ("who", "which", "whom"):
            return self._relative(mention)
        return self._phrase(words, mention)

    def _pronoun(self, low: str) -> Resolved:
        wanted = "f" if low in self.lexicon.female_words else "m"
        for allowed in (wanted, ""):
            for speaker, is_body, gender in reversed(self.recent):
                if not is_body and gender == allowed:
                    sure = 0.92 if allowed else 0.8
                    return Resolved(speaker, False, "the speaker named last", sure)
        fitting = [p for p in self.book.people[:_CANDIDATES] if p.gender in (wanted, "")]
        if len(fitting) == 1:
            return Resolved(fitting[0].name, False, "the only person it can be", 0.8)
        if fitting:
            return Resolved(None, False, "more than one person it can be", 0.8)
        return Resolved(None, False, "nobody it can be is named", 0.9)

    def _other_pronoun(self, low: str) -> Resolved:
        for speaker, is_body, _ in list(self.recent)[-1:]:
            if is_body:
                return Resolved(speaker, True, "the body named last", 0.6)
        return Resolved(None, False, "several, or not named", 0.95)

    def _relative(self, mention: Span) -> Resolved:
        before = self.text[max(0, mention.start - 80) : mention.start].rstrip(" ,")
        tokens = Tokens(before)
        tokens.add_text(0, len(before), self.lexicon)
        first = len(tokens)
        while first > 0 and tokens.tag[first - 1] & tags.CAPITAL:
            first -= 1
        if first == len(tokens):
            return Resolved(None, False, "described, not named", 0.97)
        return self._phrase(before[tokens.start[first] :], mention)

    def _phrase(self, words: str, mention: Span) -> Resolved:
        tokens = Tokens(words)
        tokens.add_text(0, len(words), self.lexicon)
        if any(t & tags.CONJ for t in tokens.tag) and not tokens.tag[-1] & tags.SPEAKER_NOUN:
            return Resolved(None, False, "several named together", 0.95)
        named = self._named(tokens)
        if named is not None:
            return named
        alliance = self._alliance(tokens, mention)
        if alliance is not None:
            return Resolved(alliance, True, "the alliance named last in the article", 0.8)
        body = body_named(tokens, self.lexicon, self.recent)
        if body is not None:
            return Resolved(*body)
        return self._described(tokens, words)

    def _alliance(self, tokens: Tokens, mention: Span) -> str | None:
        """ "the bloc", "the alliance": the one named last before the mention."""
        if (
            not len(tokens)
            or tokens.low[0] != "the"
            or tokens.low[-1] not in self.lexicon.alliance_words
        ):
            return None
        floor = max(0, mention.start - _ALLIANCE_LOOK)
        found = ((self.text.rfind(a, floor, mention.start), a) for a in self.lexicon.alliances)
        at, name = max(found, default=(-1, ""))
        return self.lexicon.governments.get(name.casefold(), name) if at >= 0 else None

    def _named(self, tokens: Tokens) -> Resolved | None:
        """The name that the phrase ends in (or that stands before "of …", "'s …")."""
        run = _last_run(tokens)
        if run is None:
            return None
        start = name_start(tokens, *run, self.lexicon)
        words = [tokens.text[tokens.start[k] : tokens.end[k]] for k in range(start, run[1])]
        if not words:
            return None
        namesakes = self.book.by_last_name.get(words[-1].casefold(), [])[:_NAMESAKES]
        if len(words) > 1:
            name = " ".join(words)
            exact = [p for p in namesakes if p.name.casefold().split()[0] == words[0].casefold()]
            if exact:
                return Resolved(exact[0].name, False, "named in full", 1.0)
            return Resolved(name, False, "named in full", 0.97) if namesakes else None
        return self._by_last_name(words[0], namesakes, tokens.low[start - 1] if start else "")

    def _by_last_name(self, word: str, namesakes: list[Person], title: str) -> Resolved | None:
        if not namesakes:
            given = self._by_given_name.get(word.casefold(), [])
            if len(given) == 1:
                return Resolved(given[0].name, False, "the only person with this first name", 0.9)
            return None
        if len(namesakes) == 1:
            return Resolved(namesakes[0].name, False, "the only person with this last name", 0.98)
        gender = "f" if title in self.lexicon.female_words else ""
        gender = gender or ("m" if title in self.lexicon.male_words else "")
        fitting = [p for p in namesakes if gender and p.gender == gender]
        if len(fitting) == 1:
            return Resolved(fitting[0].name, False, f"the one called {title} of that name", 0.93)
        names = " and ".join(p.name for p in namesakes[:3])
        last = next((s for s, _, _ in reversed(self.recent) if s in names), namesakes[0].name)
        return Resolved(last, False, f"{names} share this last name; taken the last to speak", 0.55)

    def _described(self, tokens: Tokens, words: str) -> Resolved:
        titles = {tokens.low[k].strip(".") for k in range(len(tokens)) if tokens.tag[k] & _ROLE}
        if not titles or (tokens.low[0] not in ("the", "der", "die") and len(tokens) > 1):
            return Resolved(None, False, "described, not named", 0.97)
        country = self._country(tokens)
        people = self.book.people[:_CANDIDATES]
        fitting = [p for p in people if self._fits(p, titles, country)]
        if len(fitting) == 1:
            of = f" of {country}" if country else ""
            ground = f"the only {_role_word(titles)}{of} named in the article"
            return Resolved(fitting[0].name, False, ground, 0.93)
        for speaker, is_body, _ in reversed(self.recent):
            if not is_body and (not fitting or any(p.name == speaker for p in fitting)):
                sure = 0.8 if fitting else 0.6
                return Resolved(speaker, False, "the speaker named last whom it can be", sure)
        return Resolved(None, False, "described, not named", 0.9)

    def _country(self, tokens: Tokens) -> str:
        for low in tokens.low:
            country = self.lexicon.demonyms.get(low) or self.lexicon.demonyms.get(low.strip("."))
            if country:
                return country
        return ""

    def _fits(self, person: Person, titles: set[str], country: str) -> bool:
        offices = {word for word in person.roles if word in self.lexicon.offices}
        wanted = {word for word in titles if word in self.lexicon.offices}
        if not (titles & person.roles or (offices and wanted and titles <= _HEADS | wanted)):
            return False
        countries = {self.lexicon.demonyms[w] for w in person.roles if w in self.lexicon.demonyms}
        return not country or not countries or country in countries


_ROLE: Final = tags.TITLE | tags.PERSON
_HEADS: Final = frozenset("leader head president statesman".split())


def _role_word(titles: set[str]) -> str:
    return sorted(titles)[0]


def _last_run(tokens: Tokens) -> tuple[int, int] | None:
    """The last run of capitalised words before any "of", "for" or possessive."""
    run = None
    at, last = 0, len(tokens)
    while at < last:
        if tokens.tag[at] & tags.PREP or (tokens.tag[at] & tags.COMMA and run):
            break
        if tokens.tag[at] & tags.CAPITAL and not tokens.tag[at] & tags.DET:
            first = at
            while at < last and tokens.tag[at] & tags.CAPITAL:
                at += 1
            run = (first, at)
        elif tokens.tag[at] & tags.POSSESSIVE or (run and tokens.tag[at] & tags.WORD):
            run = None
            at += 1
        else:
            at += 1
    return run


def _sentence(words: str, answer: Resolved) -> str:
    shown = " ".join(words.split())
    if answer.speaker is None:
        return f"‘{shown}’: {answer.ground}"
    if answer.speaker == shown:
        return f"{shown}: {answer.ground}"
    return f"‘{shown}’ → {answer.speaker}: {answer.ground}"
