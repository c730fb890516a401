"""Candidate acceptance: is a stretch in quotation marks an utterance, a fragment, or no speech?

An *utterance* stands for a whole statement ("We will win," she said) and is read as one token; a
*fragment* is part of somebody's clause (he was "very happy"); the rest – titles of works,
nicknames, mentioned words, headings in marks – is *no speech* by itself.
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import islice
from typing import Final

from archive.extraction import tags
from archive.extraction.language import Form, Lexicon
from archive.extraction.marks import Stretch
from archive.extraction.tokens import Tokens


class Use(StrEnum):
    """What the words in quotation marks are."""

    UTTERANCE = "utterance"
    FRAGMENT = "fragment"
    NO_SPEECH = "no speech"


_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LEFT_WORD: Final = re.compile(r"(?<![^\W_])([^\W_][\w’'-]*+)[^\w]*+$")
_LOOK: Final = 60  # characters looked at on either side
_LONG: Final = 400  # characters of a quotation looked at
_MANY: Final = 12  # words: so long is no nickname and no title
_TITLE_WORDS: Final = 9
_SMALL: Final = 4  # letters: shorter words of a title may be in lower case
_BREAKS: Final = frozenset(".!?…:,;-–—―>*")
_GOES_ON: Final = tags.PREP | tags.CONJ | tags.TO | tags.AUX | tags.MODAL | tags.RELATIVE
_SAYS_AFTER: Final = frozenset(("that", "out", "like", "dass", "что"))


class Judge:
    """Judges the stretches of one paragraph."""

    def __init__(self, text: str, bounds: tuple[int, int], lexicon: Lexicon) -> None:
        self.text = text
        self.start, self.end = bounds
        self.lexicon = lexicon

    def use_of(self, stretch: Stretch, previous: Stretch | None) -> Use:
        """Tell what `stretch` is; `previous` is the stretch before it in the paragraph."""
        inner = self.text[stretch.start : min(stretch.end, stretch.start + _LONG)]
        words = [word.group() for word in islice(_WORD.finditer(inner), _MANY)]
        if not words or not stretch.opened:
            return Use.NO_SPEECH
        word, left = self._left(stretch.open)
        after = self.text[stretch.close : min(self.end, stretch.close + _LOOK)].lstrip("\u00a0 ")
        if not left and not after.strip(" .;:") and _is_heading(inner, words):
            return Use.NO_SPEECH
        if not self._introduced(word, left, stretch, previous):
            return Use.FRAGMENT
        if left in (",", "-", "–", "—") and _is_title(words) and not self._is_cue(word):
            return Use.NO_SPEECH
        return self._whole(stretch, words, after)

    def _left(self, at: int) -> tuple[str, str]:
        """The last word before `at` and the last character that is no blank."""
        piece = self.text[max(self.start, at - _LOOK) : at]
        word = _LEFT_WORD.search(piece)
        return (word.group(1).lower() if word else ""), piece.rstrip(" \u00a0\u202f\t[(")[-1:]

    def _is_cue(self, word: str) -> bool:
        cue = self.lexicon.cues.get(word)
        if cue is None or not self.lexicon.classes.get(word, 0) & tags.CUE:
            return False
        return cue.lemma not in self.lexicon.noun_cues or cue.form in (Form.PAST, Form.ING)

    def _introduced(
        self, word: str, left: str, stretch: Stretch, previous: Stretch | None
    ) -> bool:  # fmt: skip
        """Nothing, a break or a cue stands before: the words can be a whole statement."""
        if not left or left in _BREAKS:
            return True
        if previous is not None and not self.text[previous.close : stretch.open].strip():
            return True
        if not left.isalnum():
            return left in ")]"
        return self._is_cue(word) or word in _SAYS_AFTER

    def _whole(self, stretch: Stretch, words: list[str], after: str) -> Use:
        """An introduced quotation is whole when it ends like a clause or a cue follows."""
        ending = self.text[max(stretch.start, stretch.end - 4) : stretch.end].rstrip(" ’'")[-1:]
        if ending in ",.!?…-—–" or not after or after[0] in ",.;)!?—–-[(":
            return Use.UTTERANCE
        first = _WORD.match(after)
        if first and self._goes_on(first.group()):
            return Use.FRAGMENT
        if len(words) >= _MANY or (first and self._is_cue(first.group().lower())):
            return Use.UTTERANCE
        return Use.FRAGMENT

    def _goes_on(self, word: str) -> bool:
        """The clause goes on behind the mark: said that "the deaths were caused" by neglect."""
        tag = self.lexicon.classes.get(word, 0)
        return bool(tag & _GOES_ON) and not tag & (tags.PRONOUN | tags.DET | tags.POSSESSIVE)


def _is_heading(inner: str, words: list[str]) -> bool:
    """A paragraph of few words, wholly in marks: without a full stop, or In Title Case."""
    if len(words) > _TITLE_WORDS:
        return False
    if ". " in inner or (", " in inner and not _is_title(words)):
        return False
    return inner.rstrip()[-1:] not in ".!?,…-—" or (len(words) > 2 and _is_title(words))


def _is_title(words: list[str]) -> bool:
    """Few words, and every longer one begins with a capital: a book, a film, a song."""
    longer = [word for word in words if len(word) >= _SMALL]
    return len(words) <= _TITLE_WORDS and bool(longer) and all(w[0].isupper() for w in longer)


def says_much(tokens: Tokens, first: int, last: int) -> bool:
    """Do the reported words (tokens `first` to before `last`) say something by themselves?

    "Congratulated the team", "denied it" report a deed and no words; "welcomed the decision" and
    anything quoted or with a verb does.
    """
    if last <= first:
        return False
    if last - first > _FEW or any(tokens.tag[k] & _SAYS for k in range(first, last)):
        return True
    head = tokens.tag[last - 1]
    if head & tags.CAPITAL and not head & (tags.TIME | tags.OBJECT | tags.DET):
        return True  # "attacked Example" is an attack on somebody
    return not head & _NO_MATTER


def is_mere_name(tokens: Tokens, first: int, last: int) -> bool:
    """ "spoke of “Big Red”", "announced a “revolution”": a name or one word in marks, no speech.

    A name in marks has capitals at its longer words; of the words outside of the marks only an
    article, a possessive and what follows a preposition are left aside.
    """
    marked = [k for k in range(first, last) if tokens.tag[k] & tags.QUOTED]
    if not marked or len(marked) > _TITLE_WORDS:
        return False
    loose = [k for k in range(first, last) if not tokens.tag[k] & (_SMALL_WORDS | tags.QUOTED)]
    if any(not _trails(tokens, k, marked) for k in loose):
        return False
    longer = [k for k in marked if tokens.end[k] - tokens.start[k] >= _SMALL]
    return len(marked) == 1 or all(tokens.tag[k] & tags.CAPITAL for k in longer)


_SMALL_WORDS: Final = tags.DET | tags.POSSESSIVE | tags.PUNCTUATION


def _trails(tokens: Tokens, at: int, marked: list[int]) -> bool:
    """The word stands behind the marks, in a phrase with a preposition: "“Big Red” at the gate"."""
    behind = marked[-1] + 1
    return at >= behind and bool(tokens.tag[behind] & tags.PREP)


_FEW: Final = 3  # tokens
_SAYS: Final = tags.QUOTED | tags.QUOTE | tags.AUX | tags.MODAL | tags.VERB
_SOMEBODY: Final = tags.PERSON | tags.TITLE | tags.BODY
_NO_MATTER: Final = _SOMEBODY | tags.OBJECT | tags.PRONOUN | tags.TIME | tags.DET
