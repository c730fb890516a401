"""The language that sentences about a search are said in: that of the request."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from archive.query.dates import first_day
from archive.query.words import Language

FORMATS = {4: "Y", 7: "YEAR_MONTH_FORMAT", 10: "DATE_FORMAT"}  # by the length of the text


def spoken() -> Language:
    """Return the language in force, for `archive.query.words`."""
    return Language(gettext, ngettext, in_words)


def in_words(text: str) -> str:
    """Return 2019, 2019-05 or 2019-05-17 as it is read in the language in force."""
    return date_format(first_day(text), FORMATS[len(text)])
