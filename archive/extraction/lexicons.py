"""Which languages there are. A language is a folder of word lists with a `lexicon.py`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

from archive.extraction.english.lexicon import lexicon as english
from archive.extraction.german.lexicon import lexicon as german
from archive.extraction.language import Lexicon
from archive.extraction.russian.lexicon import lexicon as russian

_LANGUAGES: Final[dict[str, Callable[[], Lexicon]]] = {
    "en": english,
    "de": german,
    "ru": russian,
}


@cache
def _lexicon(code: str) -> Lexicon:
    return _LANGUAGES[code]()


def lexicon_for(language: str) -> Lexicon:
    """Return the lexicon of a language tag ("en", "en-GB"); English for a language not known."""
    code = language.replace("_", "-").split("-")[0].lower()
    return _lexicon(code if code in _LANGUAGES else "en")
