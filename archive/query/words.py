"""Tree → a sentence in words; repair → a sentence about it: English, or as a catalogue has it.

Every fixed word passes through `Language.gettext`, so that another language needs no other grammar:
its catalogue holds the pieces (`containing {}` → `mit {}`), which may stand in any order inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from gettext import NullTranslations
from typing import TYPE_CHECKING, NamedTuple

from archive.query.dates import in_words, whole
from archive.query.repair import MOST_DEPTH, MOST_TERMS
from archive.query.tree import (
    All,
    Days,
    Either,
    Field,
    Near,
    Node,
    Not,
    Past,
    Phrase,
    Prefix,
    Word,
    conjuncts,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archive.query.repair import Repair

    Label = Callable[[str, str], str]  # name of a field, its value → the value as people read it

TEXT = (Word, Phrase, Prefix, Near)
LONGEST_SHOWN = 60  # characters of a piece


class Language(NamedTuple):
    """What a sentence is said in."""

    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]
    in_words: Callable[[str], str]  # 2019, 2019-05 or 2019-05-17 as people read it


ENGLISH = Language(NullTranslations().gettext, NullTranslations().ngettext, in_words)


def marked(text: str) -> str:
    """Return the text, which `python -m tests.messages` finds by this call; it is said later."""
    return text


def marked_both(one: str, many: str) -> tuple[str, str]:
    """Return a text for one and a text for several, found in the same way."""
    return one, many


FIELDS = {
    "speaker": marked("by {}"),
    "mentions": marked("that mention {}"),
    "outlet": marked("in {}"),
    "kind": marked("of the kind {}"),
    "cue": marked("reported by {}"),
    "status": marked("with the status {}"),
    "lang": marked("in the language {}"),
    "topic": marked("on the topic {}"),
}
PAST = {
    "d": marked_both("from the last day", "from the last {} days"),
    "w": marked_both("from the last week", "from the last {} weeks"),
    "m": marked_both("from the last month", "from the last {} months"),
    "y": marked_both("from the last year", "from the last {} years"),
}
NAMES = ("speaker", "mentions", "outlet")  # fields whose values stand without quotation marks
# In this order the parts of a sentence are read best; words come first, without them "without".
ORDER = ("words", "without", "mentions", "speaker", "outlet", "kind", "cue", "status", "lang",
         "topic", "group", "days")  # fmt: skip


def sentence(
    tree: Node, label: Label = lambda name, value: value, language: Language = ENGLISH
) -> str:
    """Return what is asked for, to follow "statements": `containing “bridge” by Ada Voss`."""
    return Speech(label, language).sentence(tree)


def _sort(part: Node) -> str:
    match part:
        case Field(name, _value):
            return name
        case Not():
            return "without"
        case Days() | Past():
            return "days"
        case Either(parts):
            sorts = {_sort(each) for each in parts}
            return sorts.pop() if len(sorts) == 1 and not sorts & {"without"} else "group"
        case All():
            return "group"
    return "words"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


@dataclass(frozen=True, slots=True)
class Speech:
    """Sentences in one language, with one way to read values."""

    label: Label
    language: Language

    def sentence(self, tree: Node) -> str:
        """Return the parts of the query in the order that is read best."""
        parts = conjuncts(tree)
        words = [part for part in parts if isinstance(part, Word)]
        rest = [part for part in parts if not isinstance(part, Word)]
        held = [self._quoted(" ".join(word.text for word in words))] if words else []
        held += [self._any_of(part) for part in rest if _sort(part) == "words"]
        said = [self._shaped(marked("containing {}"), self._all(held))] if held else []
        others = [part for part in rest if _sort(part) != "words"]
        said += [self._said(part) for part in sorted(others, key=lambda p: ORDER.index(_sort(p)))]
        return " ".join(said)

    def _said(self, node: Node) -> str:
        match node:
            case Not(part):
                return self._without(part)
            case Either(parts):
                return self._either(parts)
            case All():
                return self.sentence(node) or self.language.gettext(marked("that are there"))
            case Field(name, value):
                return self._shaped(FIELDS[name], self._value(name, value))
            case Days(first, last):
                return self._days(first, last)
            case Past():
                return self._past(node)
        return self._shaped(marked("containing {}"), self._piece(node))

    def _without(self, part: Node) -> str:
        is_text = isinstance(part, TEXT)
        if is_text or (isinstance(part, Either) and all(isinstance(p, TEXT) for p in part.parts)):
            return self._shaped(marked("without {}"), self._any_of(part))
        return self._shaped(marked("not {}"), self._said(part))

    def _either(self, parts: Sequence[Node]) -> str:
        fields = [part for part in parts if isinstance(part, Field)]
        if len(fields) == len(parts) and len({part.name for part in fields}) == 1:
            name = fields[0].name
            return self._shaped(
                FIELDS[name], self._or([self._value(name, f.value) for f in fields])
            )
        if all(isinstance(part, TEXT) for part in parts):
            return self._shaped(marked("containing {}"), self._or(list(map(self._piece, parts))))
        either = self.language.gettext(marked(" or ")).join(f"({self._said(p)})" for p in parts)
        return self._shaped(marked("either {}"), either)

    def _any_of(self, node: Node) -> str:
        """Return a piece of text, or several of which one is asked for."""
        return self._or(list(map(self._piece, node.parts if isinstance(node, Either) else [node])))

    def _piece(self, node: Node) -> str:
        match node:
            case Word(text):
                return self._quoted(text)
            case Phrase(text):
                shape = marked("the phrase {}") if " " in text else marked("exactly {}")
                return self._shaped(shape, self._quoted(text))
            case Prefix(text):
                return self._shaped(marked("words that begin with {}"), self._quoted(text))
            case Near(text, distance):
                shape = marked("{} within {distance} words of each other")
                return self._shaped(shape, self._quoted(text), distance=distance)
        raise TypeError(node)

    def _days(self, first: str, last: str) -> str:
        first, last = whole(first, last)
        start, end = (self.language.in_words(text) if text else "" for text in (first, last))
        if first == last:
            is_day = first.count("-") == 2
            return self._shaped(marked("on {}") if is_day else marked("from {}"), start)
        if first and last:
            return self._shaped(marked("from {} to {last}"), start, last=end)
        shape, moment = (marked("since {}"), start) if first else (marked("until {}"), end)
        return self._shaped(shape, moment)

    def _past(self, node: Past) -> str:
        return self.language.ngettext(*PAST[node.unit], node.number).format(node.number)

    def _value(self, name: str, value: str) -> str:
        shown = self.label(name, value)
        return _short(shown) if name in NAMES else self._quoted(shown)

    def _quoted(self, text: str) -> str:
        return self._shaped(marked("“{}”"), _short(text))

    def _or(self, values: Sequence[str]) -> str:
        head = ", ".join(values[:-1])
        last = self.language.gettext(marked(" or "))
        return f"{head}{last}{values[-1]}" if head else values[-1]

    def _all(self, values: Sequence[str]) -> str:
        return self.language.gettext(marked(" and ")).join(values)

    def _shaped(self, shape: str, text: str, **more: object) -> str:
        return self.language.gettext(shape).format(text, **more)


REPAIRS = {
    "quote": marked("A quotation mark has no partner: it was left out."),
    "bracket": marked("A bracket has no partner: it was left out."),
    "empty": marked("Brackets with nothing in them were left out."),
    "deep": marked("Brackets stand more than {depth} deep: the inner ones were left out."),
    "or": marked("“OR” stands between two words; here it was left out."),
    "and": marked("“AND” was left out: all words must occur anyway."),
    "not": marked("“NOT” was read as a dash: without what follows."),
    "dash": marked("A dash with nothing right behind it was left out."),
    "dashes": marked("Several dashes were read as one."),
    "nothing": marked("“{part}” holds no word that can be searched."),
    "star": marked("“{part}”: a star counts only at the end of a word."),
    "short": marked(
        "“{part}”: the beginning of a word has at least three letters; taken as a word."
    ),
    "near": marked("“{part}” needs two to four words and a distance; taken as a phrase."),
    "far": marked("“{part}”: at most 20 words may stand between; searched with 20."),
    "blank": marked("“{part}” was read without the blank."),
    "field": marked("“{part}” is no field: its words were searched as they stand."),
    "value": marked("“{part}” has no value: it was left out."),
    "kind": marked("“{part}” was left out: the kinds are direct, mixed, indirect."),
    "status": marked("“{part}” was left out: a status is machine, checked or edited."),
    "lang": marked("“{part}” was left out: a language is a code like en or de."),
    "date": marked("“{part}” was left out: a date reads 2023, 2023-05 or 2023-05-17."),
    "past": marked("“{part}” was left out: a time reads 30d, 6w, 3m or 2y."),
    "reversed": marked("“{part}” ended before it began: the days were exchanged."),
    "terms": marked("Only the first {terms} words were searched."),
    "long": marked("The text is too long to be searched: the rest was left out."),
    "speaker": marked("There is no speaker “{part}” in this archive: this was left out."),
    "outlet": marked("There is no outlet “{part}” in this archive: this was left out."),
    "many": marked("“{part}” fits too many: only the first twenty, by name, were taken."),
}


def said(repair: Repair, language: Language = ENGLISH) -> str:
    """Return one sentence about the repair."""
    shape = language.gettext(REPAIRS[repair.code])
    return shape.format(part=_short(repair.part), depth=MOST_DEPTH, terms=MOST_TERMS)
