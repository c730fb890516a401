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
_REMEMBERED = 2000  # characters of a line whose results are kept for the next who asks
_LONGEST_MARK_RUN = 30  # Unicode Standard Annex 15, stream-safe text format


def tidy(text: str) -> str:
    """Give the text in NFC with line feeds only and without characters that are no print.

    Quotation marks, dashes, non-breaking blanks and misspellings stay. Takes time in proportion
    to the length: long runs of combining marks, which would make normalising quadratic, are cut
    to the 30 that Unicode's stream-safe format allows.
    """
    text = _ANSI.sub("", text)
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    text = _UNWANTED.sub("", text)
    text = _NON_CHARACTER.sub("", text)
    text = _JOINER_IN_WORD.sub("", text)
    return unicodedata.normalize("NFC", _MARK_RUN.sub(_cut_marks, text))


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
    return "".join(_LETTERS.findall(text.casefold()))


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
    words = text.split()
    return sum(1 for w in words if w[0].isalnum() or w[-1].isalnum() or any(map(str.isalnum, w)))
