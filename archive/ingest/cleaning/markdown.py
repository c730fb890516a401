"""Markdown to plain lines: its marks go, every word stays."""

from __future__ import annotations

import re

_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]{1,9}(?=\S)([^\n]{1,600})$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?=[^\n]*\w)([^\n]{2,300})\n[ \t]{0,3}(?:={3,}|-{3,})[ \t]*$", re.M)
_STRONG = re.compile(r"(?<![\w*])\*\*(?=\S)([^*\n]{1,3000}?)(?<=\S)\*\*(?![\w*])")
_STRONG_LOW = re.compile(r"(?<!\w)__(?=\S)([^_\n]{1,3000}?)(?<=\S)__(?!\w)")
_SLANTED = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,3000}?)(?<=[^\s*])\*(?![\w*])")
_SLANTED_LOW = re.compile(r"(?<!\w)_(?=[^\s_])([^_\n]{1,3000}?)(?<=[^\s_])_(?!\w)")
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\s]{0,500}(?:[ \t]\"[^\"\n]{0,200}\")?\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\((?:https?:|/|#|mailto:)[^()\s]{0,500}\)")
_QUOTED = re.compile(r"^[ \t]{0,3}(?:>[ \t]?){1,5}", re.MULTILINE)
_INLINE = (_STRONG, _STRONG_LOW, _SLANTED, _SLANTED_LOW, _LINK)
_MARKS = ("#", "---", "===", "**", "__", "](")  # one of them is in every sign
_SIGNS = (_HEADING, _UNDERLINED, _STRONG, _STRONG_LOW, _LINK, _PICTURE)


def without_marks(text: str) -> str:
    """Take the marks of Markdown out of a text that has them; every other text stays.

    Headings get blank lines round them, being paragraphs of their own. The dashes and numbers of
    lists stay, as they are seen in print.
    """
    if not any(mark in text for mark in _MARKS) or not any(sign.search(text) for sign in _SIGNS):
        return text
    text = _PICTURE.sub("", text)
    text = _UNDERLINED.sub(r"\n\1\n", text)
    text = _HEADING.sub(lambda match: f"\n{match[1].rstrip(' #')}\n", text)
    text = _QUOTED.sub("", text)
    for pattern in _INLINE:
        text = pattern.sub(r"\1", text)
    return text
