"""Which languages there are, and how their word lists become a `Lexicon`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from archive.extraction import tags
from archive.extraction.english import cues as english_cues
from archive.extraction.english import people, places, words
from archive.extraction.english.inflection import cue_forms
from archive.extraction.language import CueWord, Lexicon

_ENGLISH_CLASSES = (
    (words.DETERMINERS, tags.DET),
    (words.PREPOSITIONS, tags.PREP),
    (words.PRONOUNS, tags.PRONOUN),
    (words.OBJECT_PRONOUNS, tags.OBJECT),
    (words.POSSESSIVES, tags.POSSESSIVE),
    (words.AUXILIARIES, tags.AUX),
    (words.MODALS, tags.MODAL),
    (words.NEGATIONS, tags.NOT),
    (words.CONJUNCTIONS, tags.CONJ),
    (words.SUBORDINATORS, tags.SUBORD),
    (words.RELATIVES, tags.RELATIVE),
    ("that", tags.THAT),
    (words.WH_WORDS, tags.WH),
    (words.ADVERBS, tags.ADVERB),
    (words.OPENERS, tags.OPENER),
    (words.TIMES, tags.TIME),
    (words.NUMBER_WORDS, tags.NUMBER),
    (words.VERBS, tags.VERB),
    (words.PERSONS, tags.PERSON),
    (words.TITLES, tags.TITLE),
    (words.BODIES, tags.BODY),
    (words.DOCUMENTS, tags.DOCUMENT),
    ("to", tags.TO),
)


def _classes(table: tuple[tuple[str, int], ...]) -> dict[str, int]:
    classes: dict[str, int] = {}
    for listed, tag in table:
        for word in listed.split():
            classes[word] = classes.get(word, 0) | tag
    return classes


def _countries() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    governments = {name: f"Government of {country}" for name, country in places.ALIASES.items()}
    for row in places.COUNTRIES.split("\n"):
        if not row:
            continue
        country, people_of, capital = row.split("|")
        demonyms.update(dict.fromkeys(people_of.split(","), country))
        capitals.update(dict.fromkeys(filter(None, capital.split(",")), country))
        governments[country.removeprefix("the ").casefold()] = f"Government of {country}"
    governments.update({city: f"Government of {country}" for city, country in capitals.items()})
    governments.update(places.METONYMS)
    return demonyms, capitals, governments


def _english() -> Lexicon:
    forms: dict[str, CueWord] = {}
    for row in filter(None, english_cues.ROWS.split("\n")):
        for spelling, cue in cue_forms(row).items():
            forms.setdefault(spelling, cue)
    demonyms, capitals, governments = _countries()
    return Lexicon(
        code="en",
        classes=_classes((*_ENGLISH_CLASSES, (" ".join(forms), tags.CUE))),
        cues=forms,
        particles=english_cues.PARTICLES,
        needed=english_cues.NEEDED,
        female_names=frozenset(people.FEMALE_NAMES.split()),
        male_names=frozenset(people.MALE_NAMES.split()),
        female_words=frozenset(people.FEMALE_WORDS.split()),
        male_words=frozenset(people.MALE_WORDS.split()),
        honorifics=frozenset(people.HONORIFICS.split()),
        demonyms=demonyms,
        capitals=capitals,
        governments=governments,
        offices=dict.fromkeys(places.OFFICES.split(), "office"),
        report_nouns=frozenset(english_cues.REPORT_NOUNS.split()),
        name_particles=frozenset(people.NAME_PARTICLES.split()),
        abbreviations=frozenset(people.ABBREVIATIONS.split()),
    )


_LANGUAGES: dict[str, Callable[[], Lexicon]] = {"en": _english}


@cache
def _lexicon(code: str) -> Lexicon:
    return _LANGUAGES[code]()


def lexicon_for(language: str) -> Lexicon:
    """Return the lexicon of a language tag ("en", "en-GB"); English for a language not known."""
    code = language.replace("_", "-").split("-")[0].lower()
    return _lexicon(code if code in _LANGUAGES else "en")
