"""No text costs more than its length: steps are counted, the clock is not asked."""

from __future__ import annotations

import sys
from collections import Counter

import pytest

from archive.extraction import Document, find_quotations
from tests.bench_extraction import HOSTILE

LENGTH = 6000  # characters: several of the longest sentences
MOST_PER_CHARACTER = 30  # calls


OTHER_LANGUAGES = {
    ("de", "sources with so"): "Der Damm hält, so Bo Muster weiter, ",
    ("de", "verbs without their prefix"): "teilte das Amt am Montag ",
    ("de", "sources before zufolge"): "Ada Beispiel zufolge ",
    ("de", "genitives"): "laut einer Studie des Amtes der Stadt ",
    ("de", "compounds"): "Oberlandesverwaltungsgerichtspräsidentenamt" * 3 + " ",
    ("ru", "dialogue"): "— Мы ждём, — сказал Борис Образцов. — Где паром?\n",
    ("ru", "dashes"): "— Мы, — ",
    ("ru", "names in their cases"): "По словам Бориса Образцова, Анна Образцова сказала, что ",
    ("ru", "his words"): "по его словам ",
}


def calls(text: str, language: str = "en") -> int:
    """Count the calls of functions, and the steps of generators, that reading a text takes."""
    seen: Counter[str] = Counter()
    sys.setprofile(lambda _frame, event, _what: seen.update((event,)))
    try:
        find_quotations(Document(text, language=language))
    finally:
        sys.setprofile(None)
    return seen["call"] + seen["c_call"]


@pytest.mark.parametrize("shape", HOSTILE)
def test_twice_the_text_takes_twice_the_steps(shape: str) -> None:
    text = HOSTILE[shape][: 2 * LENGTH]
    text = (text * (2 * LENGTH // len(text) + 1))[: 2 * LENGTH]
    once, twice = calls(text[:LENGTH]), calls(text)
    assert twice <= 2.5 * once + 1000
    assert twice <= MOST_PER_CHARACTER * len(text)


def test_a_sentence_of_nothing_but_cues_looks_for_their_subject_nearby() -> None:
    text = ("She smiled " + "and said and told and urged and added " * 400)[:LENGTH]
    assert calls(text) <= MOST_PER_CHARACTER * len(text)


@pytest.mark.parametrize(("language", "shape"), OTHER_LANGUAGES)
def test_so_it_does_in_other_languages(language: str, shape: str) -> None:
    text = OTHER_LANGUAGES[language, shape]
    text = (text * (2 * LENGTH // len(text) + 1))[: 2 * LENGTH]
    once, twice = calls(text[:LENGTH], language), calls(text, language)
    assert twice <= 2.5 * once + 1000
    assert twice <= MOST_PER_CHARACTER * len(text)
