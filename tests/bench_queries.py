"""Queries of each class, drawn by how frequent their words are."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from tests.bench_corpus import COMMON, END, Corpus

CLASSES = ("rare", "medium", "common", "two words", "phrase", "word + speaker", "word + year",
           "speaker", "prefix", "without", "empty box")  # fmt: skip
SAMPLE = 20_000  # statements whose words are counted


@dataclass(frozen=True)
class Asked:
    """One query, as every engine needs it."""

    q: str = ""
    words: tuple[str, ...] = ()
    without: str = ""
    phrase: tuple[str, ...] = ()
    prefix: str = ""
    speaker: int = 0
    days: tuple[str, str] = ("", "")


def queries(corpus: Corpus, n: int) -> dict[str, list[Asked]]:
    """Return `n` queries of each class; rare: 5 to 99 of a million, medium: 0.5 to 2 %, common: 8 %
    and more."""
    dice = random.Random(42)
    rows = random.Random(41).sample(corpus.rows, min(SAMPLE, corpus.n))
    seen = Counter(word for row in rows for word in set(row.text.lower().rstrip(".").split()))
    known = [(word, count / len(rows)) for word, count in seen.items() if word not in COMMON]
    medium = sorted(word for word, share in known if 0.005 <= share <= 0.02)
    common = sorted(word for word, share in known if share >= 0.05)
    low = sorted(word for word, share in known if 0.0002 <= share <= 0.002 and len(word) > 6)
    rare = sorted(set(corpus.words[20_000:]) - set(seen))
    speakers = [row.speaker for row in rows]

    def year() -> tuple[str, str]:
        first = END - timedelta(days=dice.randrange(400, 7000))
        return first.isoformat(), (first + timedelta(days=365)).isoformat()

    def one(words: list[str]) -> Asked:
        word = dice.choice(words)
        return Asked(word, (word,))

    def phrase() -> Asked:
        if dice.random() < 0.5:
            pair = dice.choice(corpus.pairs)
        else:
            text = dice.choice(rows).text.lower().rstrip(".").split()
            place = dice.randrange(len(text) - 1)
            pair = (text[place], text[place + 1])
        return Asked(f'"{pair[0]} {pair[1]}"', phrase=pair)

    def two() -> Asked:
        pair = (dice.choice(medium + common), dice.choice(common))
        return Asked(" ".join(pair), pair)

    def in_year() -> Asked:
        word, days = dice.choice(medium + common), year()
        return Asked(f"{word} {days[0]}..{days[1]}", (word,), days=days)

    def by() -> Asked:
        return Asked(word := dice.choice(medium + common), (word,), speaker=dice.choice(speakers))

    def begins() -> Asked:
        beginning = dice.choice(low)[:5]
        return Asked(f"{beginning}*", prefix=beginning)

    def without() -> Asked:
        word, other = dice.choice(medium), dice.choice(common)
        return Asked(f"{word} -{other}", (word,), without=other)

    makers = {
        "rare": lambda: one(rare), "medium": lambda: one(medium), "common": lambda: one(common),
        "two words": two, "phrase": phrase, "word + speaker": by, "word + year": in_year,
        "speaker": lambda: Asked(speaker=dice.choice(speakers)), "prefix": begins,
        "without": without, "empty box": Asked,
    }  # fmt: skip
    return {name: [makers[name]() for _ in range(n)] for name in CLASSES}
