"""Forms of Latin letters and figures that print has → what they stand for: “ﬁ” is fi, “Ａ” is A.

They come with copied text: ligatures from PDF, full-width forms from East Asian keyboards, letters
of mathematics from social media. The index reads them in the same way, where the extension
`unaccent` is there.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LETTERS = ("L", "Nd", "Nl")  # general categories (Unicode Standard, 4.5): letters, figures, Ⅷ
FULL_WIDTH = range(0xFF01, 0xFF5F)  # “！” to “～”: ASCII from “!” to “~”, one by one
TO_ASCII = 0xFF01 - ord("!")


def plain(text: str) -> str:
    """Return the text with such letters, figures and full-width marks as ASCII, all else as it is.

    Letters with a sense of their own stay: “²”, “½”, “№” and what has no ASCII form.
    """
    return text if text.isascii() else "".join(map(_plain, text))


@lru_cache(4096)
def _plain(letter: str) -> str:
    if ord(letter) in FULL_WIDTH:
        return chr(ord(letter) - TO_ASCII)
    if letter.isascii() or not unicodedata.category(letter).startswith(LETTERS):
        return letter
    meant = unicodedata.normalize("NFKC", letter)
    return meant if meant.isascii() and meant.isalnum() else letter
