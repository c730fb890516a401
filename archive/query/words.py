"""Tree → a sentence in words; repair → a sentence about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.query.dates import in_words, past_in_words
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
FIELDS = {
    "speaker": "by {}",
    "mentions": "that mention {}",
    "outlet": "in {}",
    "kind": "of the kind “{}”",
    "cue": "reported by “{}”",
    "status": "with the status “{}”",
    "lang": "in the language “{}”",
    "topic": "on the topic “{}”",
}
# In this order the parts of a sentence are read best; words come first, without them "without".
ORDER = ("words", "without", "mentions", "speaker", "outlet", "kind", "cue", "status", "lang",
         "topic", "group", "days")  # fmt: skip


def sentence(tree: Node, label: Label = lambda name, value: value) -> str:
    """Return what is asked for, to follow "statements": `containing “bridge” by Ada Voss`."""
    parts = conjuncts(tree)
    plain = [part.text for part in parts if isinstance(part, Word)]
    said: list[tuple[str, str]] = []
    if plain:
        said.append(("words", f"containing “{_short(' '.join(plain))}”"))
    said += [(_sort(part), _said(part, label)) for part in parts if not isinstance(part, Word)]
    said.sort(key=lambda pair: ORDER.index(pair[0]))
    return _joined([text for _, text in said])


def _joined(said: Sequence[str]) -> str:
    """Join the parts; several that contain something are one list."""
    text = ""
    for part in said:
        if part.startswith("containing ") and text.startswith("containing "):
            text += f" and {part.removeprefix('containing ')}"
        else:
            text += f" {part}" if text else part
    return text


def _sort(part: Node) -> str:
    match part:
        case Field(name, _):
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


def _said(node: Node, label: Label) -> str:
    match node:
        case Not(part):
            return _without(part, label)
        case Either(parts):
            return _either(parts, label)
        case All():
            return sentence(node, label) or "that are there"
        case Field(name, value):
            return FIELDS[name].format(_short(label(name, value)))
        case Days(first, last):
            return _days(first, last)
        case Past():
            return f"from {past_in_words(node)}"
    return f"containing {_piece(node)}"


def _without(part: Node, label: Label) -> str:
    match part:
        case Word() | Phrase() | Prefix() | Near():
            return f"without {_piece(part)}"
        case Either(parts) if all(isinstance(each, TEXT) for each in parts):
            return f"without {_or([_piece(each) for each in parts])}"
    return f"not {_said(part, label)}"


def _either(parts: Sequence[Node], label: Label) -> str:
    fields = [part for part in parts if isinstance(part, Field)]
    if len(fields) == len(parts) and len({part.name for part in fields}) == 1:
        shape = FIELDS[fields[0].name]
        if "“{}”" in shape:
            values = [f"“{_short(label(part.name, part.value))}”" for part in fields]
            return shape.replace("“{}”", "{}").format(_or(values))
        return shape.format(_or([_short(label(part.name, part.value)) for part in fields]))
    if all(isinstance(part, TEXT) for part in parts):
        return f"containing {_or([_piece(part) for part in parts])}"
    return f"either {' or '.join(f'({_said(part, label)})' for part in parts)}"


def _piece(node: Node) -> str:
    match node:
        case Word(text):
            return f"“{_short(text)}”"
        case Phrase(text) if " " in text:
            return f"the phrase “{_short(text)}”"
        case Phrase(text):
            return f"exactly “{_short(text)}”"
        case Prefix(text):
            return f"words that begin with “{_short(text)}”"
        case Near(text, distance):
            return f"“{_short(text)}” within {distance} words of each other"
    raise TypeError(node)


def _days(first: str, last: str) -> str:
    if first == last:
        return f"on {in_words(first)}" if first.count("-") == 2 else f"from {in_words(first)}"
    if first and last:
        return f"from {in_words(first)} to {in_words(last)}"
    return f"since {in_words(first)}" if first else f"until {in_words(last)}"


def _or(values: Sequence[str]) -> str:
    if len(values) == 1:
        return values[0]
    return f"{', '.join(values[:-1])} or {values[-1]}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


REPAIRS = {
    "quote": "A quotation mark has no partner: it was left out.",
    "bracket": "A bracket has no partner: it was left out.",
    "empty": "Brackets with nothing in them were left out.",
    "deep": f"Brackets stand more than {MOST_DEPTH} deep: the inner ones were left out.",
    "or": "“OR” stands between two words; here it was left out.",
    "and": "“AND” was left out: all words must occur anyway.",
    "not": "“NOT” was read as a dash: without what follows.",
    "dash": "A dash with nothing right behind it was left out.",
    "dashes": "Several dashes were read as one.",
    "nothing": "“{part}” holds no word that can be searched.",
    "star": "“{part}”: a star counts only at the end of a word.",
    "short": "“{part}”: the beginning of a word has at least three letters; taken as a word.",
    "near": "“{part}” needs two to four words and a distance; taken as a phrase.",
    "far": "“{part}”: at most 20 words may stand between; searched with 20.",
    "blank": "“{part}” was read without the blank.",
    "field": "“{part}” is no field: its words were searched as they stand.",
    "value": "“{part}” has no value: it was left out.",
    "kind": "“{part}” was left out: the kinds are direct, mixed, indirect.",
    "status": "“{part}” was left out: a status is machine, checked or edited.",
    "lang": "“{part}” was left out: a language is a code like en or de.",
    "date": "“{part}” was left out: a date reads 2023, 2023-05 or 2023-05-17.",
    "past": "“{part}” was left out: a time reads 30d, 6w, 3m or 2y.",
    "reversed": "“{part}” ended before it began: the days were exchanged.",
    "terms": f"Only the first {MOST_TERMS} words were searched.",
    "long": "The text is too long to be searched: the rest was left out.",
    "speaker": "There is no speaker “{part}” in this archive: this was left out.",
    "outlet": "There is no outlet “{part}” in this archive: this was left out.",
    "many": "“{part}” fits too many: only the first twenty, by name, were taken.",
}


def said(repair: Repair) -> str:
    """Return one sentence about the repair."""
    return REPAIRS[repair.code].replace("{part}", _short(repair.part))
