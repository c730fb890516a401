"""In which words a statement is found: the vectors of its row, by its language."""

from __future__ import annotations

from django.contrib.postgres.search import SearchVector
from django.db.models import Case, When

# Language of a row → PostgreSQL text search configuration made by migration 0001: the stemmer of
# the language, accents ignored where the extension `unaccent` is there.
CONFIGURATIONS = {
    "en": "onrecord_en",
    "de": "onrecord_de",
    "es": "onrecord_es",
    "fr": "onrecord_fr",
    "ru": "onrecord_ru",
}
OTHER = "onrecord_simple"
ALL = (*CONFIGURATIONS.values(), OTHER)

# Every form of a word is one lexeme; words such as "the" are left out.
STATEMENT_VECTOR = Case(
    *(
        When(language=language, then=SearchVector("text", config=configuration))
        for language, configuration in CONFIGURATIONS.items()
    ),
    default=SearchVector("text", config=OTHER),
)
# Every form is a lexeme of its own, "the" too: for phrases, exact forms, beginnings of words.
EXACT_VECTOR = SearchVector("text", config=OTHER)
CUE_VECTOR = SearchVector("cue", config=OTHER)
