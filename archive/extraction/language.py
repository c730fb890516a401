"""The lexicon of one language: word classes and cue forms as dictionaries, made once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


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
    particles: Mapping[str, tuple[str, ...]]  # lemma → words that belong to the cue after it
    needed: Mapping[str, tuple[str, ...]]  # lemma → particles without which it does not report
    female_names: frozenset[str]
    male_names: frozenset[str]
    female_words: frozenset[str]  # mrs, spokeswoman, she …
    male_words: frozenset[str]
    honorifics: frozenset[str]  # mr, dr: dropped from a name
    demonyms: Mapping[str, str]  # russian → Russia
    capitals: Mapping[str, str]  # moscow → Russia
    governments: Mapping[str, str]  # russia, u.s., the kremlin → name of the body
    offices: Mapping[str, str]  # leader, president, head of state → office
    according_to: frozenset[str] = frozenset()
    report_nouns: frozenset[str] = frozenset()
    name_particles: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    singular: Mapping[str, str] = field(default_factory=dict)
