"""Words as they are compared across articles: normalised, and sketched so that they are found."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

# A word with its apostrophes, or a number with its separators.
WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’ʼ‘][^\W\d_]+)*|\w+")
APOSTROPHES = re.compile(r"['’ʼ‘]")
ACCENTS = re.compile("[\u0300-\u036f]+")
THOUSANDS = re.compile(r"(?<=\d)[,.](?=\d{3}(?!\d))")
# Words of four letters and more that say nothing of the subject; shorter ones never count.
EMPTY = frozenset(
    """about after again against also because been before being between both could does doing dont
    down during each from further have having here hers herself himself into itself just more most
    much must myself once only other ours over said same shall should some such than that thats
    their theirs them then there these they this those through under until upon very well were what
    when where which while whom whose will with within would your yours every been says whatever
    whoever cannot cant dont wont isnt arent wasnt werent doesnt didnt hasnt havent hadnt wouldnt
    aber alle allem allen aller alles also andere auch beim bereits dann dass deine denn deren
    dessen diese diesem diesen dieser dieses doch durch eine einem einen einer eines etwas haben
    habe hatte hatten hier ihre ihrem ihren ihrer immer jede jedem jeden jeder kann konnen mehr
    mein meine muss noch nach nur oder ohne schon sehr sein seine seinem seinen seiner sich sind
    soll sollen sondern uber unser unsere unserem unseren unter viel vom wenn werden wird wieder
    wollen worden wurde wurden zwischen
    была были было быть ведь весь вот всех всего даже если есть еще здесь или ими когда которая
    которой которые который которых лишь между меня может можно надо него нее нибудь опять очень
    перед после потом потому почти себя сейчас также такой тоже того только хоть чего через чтоб
    чтобы эта эти этим этих этого этой этом этот""".split()
)
STEM = 6  # letters: enough to tell subjects apart, few enough to pass over most endings
LONGEST = 400  # words that are compared; what is longer is no quotation


def words_of(text: str) -> list[str]:
    """Return the words of `text` as they are compared, at most LONGEST of them.

    No case, no accents (й and ё apart: й stays, ё is е), no punctuation, no brackets, no
    separators of thousands; “don’t” is one word.
    """
    plain = text.casefold()
    if not plain.isascii():
        folded = unicodedata.normalize("NFKD", plain.replace("й", "\ue001"))
        plain = ACCENTS.sub("", folded).replace("\ue001", "й")
    plain = THOUSANDS.sub("", plain)
    return [APOSTROPHES.sub("", word) for word in WORD.findall(plain)][:LONGEST]


def stems_of(words: list[str]) -> list[str]:
    """Return the beginnings of the words that say what it is about, figures whole."""
    stems = map(_stem, words)
    return [stem for stem in stems if stem]


@lru_cache(maxsize=1 << 16)  # words: an archive says the same ones again and again
def _stem(word: str) -> str:
    if word[0].isdigit():
        return word
    return word.removesuffix("s")[:STEM] if len(word) > 3 and word not in EMPTY else ""


def hashed(words: str) -> int:
    """Return a signed 64-bit hash that is the same in each process and for ever."""
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big", signed=True)
