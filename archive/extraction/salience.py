"""Salience: whom "he", "she" and "the minister" most likely mean at a place in the article.

A person mentioned as a subject weighs more than one mentioned otherwise, one who speaks weighs
most; the weight fades with every sentence and paragraph between. The figures are set by hand.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from archive.extraction.names import Person
from archive.extraction.scene import Event, Scene

SPEAKER: Final = 1.2
_SENTENCE: Final = 0.8  # what is left after each sentence
_PARAGRAPH: Final = 0.6  # … and besides after each paragraph
_UNKNOWN_GENDER: Final = 0.55  # a person who may be of the other gender
_FAINT: Final = 0.02  # not thought of any more
_MEMORY: Final = 40  # mentions remembered
_FAR: Final = 12  # sentences and paragraphs after which the fading is the same


_FADING: Final = [
    [_SENTENCE**sentences * _PARAGRAPH**paragraphs for paragraphs in range(_FAR + 1)]
    for sentences in range(_FAR + 1)
]


class Somebody(NamedTuple):
    """A person of the article, or somebody without a name who speaks in it."""

    person: Person | None
    answer: tuple[str | None, bool]  # name and whether a body
    shown: str  # the name, or the words of the description
    gender: str


Seen = tuple[Somebody, int, float]  # who, in which sentence, with what weight


class Stage:
    """Who has been mentioned up to a place that moves on through the article."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.recent: deque[Seen] = deque(maxlen=_MEMORY)
        self._next = 0
        self._known: dict[int, Somebody] = {}

    def somebody(self, person: Person) -> Somebody:
        """The stage's view of a person; the same one every time."""
        known = self._known.get(id(person))
        if known is None or known.shown != person.name or known.gender != person.gender:
            known = Somebody(person, (person.name, person.is_body), person.name, person.gender)
            self._known[id(person)] = known
        return known

    def advance(self, offset: int) -> None:
        """Take in every event before `offset`."""
        events = self.scene.events
        while self._next < len(events) and events[self._next].at < offset:
            event = events[self._next]
            self._next += 1
            if event.weight:
                self._take(event)

    def _take(self, event: Event) -> None:
        if event.is_name:
            people = self.scene.book.called(event.name)
            if len(people) > 1:
                people = self._of_one_name(people, event)
            if people:
                self.recent.append((self.somebody(people[0]), event.sentence, event.weight))
            return
        ranked = self.ranked(event.sentence, self.of_gender(self.gender_of(event.name)))
        if ranked:
            self.recent.append((ranked[0][0], event.sentence, event.weight))

    def _of_one_name(self, people: list[Person], event: Event) -> list[Person]:
        gender = self.gender_of(event.beside)
        fitting = [p for p in people if p.gender == gender] if gender else people
        for who, *_ in reversed(self.recent):
            if any(p is who.person for p in fitting):
                return [p for p in fitting if p is who.person]
        return fitting[:1]

    def gender_of(self, word: str) -> str:
        """ "f" or "m" for a pronoun or title, "" for any other word."""
        lexicon = self.scene.lexicon
        if word in lexicon.female_words:
            return "f"
        return "m" if word in lexicon.male_words else ""

    def heard(self, who: Somebody, sentence: int) -> None:
        """Note that somebody speaks in a sentence."""
        self.recent.append((who, sentence, SPEAKER))

    def of_gender(self, gender: str) -> Callable[[Somebody], float]:
        """Weigh somebody by gender: 1 the same, less where it is not known, 0 the other."""

        def weigh(who: Somebody) -> float:
            if who.person is not None and who.person.is_body:
                return 0.0
            if who.gender == gender or not gender:
                return 1.0
            return 0.0 if who.gender else _UNKNOWN_GENDER

        return weigh

    def ranked(
        self, sentence: int, weigh: Callable[[Somebody], float]
    ) -> list[tuple[Somebody, float]]:  # fmt: skip
        """Return who may be meant in a sentence with their weights, the likeliest first."""
        best: dict[int, tuple[Somebody, float]] = {}
        paragraphs = self.scene.paragraphs
        paragraph = paragraphs[sentence]
        for who, then, weight in self.recent:
            if then < sentence:
                far = min(paragraph - paragraphs[then], _FAR)
                weight *= _FADING[min(sentence - then, _FAR)][far]
            key = id(who.person or who)
            if weight > _FAINT and (key not in best or weight > best[key][1]):
                best[key] = (who, weight)
        weighed = [(who, weight * weigh(who)) for who, weight in best.values()]
        return sorted([pair for pair in weighed if pair[1] > 0], key=_heaviest)

    def names(self) -> Iterator[Somebody]:
        """Those mentioned last, the last one first."""
        for who, *_ in reversed(self.recent):
            yield who


def _heaviest(pair: tuple[Somebody, float]) -> float:
    return -pair[1]
