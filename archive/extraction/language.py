"""The lexicon of one language: word classes and cue forms as dictionaries, made once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from re import Pattern
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
    """One form of a reporting verb: which verb, which form, which frames.

    The frames are letters: those of english/cues.py, and of other languages k (a clause after a
    comma, without a word for "that"), i (the source may stand behind a preposition: «сообщили в
    полиции») and p (no verb: reports only between words said and their source, „…“, so Muster).
    """

    lemma: str
    form: Form
    frames: frozenset[str]
    prefixes: tuple[str, ...] = ()  # one of them must close the clause: "teilte … mit"


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
    case_endings: tuple[str, ...] = ()  # of names that are no subject: Образцовым, Musters
    case_vowels: str = ""  # … and what else a name may end in by its case
    title_endings: tuple[str, ...] = ()  # a capitalised word before a full name is a title then
    place_before_name: tuple[str, ...] = ()  # endings of patronymics; else "Norlands Ada Example"
    nouns_capitalised: bool = False  # a capital is no sign of a name
    things: frozenset[str] = frozenset()  # last words of names that are nobody's: river, times
    place_prepositions: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()  # definite ones
    abbreviations: frozenset[str] = frozenset()
    frames: tuple[tuple[str, ...], ...] = ()  # "according to"; "" stands for his or her
    alliances: tuple[str, ...] = ()  # NATO, EU: what "the bloc" may stand for
    alliance_words: frozenset[str] = frozenset()
    bare_frames: bool = False  # no comma behind a frame: „Laut Muster hält der Damm“
    postpositions: frozenset[str] = frozenset()  # "zufolge": stands behind the source it names
    verb_second: bool = False  # whatever opens the sentence, the subject may follow the verb
    reports_inside_marks: bool = False  # «…, — said the mayor. — …»
    dash_dialogue: bool = False  # — …, — said the mayor.
    singular_pronouns: frozenset[str] = frozenset(("he", "she"))

    spellings: Spellings = field(init=False, repr=False, compare=False)
    readings: Readings = field(init=False, repr=False, compare=False)
    dialogue_reports: Pattern[str] | None = field(init=False, repr=False, compare=False)
    frame_openers: frozenset[str] = field(init=False, repr=False, compare=False)
    frame_marks: frozenset[str] = field(init=False, repr=False, compare=False)  # the rarest words

    def __post_init__(self) -> None:
        object.__setattr__(self, "dialogue_reports", self._dialogue())
        object.__setattr__(self, "spellings", Spellings())
        object.__setattr__(self, "readings", Readings(self.classes, self.nouns_capitalised))
        openers = frozenset(words[0] for words in self.frames)
        object.__setattr__(self, "frame_openers", openers | self.postpositions)
        longest = frozenset(max(words, key=len) for words in self.frames)
        object.__setattr__(self, "frame_marks", longest | self.postpositions)

    def stem(self, name: str) -> str:
        """A name, in lower case, without what its case may add: "образцов" of "образцовой"."""
        stems = []
        for word in name.split():
            stem = word.rstrip(self.case_vowels) if self.case_vowels else word
            ending = next((e for e in self.case_endings if stem.endswith(e)), "")
            stem = stem.removesuffix(ending).rstrip(self.case_vowels or None)
            stems.append(stem if len(stem) >= _STEM else word)
        return " ".join(stems)

    def _dialogue(self) -> Pattern[str] | None:
        """What begins the report in "— …, — said the mayor."."""
        if not self.dash_dialogue:
            return None
        verbs = "|".join(sorted(self.cues, key=len, reverse=True))
        return re.compile(rf"[,.!?…]\s*[—–]\s+(?:{verbs})\b", re.IGNORECASE)


class Spellings(dict[str, str]):
    """A word or mark as printed → the word in lower case, worked out once."""

    def __missing__(self, word: str) -> str:
        low = word.lower() if word[0].isalpha() else word
        if len(self) < _REMEMBERED:
            self[word] = low
        return low


class Readings(dict[str, int]):
    """A word or mark as printed → its classes, worked out once."""

    def __init__(self, classes: Mapping[str, int], compounds: bool = False) -> None:
        super().__init__()
        self.classes = classes
        self.compounds = compounds  # Landesamt is an Amt

    def __missing__(self, word: str) -> int:
        found = self._word(word, word.lower()) if word[0].isalpha() else self._mark(word)
        if len(self) < _REMEMBERED:
            self[word] = found
        return found

    def _word(self, word: str, low: str) -> int:
        found = self.classes.get(low)
        if found is None and low[-1] == ".":
            found = self.classes.get(low[:-1])
        if word[0].isupper():
            if found is None and self.compounds:
                found = self._head(low)
            # a capitalised "Rose" is rather a name than a verb
            found = ((found or 0) & ~tags.VERB or tags.WORD) | tags.CAPITAL
        elif found is None:
            found = _guessed(low)
        return found | tags.DOTTED if low in _DOTTED else found

    def _head(self, low: str) -> int:
        """The classes of the noun that a compound ends in, where that can speak."""
        heads = (self.classes.get(low[at:], 0) for at in range(_FIRST_PART, len(low) - 2))
        return next(filter(None, (head & tags.SPEAKER_NOUN for head in heads)), 0)

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
_STEM: Final = 2  # letters
_FIRST_PART: Final = 3  # letters of a compound before its last noun
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
    """Return the cue forms of rows "form form … | lemma | frames", all taken as past tense.

    A fourth column holds the prefixes of a separable verb.
    """
    found: dict[str, CueWord] = {}
    for row in filter(None, rows.split("\n")):
        forms, lemma, frames, prefixes = [*(part.strip() for part in row.split("|")), ""][:4]
        word = CueWord(lemma, Form.PAST, frozenset(frames.split()), tuple(prefixes.split()))
        found.update(dict.fromkeys(forms.split(), word))
    return found
