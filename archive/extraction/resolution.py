"""Resolution: which person or body a mention stands for, within one article.

Every answer comes with a sentence a page can show and a factor for the confidence. The order of
trial: a pronoun, "who", a name, a metonym or body, a title or description; else nobody known.
"""

from __future__ import annotations

from collections import deque
from typing import Final

from archive.extraction import tags
from archive.extraction.body_mentions import SPOKEN_FOR, Body, body_named
from archive.extraction.descriptions import Describer
from archive.extraction.known import Registry, office_ground
from archive.extraction.language import Lexicon
from archive.extraction.model import Span
from archive.extraction.naming import Namer, Resolved
from archive.extraction.salience import Somebody, Stage
from archive.extraction.scene import Scene
from archive.extraction.tokens import Tokens

_ALLIANCE_LOOK: Final = 20_000  # characters
_MEMORY: Final = 12  # bodies remembered for "it"
_FIRST_PERSON: Final = frozenset("i we my our ich wir я мы".split())
_ONE: Final = ("f", "m")  # his, her: one person's
_PLURAL: Final = frozenset("they them both others many some они".split())
_NEUTER: Final = frozenset(("it", "this", "that", "these", "those", "es"))
_OTHERS: Final = tags.POSSESSIVE | tags.PRONOUN | tags.OBJECT  # "his mother" is no man
_CLEAR: Final = 1.8  # how far the likeliest must lead to be hardly in doubt
_EVIDENT: Final = 0.955  # under this the article itself does not say who holds a title
_LEADING: Final = 1.25  # … to be more likely than not


class Resolver:
    """Resolves the mentions of one article, in the order of the text."""

    def __init__(self, text: str, scene: Scene, registry: Registry | None = None) -> None:
        self.text = text
        self.registry = registry
        self.scene = scene
        self.lexicon: Lexicon = scene.lexicon
        self.stage = Stage(scene)
        self.namer = Namer(self.stage)
        self.describer = Describer(self.stage)
        self.bodies: deque[str] = deque(maxlen=_MEMORY)
        self._taken_apart: dict[str, Tokens] = {}  # mentions that come again
        self._answers: dict[Span, tuple[Resolved, Somebody | None]] = {}

    def resolve(self, mention: Span | None, at: int | None = 0) -> Resolved:
        """Return who `mention` stands for, and remember it for the pronouns that follow.

        `at` is the offset of the words said, which may stand far from the mention; None for words
        inside another's, whose speaker nobody goes on about.
        """
        if mention is None:
            return Resolved(None, False, "nobody is named", 1.0)
        known = self._answers.get(mention)
        if known is None:
            self.stage.advance(mention.start)
            words = self.text[mention.start : mention.end]
            who, answer = self._answer(words, mention)
            answer = self._canonical(answer)
            known = answer._replace(ground=_sentence(words, answer)), who
            self._answers[mention] = known
            if answer.is_body and answer.speaker is not None:
                self.bodies.append(answer.speaker)
        if known[1] is not None and at is not None:
            self.stage.heard(known[1], self.scene.sentence_at(max(at, mention.start)))
        return known[0]

    def _answer(self, words: str, mention: Span) -> tuple[Somebody | None, Resolved]:
        low = words.casefold()
        if low in _FIRST_PERSON:
            return None, Resolved(None, False, "the writer, or a speaker not named", 0.9)
        if low in self.lexicon.singular_pronouns or self.lexicon.gendered.get(low) in _ONE:
            return self._pronoun(low, mention)
        if low in _PLURAL or low in _NEUTER:
            return None, self._other_pronoun(low)
        if low in ("who", "which", "whom"):
            return self._relative(mention)
        return self._phrase(words, mention)

    def _pronoun(self, low: str, mention: Span) -> tuple[Somebody | None, Resolved]:
        gender = self.stage.gender_of(low)
        ranked = self.stage.ranked(
            self.scene.sentence_at(mention.start), self.stage.of_gender(gender)
        )
        if not ranked:
            return None, self._anyone_of(gender)
        who, weight = ranked[0]
        lead = weight / ranked[1][1] if len(ranked) > 1 else _CLEAR
        sure = 0.97 if lead >= _CLEAR else 0.88 if lead >= _LEADING else 0.7
        if not who.gender:
            sure -= 0.07
        if who.person is None:
            name, is_body = who.answer
            ground = f"‘{who.shown}’, nobody is named" if name is None else f"‘{who.shown}’"
            return who, Resolved(name, is_body, ground, sure)
        how = "the person spoken of last" if sure > 0.75 else "the likelier of several"
        return who, Resolved(who.shown, False, how, sure)

    def _anyone_of(self, gender: str) -> Resolved:
        people = self.scene.book.people[:3]
        fitting = [p for p in people if p.gender in (gender, "")]
        if len(self.scene.book.people) < 3 and len(fitting) == 1:
            return Resolved(fitting[0].name, False, "the only person it can be", 0.7)
        if fitting:
            return Resolved(None, False, "more than one person it can be", 0.8)
        return Resolved(None, False, "nobody it can be is named", 0.9)

    def _other_pronoun(self, low: str) -> Resolved:
        if self.bodies and self.bodies[-1]:
            return Resolved(self.bodies[-1], True, "the body that spoke last", 0.6)
        return Resolved(None, False, "several, or not named", 0.95)

    def _relative(self, mention: Span) -> tuple[Somebody | None, Resolved]:
        before = self.text[max(0, mention.start - 80) : mention.start].rstrip(" ,")
        tokens = self._tokens(before)
        first = len(tokens)
        while first > 0 and tokens.tag[first - 1] & tags.CAPITAL:
            first -= 1
        if first == len(tokens):
            return None, Resolved(None, False, "described, not named", 0.97)
        return self._phrase(before[tokens.start[first] :], mention)

    def _tokens(self, words: str) -> Tokens:
        tokens = self._taken_apart.get(words)
        if tokens is None:
            tokens = self._taken_apart[words] = Tokens(words)
            tokens.add_text(0, len(words), self.lexicon)
        return tokens

    def _phrase(self, words: str, mention: Span) -> tuple[Somebody | None, Resolved]:
        tokens = self._tokens(words)
        if any(t & tags.CONJ for t in tokens.tag) and not tokens.tag[-1] & tags.SPEAKER_NOUN:
            return None, Resolved(None, False, "several named together", 0.95)
        named = self.namer.named(tokens)
        if named is not None:
            return named
        alliance = self._alliance(tokens, mention)
        if alliance is not None:
            ground = "the alliance named last in the article"
            return None, Resolved(alliance, True, ground, 0.8)
        body = body_named(tokens, self.scene.bodies, mention.start)
        if body is not None and not self._is_for_a_person(body):
            return self._as_speaker(body, words, tokens)
        if self.describer.is_many(tokens):
            self.bodies.append("")  # "they" are these from now on
        person, description = self.describer.described(
            tokens, self.scene.sentence_at(mention.start)
        )
        if self.registry is not None and description[1] < _EVIDENT:
            office = self._in_office(tokens, person)
            if office is not None:
                return office
        who = person or self._unnamed(tokens, words, (None, False))
        name, is_body = who.answer if who else (None, False)
        return who, Resolved(name, is_body, *description)

    def _canonical(self, answer: Resolved) -> Resolved:
        """The answer with the name that the table of known speakers has for it."""
        if self.registry is None or answer.speaker is None:
            return answer
        known = self.registry.canonical(answer.speaker)
        if known is None:
            return answer
        ground = answer.ground
        if known.name != answer.speaker:
            ground = f"{ground}; ‘{answer.speaker}’ is so named in the table of known speakers"
        return answer._replace(speaker=known.name, is_body=known.kind != "person", ground=ground)

    def _in_office(
        self, tokens: Tokens, guessed: Somebody | None
    ) -> tuple[Somebody | None, Resolved] | None:  # fmt: skip
        """Who held the office described, by the table of known speakers."""
        wanted = self.describer.wanted(tokens)
        holder = self.registry.in_office(wanted) if self.registry and wanted else None
        if holder is None or (isinstance(holder, str) and guessed is not None):
            return None
        if isinstance(holder, str):
            return None, Resolved(None, False, holder, 0.9)
        name = holder.speaker.name
        people = self.scene.book.called(name)
        who = self.stage.somebody(people[0]) if len(people) == 1 else None
        ground = office_ground(holder, self.registry.published if self.registry else None)
        sure = 0.95 if who is not None and who is guessed else 0.85
        return who or Somebody(None, (name, False), name, ""), Resolved(name, False, ground, sure)

    def _is_for_a_person(self, body: Body) -> bool:
        """ "a spokesman for Ada Example": his words are not hers."""
        if body[0] is None or body[2] != SPOKEN_FOR:
            return False
        return any(not person.is_body for person in self.scene.book.called(body[0]))

    def _as_speaker(
        self, body: Body, words: str, tokens: Tokens
    ) -> tuple[Somebody | None, Resolved]:  # fmt: skip
        """A body, with somebody who speaks for it and may be "she" later."""
        speaks = any(tokens.tag[k] & (tags.TITLE | tags.PERSON) for k in range(len(tokens)))
        who = self._unnamed(tokens, words, body[:2]) if speaks else None
        return who, Resolved(*body)

    def _unnamed(
        self, tokens: Tokens, words: str, answer: tuple[str | None, bool]
    ) -> Somebody | None:  # fmt: skip
        """Somebody described, not named: the pronouns that follow may mean him."""
        if self.describer.is_many(tokens):
            return None
        own = (k for k in range(len(tokens)) if not tokens.tag[k] & _OTHERS)
        gender = next(filter(None, (self.stage.gender_of(tokens.low[k]) for k in own)), "")
        return Somebody(None, answer, " ".join(words.split()), gender)

    def _alliance(self, tokens: Tokens, mention: Span) -> str | None:
        """ "the bloc", "the alliance": the one named last before the mention."""
        if (
            not len(tokens)
            or tokens.low[0] != "the"
            or tokens.low[-1] not in self.lexicon.alliance_words
        ):
            return None
        floor = max(0, mention.start - _ALLIANCE_LOOK)
        found = ((self.text.rfind(a, floor, mention.start), a) for a in self.lexicon.alliances)
        at, name = max(found, default=(-1, ""))
        return self.lexicon.governments.get(name.casefold(), name) if at >= 0 else None


def _sentence(words: str, answer: Resolved) -> str:
    shown = " ".join(words.split())
    if answer.speaker is None:
        return f"‘{shown}’: {answer.ground}"
    if answer.speaker == shown:
        return f"{shown}: {answer.ground}"
    return f"‘{shown}’ → {answer.speaker}: {answer.ground}"
