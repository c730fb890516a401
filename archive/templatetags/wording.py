"""Two prints of one quotation, word by word: what one has and the other has not."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from django import template

from archive.templatetags.lit import BETWEEN

register = template.Library()

WORD = re.compile(r"\w+(?:['’-]\w+)*")


class Stretch(NamedTuple):
    """Words that both prints have, or only this one or only the other."""

    words: str
    change: str  # "", "added" or "left out"


@register.filter
def differing(other: str, one: str) -> list[Stretch]:
    """Return the words of `other`, with what it adds to `one` and what it leaves out.

    Case and punctuation are no difference; the words shown are those printed.
    """
    ours, theirs = one.split(), other.split()
    matcher = SequenceMatcher(None, [_bare(w) for w in ours], [_bare(w) for w in theirs], False)
    found = []
    for change, start, end, begin, stop in matcher.get_opcodes():
        if change == "equal":
            found.append(Stretch(" ".join(theirs[begin:stop]), ""))
            continue
        if end > start:
            found.append(Stretch(" ".join(ours[start:end]), "left out"))
        if stop > begin:
            found.append(Stretch(" ".join(theirs[begin:stop]), "added"))
    return found


def changes(before: str, after: str) -> list[list[Stretch]]:
    """Return the paragraphs that differ between two texts, each as what was added and left out."""
    ours, theirs = BETWEEN.split(before.strip()), BETWEEN.split(after.strip())
    found = []
    for change, start, end, begin, stop in SequenceMatcher(None, ours, theirs, False).get_opcodes():
        if change == "equal":
            continue
        for one, other in zip_longest(ours[start:end], theirs[begin:stop], fillvalue=""):
            found.append(differing(other, one))
    return found


def _bare(word: str) -> str:
    return " ".join(WORD.findall(word.casefold())) or word
