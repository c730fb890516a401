"""A made-up archive of any size for measuring: words by Zipf's law, pairs that belong together.

The same number and seed give the same rows. The words are made of syllables;
nothing is taken from any text. One speaker in ten thousand says 8 % of everything, as in life.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

SPEAKERS, OUTLETS, YEARS, AN_ARTICLE = 10_000, 500, 20, 8
WORDS, PAIRS = 40_000, 40
A_CHUNK = 20_000
END = date(2026, 1, 1)
KINDS = np.array(["direct", "mixed", "indirect"])
COMMON = (
    "the of to and a in that is it for was on with as be he by at have are this not but from had"
    " his they which or we there been has will their all she more no so what when who its than"
).split()
START, MIDDLE, LAST = (
    part.split()
    for part in (
        "b br c ch d dr f fl g gr h j k l m n p pl pr r s sh st t tr v w",
        "a e i o u ai ea ou",
        "l n r s t m nd st ck ng rm lt p d",
    )
)


def vocabulary(dice: random.Random) -> list[str]:
    """Return WORDS words, the most frequent first: English stop words, then made-up ones."""
    words = dict.fromkeys(COMMON)
    while len(words) < WORDS:
        syllables = dice.randint(1, 3) + (len(words) > 2000)
        word = "".join(
            dice.choice(START) + dice.choice(MIDDLE) + dice.choice(["", dice.choice(LAST)])
            for _ in range(syllables)
        )
        if 3 < len(word) < 15:
            words[word] = None
    return list(words)


def zipf(n: int, shift: float, power: float = 1.0) -> np.ndarray:
    """Return the cumulated shares of n ranks."""
    shares = 1 / (np.arange(1, n + 1) + shift) ** power
    return np.cumsum(shares / shares.sum())


@dataclass(frozen=True, slots=True)
class Row:
    """One statement."""

    article: int
    speaker: int
    outlet: int
    kind: str
    day: date
    text: str


@dataclass(frozen=True)
class Corpus:
    """`n` statements of made-up people in made-up words."""

    n: int
    seed: int = 1

    @cached_property
    def words(self) -> list[str]:
        """The words, the most frequent first."""
        return vocabulary(random.Random(self.seed))

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """Words that often stand side by side."""
        chosen = np.random.default_rng([self.seed, 2]).integers(300, 3000, (PAIRS, 2))
        return [(self.words[one], self.words[other]) for one, other in chosen]

    @cached_property
    def rows(self) -> list[Row]:
        """The statements, article by article, most of them in the order of their days."""
        return [
            row
            for number, first in enumerate(range(0, self.n, A_CHUNK))
            for row in self._chunk(np.random.default_rng([self.seed, 3, number]), first, A_CHUNK)
        ]

    def _chunk(self, dice: np.random.Generator, first: int, per: int) -> Iterator[Row]:
        n = min(per, self.n - first)
        articles = (first + np.arange(n)) // AN_ARTICLE
        of_article = np.random.default_rng([self.seed, 4, first])
        count = int(articles[-1] - articles[0] + 1)
        place = articles - articles[0]
        outlet = np.searchsorted(zipf(OUTLETS, 3.0), of_article.random(count))[place]
        share = np.sqrt((articles + 1) / (self.n / AN_ARTICLE + 1))
        late = of_article.random(count)[place] < 0.2  # found and added later
        share = np.where(late, of_article.random(count)[place], share)
        days = (share * YEARS * 365).astype(int)
        speaker = np.searchsorted(zipf(SPEAKERS, 0.3), dice.random(n))
        kind = KINDS[np.searchsorted([0.6, 0.7], dice.random(n))]
        texts = self._texts(dice, n)
        start = END - timedelta(days=YEARS * 365)
        for row in range(n):
            day = start + timedelta(days=int(days[row]))
            yield Row(
                int(articles[row]) + 1, int(speaker[row]) + 1, int(outlet[row]) + 1,
                str(kind[row]), day, texts[row],
            )  # fmt: skip

    def _texts(self, dice: np.random.Generator, n: int) -> list[str]:
        lengths = np.clip(dice.lognormal(3.4, 0.55, n).astype(int), 5, 200)
        ends = np.cumsum(lengths)
        chosen = np.searchsorted(zipf(WORDS, 2.7, 1.05), dice.random(int(ends[-1])))
        words = np.array(self.words, dtype=object)[chosen]
        pairs = np.flatnonzero(dice.random(n) < 0.25)
        which = np.searchsorted(zipf(PAIRS, 1.0), dice.random(len(pairs)))
        for row, pair in zip(pairs, which, strict=True):
            place = int(ends[row]) - 2
            words[place], words[place + 1] = self.pairs[pair]
        texts = []
        for row in range(n):
            text = " ".join(words[ends[row] - lengths[row] : ends[row]])
            texts.append(f"{text[0].upper()}{text[1:]}.")
        return texts
