"""What public pages show, and which characters they can."""

from __future__ import annotations

import re

# The statuses that public pages show; models/status.py adds the others, and what each is called.
SHOWN = MACHINE, CHECKED, EDITED = "machine", "checked", "edited"

# Private-use characters: text is cleaned of them at ingest, so they can only be marks.
MARK_START, MARK_STOP = "\ue000", "\ue001"

# Control characters and lone surrogates: neither the database nor a page can hold them.
UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


def speakable(text: str) -> str:
    """Return `text` without the characters that no page can show, white space folded."""
    return " ".join(UNSPEAKABLE.sub(" ", text).split())
