"""Which language a text is in: what metadata says, else script and the commonest words."""

from __future__ import annotations

import re
from collections import Counter

DEFAULT = "en"
_SAMPLE = 20_000  # characters
_LEAST = 3  # of the commonest words have to occur
_WORDS = {
    "en": "the and of to in that is was for with on said he it as by at from has not be are",
    "de": "der die das und ist nicht mit den von zu ein eine sich auf dem im für auch sagte wird",
    "fr": "le la les des et est une dans que pour qui sur pas avec au par du ce il a été aux",
    "es": "el la los las de que y en un una por con no se del para su al es lo como dijo más",
    "it": "il di che la per un una non sono del della con i si da le nel ha anche gli alla",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook hij werd",
    "pt": "o a os as de que e do da em um uma para com não por mais se na no foi disse",
    "pl": "w i z na się nie do to że jest o jak za od po przez są oraz dla ale",
    "uk": "і в на що не з у до та за як це від про його для був є які також",
    "ru": "и в на что не с по он как из к за это от о его для был также но сказал",
}
_TABLE = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_CODES: dict[str, list[str]] = {}  # of the languages that a word is common in
for _code, _table in _TABLE.items():
    for _word in _table:
        _CODES.setdefault(_word, []).append(_code)
_LETTERS = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"^([a-z]{2})(?:[-_][A-Za-z0-9]{1,8})*$", re.IGNORECASE)
_NAMES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr",
    "spanish": "es", "español": "es", "russian": "ru", "русский": "ru", "eng": "en", "deu": "de",
    "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "rus": "ru",
}  # fmt: skip


def language_code(declared: str | None) -> str | None:
    """Give the two letters of what a page or record declares ("en-GB", "German"), else None."""
    name = (declared or "").strip().casefold()
    match = _CODE.match(name)
    return match.group(1).lower() if match else _NAMES.get(name)


def language_of(text: str) -> str:
    """Guess the language of a text from its commonest words; English where they say nothing."""
    words = Counter(filter(_CODES.__contains__, _LETTERS.findall(text[:_SAMPLE].casefold())))
    scores = dict.fromkeys(_TABLE, 0)
    for word, count in words.items():
        for code in _CODES[word]:
            scores[code] += count
    best = max(scores, key=lambda code: (scores[code], code == DEFAULT))
    return best if scores[best] >= _LEAST else DEFAULT
