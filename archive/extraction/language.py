"""The lexicon of one language: word classes and cue forms as dictionaries, made once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from archive.extraction import tags


class Form(StrEnum):
    """The grammatical form of a cue, as far as the spelling tells."""

    PAST = "past"  # said; also the participle where both are spelled alike
    PRESENT = "present"  # says
    PLAIN = "plain"  # say
    ING = "ing"  # saying
    PARTICIPLE = "participle"  # written


@dataclass(frozen=True, slots=True)
class CueWord:
    """One form of a reporting verb: which verb, which form, which frames (see english/cues.py)."""

    lemma: str
    form: Form
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the stages know of a language."""

    code: str
    classes: Mapping[str, int]  # lower-case word → bits of tags.py
    cues: Mapping[str, CueWord]  # lower-case form → cue
    particles: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # lemma → words that belong to the cue after it
    noun_cues: frozenset[str] = frozenset()  # lemmas whose plain forms are nouns as often
    needed: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # lemma → particles without which it does not report
    reporting_nouns: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # claim, criticism → the words that lead from it to what is reported
    female_names: frozenset[str] = frozenset()
    male_names: frozenset[str] = frozenset()
    female_words: frozenset[str] = frozenset()  # mrs, spokeswoman, she …
    male_words: frozenset[str] = frozenset()
    gendered: Mapping[str, str] = field(default_factory=dict)  # pronoun → "f", "m" or "n"
    demonyms: Mapping[str, str] = field(default_factory=dict)  # russian → Russia
    governments: Mapping[str, str] = field(
        default_factory=dict
    )  # russia, u.s., the kremlin → name of the body
    offices: Mapping[str, str] = field(
        default_factory=dict
    )  # leader, president, head of state → office
    name_particles: frozenset[str] = frozenset()
    female_endings: tuple[str, ...] = ()  # of first names that are in no list
    male_endings: tuple[str, ...] = ()
    title_endings: tuple[str, ...] = ()  # a capitalised word before a full name is a title then
    place_before_name: tuple[str, ...] = ()  # endings of patronymics; else "Norlands Ada Example"
    nouns_capitalised: bool = False  # a capital is no sign of a name
    things: frozenset[str] = frozenset()  # last words of names that are nobody's: river, times
    place_prepositions: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()  # definite ones
    abbreviations: frozenset[str] = frozenset()
    frames: tuple[tuple[str, ...], ...] = ()  # "according to", "in the words of"
    alliances: tuple[str, ...] = ()  # NATO, EU: what "the bloc" may stand for
    alliance_words: frozenset[str] = frozenset()
    reports_inside_marks: bool = False  # «…, — said the mayor. — …»
    singular_pronouns: frozenset[str] = frozenset(("he", "she"))

    readings: Readings = field(init=False, repr=False, compare=False)
    frame_openers: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "readings", Readings(self.classes))
        object.__setattr__(self, "frame_openers", frozenset(words[0] for words in self.frames))


class Readings(dict[str, tuple[str, int]]):
    """A word or mark as printed → the word in lower case and its classes, worked out once."""

    def __init__(self, classes: Mapping[str, int]) -> None:
        super().__init__()
        self.classes = classes

    def __missing__(self, word: str) -> tuple[str, int]:
        low = word.lower() if word[0].isalpha() else word
        reading = low, self._word(word, low) if word[0].isalpha() else self._mark(word)
        if len(self) < _REMEMBERED:
            self[word] = reading
        return reading

    def _word(self, word: str, low: str) -> int:
        found = self.classes.get(low)
        if found is None and low[-1] == ".":
            found = self.classes.get(low[:-1])
        if word[0].isupper():
            # a capitalised "Rose" is rather a name than a verb
            found = ((found or 0) & ~tags.VERB or tags.WORD) | tags.CAPITAL
        elif found is None:
            found = _guessed(low)
        return found | tags.DOTTED if low in _DOTTED else found

    def _mark(self, word: str) -> int:
        if word[0].isdigit() or (len(word) > 1 and word[1].isdigit()):
            return tags.WORD if "-" in word else tags.NUMBER
        return _MARKS.get(word) or self.classes.get(word, 0)


_DOTTED: Final = frozenset(("u.s.", "u.k.", "u.n.", "p.m.", "a.m.", "d.c.", "jr.", "inc."))
_MARKS: Final = {
    ",": tags.COMMA,
    ":": tags.COLON,
    ";": tags.SEMICOLON,
    **dict.fromkeys((".", "!", "?", "…", "..."), tags.STOP),
    **dict.fromkeys(("—", "–", "―", "-", "--", "---"), tags.DASH),
    **dict.fromkeys("()[]", tags.BRACKET),
}
_ENDINGS: Final = (("ing", tags.PARTICIPLE), ("ed", tags.VERB), ("ly", tags.ADVERB))
_REMEMBERED: Final = 50_000  # words, so that no text can fill the memory


def _guessed(low: str) -> int:
    if len(low) > 4:
        for ending, tag in _ENDINGS:
            if low.endswith(ending):
                return tag
    return tags.WORD


def word_classes(table: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return word → bits from rows of (words separated by blanks, bits)."""
    classes: dict[str, int] = {}
    for listed, tag in table:
        for word in listed.split():
            classes[word] = classes.get(word, 0) | tag
    return classes


def listed_cues(rows: str) -> dict[str, CueWord]:
    """Return the cue forms of rows "form form … | lemma | frames", all taken as past tense."""
    found: dict[str, CueWord] = {}
    for row in filter(None, rows.split("\n")):
        forms, lemma, frames = (part.strip() for part in row.split("|"))
        word = CueWord(lemma, Form.PAST, frozenset(frames.split()))
        found.update(dict.fromkeys(forms.split(), word))
    return found
