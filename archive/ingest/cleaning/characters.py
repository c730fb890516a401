"""Characters that carry no words are taken out; everything printed stays as printed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# NUL and the other C0/C1 controls except tab and line feed; lone surrogates; private use;
# non-characters; soft hyphen, zero-width space and word joiner; directional overrides, which
# an unclosed one would let turn the rest of a page.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    "\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufff9-\ufffb"
    "\U000f0000-\U0010ffff]"
)
_NON_CHARACTER = re.compile("[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff]")
_ANSI = re.compile("\x1b\\[[0-9;]{0,20}[A-Za-z]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028]")
_JOINER_IN_WORD = re.compile("(?<=[A-Za-z\u00c0-\u04ff])[\u200c\u200d](?=[A-Za-z\u00c0-\u04ff])")
_MARK_RUN = re.compile(r"[^\w\s]{31,}")
_LETTERS = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W_]\S*")  # from its first letter or digit to the next blank
_IN_PRINT = "“”‘’„«»–—…"  # what is not ASCII in nearly every English text
_BLANKS = bytes(n for n in range(128) if chr(n).isspace())
_NO_LETTERS = bytes(n for n in range(128) if not chr(n).isalnum())
_MARKS = bytes(n for n in _NO_LETTERS if n not in _BLANKS)
_BLANK = bytes.maketrans(_BLANKS, b" " * len(_BLANKS))  # bytes know fewer blanks than text
_REMEMBERED = 2000  # characters of a line whose results are kept for the next who asks
_LONGEST_MARK_RUN = 30  # Unicode Standard Annex 15, stream-safe text format


def tidy(text: str) -> str:
    """Give the text in NFC with line feeds only and without characters that are no print.

    Quotation marks, dashes, non-breaking blanks and misspellings stay. Takes time in proportion
    to the length: long runs of combining marks, which would make normalising quadratic, are cut
    to the 30 that Unicode's stream-safe format allows.
    """
    if not text.replace("\n", "").isprintable():
        text = _without_unprintable(text)
    return text if text.isascii() else unicodedata.normalize("NFC", _MARK_RUN.sub(_cut_marks, text))


def _without_unprintable(text: str) -> str:
    text = _ANSI.sub("", text)
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    text = _UNWANTED.sub("", text)
    text = _NON_CHARACTER.sub("", text)
    return _JOINER_IN_WORD.sub("", text)


def _cut_marks(match: re.Match[str]) -> str:
    kept: list[str] = []
    run = 0
    for char in match.group():
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= _LONGEST_MARK_RUN:
            kept.append(char)
    return "".join(kept)


def squeeze(text: str) -> str:
    """Give letters and digits only, in one case: equal for texts that differ in print alone."""
    return _squeezed(text) if len(text) <= _REMEMBERED else _squeezed.__wrapped__(text)


@lru_cache(4096)  # each step of cleaning asks for the same lines
def _squeezed(text: str) -> str:
    text = text.casefold()
    plain = _ascii(text)
    if plain is None:
        return "".join(_LETTERS.findall(text))
    return plain.translate(None, _NO_LETTERS).decode("ascii")


def _ascii(text: str) -> bytes | None:
    """Give a text without the marks of print as bytes, which are faster; None if it is no ASCII."""
    if not text.isascii():
        for mark in _IN_PRINT:
            text = text.replace(mark, "")
    return text.encode("ascii") if text.isascii() else None


def is_upper_start(text: str) -> bool:
    """Tell whether the first letter is a capital (texts without letters: False)."""
    for char in text[:40]:
        if char.isalpha():
            return char.isupper()
    return False


def word_count(text: str) -> int:
    """Count the words, a word being what stands between blanks and holds a letter or digit."""
    return _counted(text) if len(text) <= _REMEMBERED else _counted.__wrapped__(text)


@lru_cache(4096)
def _counted(text: str) -> int:
    plain = _ascii(text)
    if plain is None:
        return len(_WORD.findall(text))
    return len(plain.translate(_BLANK, _MARKS).split())
