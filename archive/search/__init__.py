"""Words → rows: the vectors, the conditions, the counts, the QuerySet that all pages share.

Knows no model. Everything that asks "which statements match, how many, by what" comes through
here: `StatementQuerySet.asked` for rows, `survey` for a page of them with counts and facets.
"""

from archive.search.bound import LONGEST_LOOK, LONGEST_NAMING, TookTooLong, bounded
from archive.search.conditions import Matches
from archive.search.configurations import (
    CONFIGURATIONS,
    CUE_VECTOR,
    EXACT_VECTOR,
    OTHER,
    STATEMENT_VECTOR,
)
from archive.search.lexemes import beginning
from archive.search.names import NOBODY, Names
from archive.search.queryset import StatementQuerySet
from archive.search.question import Question
from archive.search.results import cards, first, look
from archive.search.shown import (
    CHECKED,
    EDITED,
    MACHINE,
    MARK_START,
    MARK_STOP,
    SHOWN,
    speakable,
)
from archive.search.sides import Side, sides
from archive.search.spelling import did_you_mean
from archive.search.subjects import subjects
from archive.search.survey import COUNTED, Count, Found, Period, Wish, counts
from archive.search.tally import Tally, tally
from archive.search.voices import MOST_VOICES, Voice, voices

__all__ = [
    "CHECKED",
    "CONFIGURATIONS",
    "COUNTED",
    "CUE_VECTOR",
    "EDITED",
    "EXACT_VECTOR",
    "LONGEST_LOOK",
    "LONGEST_NAMING",
    "MACHINE",
    "MARK_START",
    "MARK_STOP",
    "MOST_VOICES",
    "NOBODY",
    "OTHER",
    "SHOWN",
    "STATEMENT_VECTOR",
    "Count",
    "Found",
    "Matches",
    "Names",
    "Period",
    "Question",
    "Side",
    "StatementQuerySet",
    "Tally",
    "TookTooLong",
    "Voice",
    "Wish",
    "beginning",
    "bounded",
    "cards",
    "counts",
    "did_you_mean",
    "first",
    "look",
    "sides",
    "speakable",
    "subjects",
    "tally",
    "voices",
]
