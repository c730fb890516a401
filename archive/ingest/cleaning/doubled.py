"""Bodies printed twice: joined into one, without losing what only one of the copies has.

A page often holds its article twice, once as a teaser or as one run-together block and once
clean. Sentences are compared by their letters alone, so that blanks and quotation marks that got
lost do not count. The better copy stays as it is; what only the other one has is put where it
stands there. Time is proportional to the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from archive.ingest.cleaning.characters import squeeze, word_count
from archive.ingest.cleaning.sentences import sentences_of

_LONG = 30  # letters; a repetition of less may be a turn of speech
_SHARED = 0.6  # of the shorter copy has to be in the other
_LEAST_SHARED = 2  # long sentences
_MOST_ROUNDS = 3  # copies beyond the first
_ALIKE = 92  # of 100: the same sentence with a slip of the pen mended
_PULLED = 7  # words of a pull quote; a shorter one is likelier a subheading in quotation marks
_TEASER = 2000  # characters looked at
_SEARCHES = 400  # whole-text searches a merge may spend


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    key: str  # letters and digits only
    paragraph: int


def without_copies(paragraphs: list[str]) -> list[str]:
    """Give the paragraphs with everything said once: copies merged, teasers and repeats dropped."""
    for _ in range(_MOST_ROUNDS):
        merged = _merged_once(paragraphs)
        if merged is None:
            break
        paragraphs = merged
    return _without_repeats(_without_teasers(paragraphs))


def _merged_once(paragraphs: list[str]) -> list[str] | None:
    sentences = [
        _Sentence(text, squeeze(text), number)
        for number, paragraph in enumerate(paragraphs)
        for text in sentences_of(paragraph)
    ]
    cut = _second_beginning(sentences)
    if cut is None:
        return None
    start, middle = cut
    first, second = sentences[start:middle], sentences[middle:]
    if not _is_copy(first, second):
        return None
    base, other = (second, first) if _quality(second) > _quality(first) else (first, second)
    between: list[_Sentence] = []
    if base is second:
        # what stands below the end of the first copy stands above the second, and stays there
        other, between = _cut_behind_copy(first, second)
    body = _insert(base, _only_in(other, base))
    return _paragraphs([*sentences[:start], *between]) + body


def _cut_behind_copy(
    first: list[_Sentence], second: list[_Sentence]
) -> tuple[list[_Sentence], list[_Sentence]]:
    """Cut the first copy off from what stands between it and the second copy."""
    keys = {s.key for s in second}
    end = max(n for n, s in enumerate(first) if s.key in keys) + 1
    return first[:end], [s for _, s in _only_in(first[end:], second)]


def _second_beginning(sentences: list[_Sentence]) -> tuple[int, int] | None:
    """Give where the first copy begins and where the second does."""
    seen: dict[str, int] = {}
    again: dict[str, int] = {}
    for at, sentence in enumerate(sentences):
        if len(sentence.key) < _LONG:
            continue
        if sentence.key in seen:
            again.setdefault(sentence.key, at)
        else:
            seen[sentence.key] = at
    starts = [(seen[key], at) for key, at in again.items()]
    return min(starts, default=None)


def _is_copy(first: list[_Sentence], second: list[_Sentence]) -> bool:
    keys = {s.key for s in first} & {s.key for s in second if len(s.key) >= _LONG}
    shared = sum(len(key) for key in keys)
    smaller = min(sum(len(s.key) for s in copy) for copy in (first, second))
    return len(keys) >= _LEAST_SHARED and shared >= _SHARED * smaller


def _quality(copy: list[_Sentence]) -> tuple[bool, int]:
    """Rank a copy: one that is divided into paragraphs first, then the longer one."""
    divided = len({s.paragraph for s in copy})
    return divided * 4 > len(copy), sum(len(s.key) for s in copy)


def _only_in(other: list[_Sentence], base: list[_Sentence]) -> list[tuple[str | None, _Sentence]]:
    """Give the sentences the base lacks, each with the key of the base sentence before it."""
    keys = {s.key for s in base}
    whole = "".join(s.key for s in base)
    fresh: list[tuple[str | None, _Sentence]] = []
    before: str | None = None
    searches = 0
    for sentence in other:
        if sentence.key in keys:
            before = sentence.key
            continue
        searches += 1
        known = searches <= _SEARCHES and sentence.key in whole
        if not known and not _has_like(sentence, base, searches):
            fresh.append((before, sentence))
    return fresh


def _has_like(sentence: _Sentence, base: list[_Sentence], searches: int) -> bool:
    """Tell whether the base has the sentence with a small difference: a typing slip mended."""
    if len(sentence.key) < _LONG or searches * len(base) > _SEARCHES * 100:
        return False
    return any(
        abs(len(s.key) - len(sentence.key)) < 12
        and fuzz.ratio(s.key, sentence.key, score_cutoff=_ALIKE)
        and _same_numbers(s.key, sentence.key)
        for s in base
    )


def _same_numbers(one: str, two: str) -> bool:
    return [c for c in one if c.isdigit()] == [c for c in two if c.isdigit()]


def _insert(base: list[_Sentence], fresh: list[tuple[str | None, _Sentence]]) -> list[str]:
    """Put each fresh sentence behind the one it follows in its own copy."""
    behind: dict[str | None, list[_Sentence]] = {}
    for before, sentence in fresh:
        behind.setdefault(before, []).append(sentence)
    placed = [replace(s, paragraph=-1 - n) for n, s in enumerate(behind.pop(None, []))]
    last = {s.paragraph: n for n, s in enumerate(base)}
    for n, sentence in enumerate(base):
        placed.append(sentence)
        ends = last[sentence.paragraph] == n
        for extra in behind.pop(sentence.key, []):
            # within a paragraph it stays there; behind its end it is a paragraph of its own
            own = -1000 - len(placed) if ends else sentence.paragraph
            placed.append(replace(extra, paragraph=own))
    return _paragraphs(placed)


def _paragraphs(sentences: Iterable[_Sentence]) -> list[str]:
    paragraphs: list[str] = []
    number: int | None = None
    for sentence in sentences:
        if sentence.paragraph == number:
            paragraphs[-1] += " " + sentence.text
        else:
            paragraphs.append(sentence.text)
        number = sentence.paragraph
    return paragraphs


def _without_teasers(paragraphs: list[str]) -> list[str]:
    """Drop a paragraph that is only the beginning of a later one: a lead, often cut off."""
    keys = [squeeze(p[:_TEASER]) for p in paragraphs]
    later = {key[:_LONG]: at for at, key in enumerate(keys)}
    return [p for at, p in enumerate(paragraphs) if not _is_teaser(at, keys, later)]


def _is_teaser(at: int, keys: list[str], later: dict[str, int]) -> bool:
    key = keys[at]
    twin = later.get(key[:_LONG], at)
    return len(key) >= _LONG and twin > at and keys[twin].startswith(key) and keys[twin] != key


def _is_bare_quotation(paragraph: str, key: str) -> bool:
    marks = paragraph[0] in "“\"„«‘'" and paragraph.endswith(("”", '"', "“", "»", "’", "'"))
    return marks and len(key) <= 400 and word_count(paragraph) >= _PULLED


def _without_repeats(paragraphs: list[str]) -> list[str]:
    """Drop a long paragraph that was printed before, word for word."""
    seen: set[str] = set()
    kept: list[str] = []
    keys = [squeeze(paragraph) for paragraph in paragraphs]
    whole = "\n".join(keys)
    searches = 0
    for paragraph, key in zip(paragraphs, keys, strict=True):
        if key in seen and word_count(paragraph) >= 8:
            continue
        if _is_bare_quotation(paragraph, key):
            searches += 1
            if searches <= _SEARCHES and whole.count(key) > 1 and key not in seen:
                continue  # a pull quote
        seen.add(key)
        kept.append(paragraph)
    return kept
