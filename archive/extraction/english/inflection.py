"""The regular forms of English verbs, enough for a list of reporting verbs."""

from __future__ import annotations

import re

from archive.extraction.language import CueWord, Form

_DOUBLING = frozenset(
    """quip brag chat nod sob hum shrug beg blog snap jab pen grin permit tut admit rebut refer
    demur slam""".split()
)
_VOWEL_Y = re.compile(r"[^aeiou]y$")


def _third(verb: str) -> str:
    if _VOWEL_Y.search(verb):
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "go")) else "s")


def _past(verb: str) -> str:
    if _VOWEL_Y.search(verb):
        return verb[:-1] + "ied"
    if verb in _DOUBLING:
        return verb + verb[-1] + "ed"
    return verb + ("d" if verb.endswith("e") else "ed")


def _ing(verb: str) -> str:
    if verb in _DOUBLING or verb in ("put", "begin", "cut", "sit"):
        return verb + verb[-1] + "ing"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + "ing"


def cue_forms(row: str) -> dict[str, CueWord]:
    """Return every form of the verb in `row` ("say/said q c b", see cues.py) with its reading.

    Where one spelling is both present and past ("read", "put"), the past wins.
    """
    head, *frames = row.split()
    lemma, past, participle = (*head.split("/"), "", "")[:3]
    past = past or _past(lemma)
    taken = frozenset(frames)
    forms = {
        lemma: Form.PLAIN,
        _third(lemma): Form.PRESENT,
        _ing(lemma): Form.ING,
        participle or past: Form.PARTICIPLE,
        past: Form.PAST,
    }
    return {spelling: CueWord(lemma, form, taken) for spelling, form in forms.items()}
