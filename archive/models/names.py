"""Names as they are compared."""

from __future__ import annotations

import re
import unicodedata

from django.contrib.postgres.search import SearchVectorField
from django.db.models import F, Func, Q

from archive.query.letters import plain
from archive.search import Matches, beginning

LONGEST_NAME = 200  # characters
QUOTE_LIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-"})
SPACES = re.compile(r"\s+")


class WordsOf(Func):
    """The words of a normalised name as a vector, for an index on them."""

    template = "array_to_tsvector(array_remove(string_to_array(%(expressions)s, ' '), ''))"
    output_field = SearchVectorField()


def begins_words(field: str, words: str) -> Q:
    """Return the condition that each of the words begins a word of the field; Q() for no words.

    The field has an index on WordsOf(field): no name that does not fit is looked at.
    """
    typed = normalised(words).split()
    if any(len(word) > LONGEST_NAME for word in typed):
        return Q(pk__in=[])
    query = " & ".join(map(beginning, typed))
    return Q(Matches(WordsOf(F(field)), query)) if query else Q()


def normalised(name: str) -> str:
    """Return `name` as it is looked up and sorted by: no case, no accents, one kind of mark.

    "  José  O’Hara " → "jose o'hara". й and ё stay letters of their own; “ﬁ” is fi.
    """
    if name.isascii() and "`" not in name:  # most are: tens of thousands in an ingest
        return " ".join(name.lower().split())
    letters = unicodedata.normalize("NFD", plain(name).translate(QUOTE_LIKE).casefold())
    kept = "".join(
        mark
        for before, mark in zip(" " + letters, letters, strict=False)
        if not unicodedata.combining(mark) or "Ѐ" <= before <= "ӿ"
    )
    return SPACES.sub(" ", unicodedata.normalize("NFC", kept)).strip()
