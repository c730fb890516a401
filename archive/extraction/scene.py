"""The scene: whom the article speaks of where, in the order of its sentences.

Every name and every "he" or "she" is an event with a weight: a subject weighs more than an object.
From the events comes the gender of people whose first names tell nothing ("Example said she …").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final, NamedTuple

from archive.extraction import tags
from archive.extraction.bodies import BodyBook
from archive.extraction.language import Lexicon
from archive.extraction.names import NameBook, Person
from archive.extraction.reading import Paragraph
from archive.extraction.runs import Run, runs_of
from archive.extraction.tokens import Tokens

SUBJECT: Final = 1.0
OBJECT: Final = 0.55
_FINITE: Final = tags.AUX | tags.MODAL | tags.VERB | tags.CUE
_PRONOUN: Final = tags.PRONOUN | tags.POSSESSIVE | tags.OBJECT
_NOTED: Final = _PRONOUN | _FINITE
_HEADLINE: Final = 14  # words: a line without an end mark, not longer, is a headline


class Event(NamedTuple):
    """A name or pronoun at its place."""

    at: int  # offset of its first character
    name: str  # as printed; a pronoun in lower case
    is_name: bool
    weight: float
    sentence: int  # running number
    beside: str = ""  # the title right before a name, lower case


class Scene:
    """The events of one article, and which sentence an offset lies in."""

    def __init__(self, text: str, book: NameBook, lexicon: Lexicon) -> None:
        self.book = book
        self.lexicon = lexicon
        self.bodies = BodyBook(text, lexicon)
        self.events: list[Event] = []
        self.starts: list[int] = []  # offset of each sentence
        self.paragraphs: list[int] = []  # number of the paragraph each sentence stands in
        self._headlines: list[tuple[Tokens, Run]] = []

    def read(self, paragraph: Paragraph) -> None:
        """Take up the names and pronouns of a paragraph."""
        headline = paragraph.heading or _is_headline(paragraph.tokens)
        for sentence in paragraph.sentences:
            self.starts.append(paragraph.tokens.start[sentence.first])
            self.paragraphs.append(paragraph.number)
            if headline:
                bounds = (sentence.first, sentence.last)
                runs = runs_of(paragraph.tokens, bounds, self.lexicon)
                self._headlines.extend((paragraph.tokens, run) for run in runs)
            else:
                self._read_sentence(paragraph.tokens, sentence.first, sentence.last)

    def _read_sentence(self, tokens: Tokens, first: int, last: int) -> None:
        noted, done, verb_seen = tokens.places(_NOTED, first, last), 0, False
        number = len(self.starts) - 1
        for run in runs_of(tokens, (first, last), self.lexicon):
            before_run = bisect_left(noted, run.first, done)
            verb_seen = self._pronouns(tokens, noted[done:before_run], verb_seen)
            done = bisect_left(noted, run.last, before_run)
            words = run.words(tokens)
            self.book.take(tokens, run, words)
            self.bodies.take(tokens, run)
            weight = SUBJECT if _is_subject(tokens, run, last, verb_seen) else OBJECT
            before = tokens.low[run.start - 1].strip(".") if run.start > run.first else ""
            place = tokens.start[run.start]
            self.events.append(Event(place, " ".join(words), True, weight, number, before))
        self._pronouns(tokens, noted[done:], verb_seen)

    def _pronouns(self, tokens: Tokens, noted: list[int], verb_seen: bool) -> bool:
        """Note the pronouns of a stretch without names; tell whether a verb has been seen.

        `noted` are the places of its pronouns and verbs.
        """
        lexicon = self.lexicon
        for at in noted:
            tag = tokens.tag[at]
            if tag & _PRONOUN:
                low = tokens.low[at]
                if low in lexicon.gendered:
                    subject = low in lexicon.singular_pronouns
                    weight = SUBJECT if subject and not verb_seen else OBJECT * subject
                    number = len(self.starts) - 1
                    self.events.append(Event(tokens.start[at], low, False, weight, number))
            elif not tag & tags.CAPITAL:
                verb_seen = True
        return verb_seen

    def finish(self) -> None:
        """Settle names and genders, when the whole article has been read."""
        known = bool(self.book.people)
        for tokens, run in self._headlines:
            words = run.words(tokens)
            if not known or len(words) == 1:
                self.book.take(tokens, run, words)
        self._headlines.clear()
        self.book.finish()
        _Genders(self).settle()

    def sentence_at(self, offset: int) -> int:
        """The running number of the sentence that `offset` lies in."""
        return max(0, bisect_right(self.starts, offset) - 1)


def _is_headline(tokens: Tokens) -> bool:
    last = len(tokens) - 1
    if not 0 <= last < _HEADLINE:
        return False
    return not tokens.tag[last] & (tags.STOP | tags.QUOTE | tags.COLON | tags.COMMA)


def _is_subject(tokens: Tokens, run: Run, last: int, verb_seen: bool) -> bool:
    """A name before the verb, not after a preposition, not with "'s"; or right before a verb."""
    after = tokens.tag[run.last] if run.last < last else tags.STOP
    if after & tags.POSSESSIVE or tokens.tag[run.first] & tags.QUOTED:
        return False
    if run.first and tokens.tag[run.first - 1] & tags.PREP:
        return False
    if not verb_seen:
        return True
    return bool(after & _FINITE) and not after & tags.CAPITAL


_LISTED: Final = 2.0  # weight of a listed first name
_ENDING: Final = 0.6  # … of the ending of a first name
_SURE: Final = 0.5  # by how much one gender must lead
_STRONG: Final = frozenset("he she himself herself its itself".split())
_WEAK: Final = 0.4  # her, his: often somebody else's


class _Genders:
    """Weighs what the article lets know of its people's genders."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.lexicon = scene.lexicon

    def settle(self) -> None:
        self._vote()
        for person in self.scene.book.people:
            person.gender = person.called or self._weighed(person)
            person.is_place = (
                not person.called
                and not person.votes
                and (person.name.casefold() in self.scene.bodies.places)
            )

    def _weighed(self, person: Person) -> str:
        votes, given = person.votes, person.given_name
        weight = {"f": votes.get("f", 0.0), "m": votes.get("m", 0.0)}
        listed = {"f": self.lexicon.female_names, "m": self.lexicon.male_names}
        endings = {"f": self.lexicon.female_endings, "m": self.lexicon.male_endings}
        if " " in person.name:
            known = [g for g in "fm" if given in listed[g]]
            for gender in known or [g for g in "fm" if given.endswith(endings[g])]:
                weight[gender] += _LISTED if known else _ENDING
        lead = weight["f"] - weight["m"]
        if abs(lead) < _SURE or max(weight.values()) < 2 * min(weight.values()):
            return ""
        return "f" if lead > 0 else "m"

    def _vote(self) -> None:
        """Let each pronoun vote whose sentence – or the one before – names one person only."""
        here: list[Person] = []
        before: list[Person] = []
        number, subject = -1, False
        for event in self.scene.events:
            if event.sentence != number:
                near = event.sentence == number + 1 and self._same_paragraph(event.sentence)
                before, here = (here if near else []), []
                number, subject = event.sentence, False
            if event.is_name:
                found = self.scene.book.called(event.name)
                subject = subject or (event.weight == SUBJECT and not here)
                if len(here) < 3 and found and found[0] not in here:
                    here.append(found[0])
            elif len(here) == 1 and subject:
                self._count(here[0], event, 1.0)
            elif not here and len(before) == 1 and event.weight == SUBJECT:
                self._count(before[0], event, 0.8)

    def _same_paragraph(self, sentence: int) -> bool:
        paragraphs = self.scene.paragraphs
        return sentence > 0 and paragraphs[sentence] == paragraphs[sentence - 1]

    def _count(self, person: Person, event: Event, worth: float) -> None:
        word = event.name
        gender = self.lexicon.gendered[word]
        strong = 1.0 if word in _STRONG or word in self.lexicon.singular_pronouns else _WEAK
        person.votes[gender] = person.votes.get(gender, 0.0) + worth * strong
