"""The English lexicon, made from the word lists beside this file."""

from __future__ import annotations

from archive.extraction import tags
from archive.extraction.english import cues as english_cues
from archive.extraction.english import particles, people, places, words
from archive.extraction.english.inflection import cue_forms
from archive.extraction.language import CueWord, Lexicon, word_classes

_CLASSES = (
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
    (people.MORE_PERSONS, tags.PERSON),
    (words.TITLES, tags.TITLE),
    (people.MORE_TITLES, tags.TITLE),
    (words.BODIES, tags.BODY),
    (places.MORE_BODIES, tags.BODY),
    (words.DOCUMENTS, tags.DOCUMENT),
    ("to", tags.TO),
    ("as", tags.AS),
    (words.CONNECTIVES, tags.CONNECTIVE),
    (words.OCCASIONS, tags.OCCASION | tags.WORD),
)


def _countries() -> tuple[dict[str, str], dict[str, str]]:
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
    return demonyms, governments


def lexicon() -> Lexicon:
    """Return the lexicon of English."""
    forms: dict[str, CueWord] = {}
    for row in filter(None, english_cues.ROWS.split("\n")):
        for spelling, cue in cue_forms(row).items():
            forms.setdefault(spelling, cue)
    demonyms, governments = _countries()
    return Lexicon(
        code="en",
        classes=word_classes((*_CLASSES, (" ".join(forms), tags.CUE))),
        cues=forms,
        particles=particles.PARTICLES,
        frames=particles.FRAMES,
        noun_cues=frozenset(particles.NOUNS.split()),
        needed=particles.NEEDED,
        reporting_nouns=particles.REPORTING_NOUNS,
        female_names=frozenset(people.FEMALE_NAMES.split()),
        male_names=frozenset(people.MALE_NAMES.split()),
        female_words=frozenset(people.FEMALE_WORDS.split()),
        male_words=frozenset(people.MALE_WORDS.split()),
        demonyms=demonyms,
        governments=governments,
        offices=dict.fromkeys(places.OFFICES.split(), "office"),
        alliances=places.ALLIANCES,
        alliance_words=frozenset(places.ALLIANCE_WORDS),
        gendered={w: gender for gender, row in people.PRONOUNS_OF.items() for w in row.split()},
        female_endings=tuple(people.FEMALE_ENDINGS.split()),
        male_endings=tuple(people.MALE_ENDINGS.split()),
        things=frozenset(places.THINGS.split()),
        place_prepositions=frozenset(places.PLACE_PREPOSITIONS.split()),
        articles=frozenset(("the",)),
        name_particles=frozenset(people.NAME_PARTICLES.split()),
        abbreviations=frozenset(people.ABBREVIATIONS.split()),
    )
