"""Names as they are compared."""

from __future__ import annotations

import re
import unicodedata

QUOTE_LIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-"})
SPACES = re.compile(r"\s+")


def normalised(name: str) -> str:
    """Return `name` as it is looked up and sorted by: no case, no accents, one kind of mark.

    "  José  O’Hara " → "jose o'hara". й and ё stay letters of their own.
    """
    letters = unicodedata.normalize("NFD", name.translate(QUOTE_LIKE).casefold())
    kept = "".join(
        mark
        for before, mark in zip(" " + letters, letters, strict=False)
        if not unicodedata.combining(mark) or "Ѐ" <= before <= "ӿ"
    )
    return SPACES.sub(" ", unicodedata.normalize("NFC", kept)).strip()
