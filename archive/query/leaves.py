"""One typed piece → a piece that means something, or what is bad about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from lark import Token

from archive.query.dates import moment, past
from archive.query.tree import FIELDS

KINDS = ("direct", "mixed", "indirect")
STATUSES = ("machine", "checked", "edited")
DATE_FIELDS = ("after", "before", "on", "past")
SAME = {"since": "after", "until": "before", "language": "lang"}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")
SHORTEST_PREFIX = 3  # letters
MOST_DISTANCE, MOST_NEAR_WORDS = 20, 4
LONGEST_VALUE = 200  # characters, as long as a name can be
AROUND = " .,;:!?…"
# What is a word wherever it stands: nothing that the grammar reads otherwise.
BARE = re.compile(r"(?!(OR|AND|NOT)$)(?![-–—])(?!.*\.\.)[^\s\"():*]+")


@dataclass(frozen=True, slots=True)
class Bad:
    """What is wrong with a piece, the nearest that would be right, and what is taken instead."""

    code: str
    nearest: tuple[str, ...] = ()
    instead: Token | None = None


def read(token: Token) -> Token | Bad:
    """Return the piece in the one way in which it is written, or what is bad about it."""
    return READERS[token.type](token)


def retyped(token: Token, kind: str, value: str) -> Token:
    """Return the token at its place with another type and value."""
    return Token(kind, value, start_pos=token.start_pos, end_pos=token.end_pos)


def has_words(text: str) -> bool:
    """Say whether there is a letter or a figure."""
    return any(letter.isalnum() for letter in text)


def _word(token: Token) -> Token | Bad:
    text = str(token).strip(AROUND)
    if not has_words(text):
        return Bad("nothing")
    if "*" in text:
        parts = " ".join(text.replace("*", " ").split())
        starless = retyped(token, "PHRASE" if " " in parts else "WORD", parts)
        return Bad("star", instead=starless if " " in parts else _plain(starless))
    return retyped(token, "WORD" if BARE.fullmatch(text) else "PHRASE", text)


def _prefix(token: Token) -> Token | Bad:
    text = str(token).rstrip("*").strip(AROUND)
    if not has_words(text):
        return Bad("nothing")
    if sum(letter.isalnum() for letter in text) < SHORTEST_PREFIX:
        return Bad("short", instead=_plain(retyped(token, "WORD", text)))
    if not BARE.fullmatch(text):
        return Bad("star", instead=retyped(token, "PHRASE", text))
    return retyped(token, "PREFIX", text)


def _plain(token: Token) -> Token | None:
    found = _word(token)
    return found.instead if isinstance(found, Bad) else found


def _phrase(token: Token) -> Token | Bad:
    text = " ".join(str(token).strip('"').split())
    return retyped(token, "PHRASE", text) if has_words(text) else Bad("nothing")


def _near(token: Token) -> Token | Bad:
    quoted, _, typed = str(token).rpartition("~")
    words = [word for word in quoted.strip('"').split() if has_words(word)]
    distance = int(typed[:6])
    phrase = retyped(token, "PHRASE", " ".join(words))
    if not words:
        return Bad("nothing")
    if len(words) == 1 or not distance or len(words) > MOST_NEAR_WORDS:
        return Bad("near", instead=phrase)
    kept = retyped(token, "NEAR", f"{' '.join(words)}~{min(distance, MOST_DISTANCE)}")
    return kept if distance <= MOST_DISTANCE else Bad("far", instead=kept)


def _days(token: Token) -> Token | Bad:
    typed = str(token).split("..")
    first, last = (moment(part) if part else "" for part in typed)
    if any(part and not kept for part, kept in zip(typed, (first, last), strict=True)):
        return Bad("date")
    if first and last and first > last and not first.startswith(last):
        return Bad("reversed", instead=retyped(token, "DAYS", f"{last}..{first}"))
    return retyped(token, "DAYS", f"{first}..{last}")


def _field(token: Token) -> Token | Bad:
    typed_name, _, typed_value = str(token).partition(":")
    name = typed_name.lower()
    name = SAME.get(name, name)
    value = " ".join(typed_value.strip('"').split())[:LONGEST_VALUE].strip()
    if name not in FIELDS + DATE_FIELDS:
        return _unknown_field(token, name, typed_value)
    if not has_words(value):
        return Bad("value")
    if name in DATE_FIELDS:
        return _date_field(token, name, value.lower())
    if name in CHECKS:
        return CHECKS[name](token, name, value.lower())
    return retyped(token, "FIELD", f"{name}:{value}")


def _unknown_field(token: Token, name: str, value: str) -> Bad:
    near = get_close_matches(name, FIELDS + DATE_FIELDS, n=2, cutoff=0.6)
    text = " ".join(str(token).replace('"', " ").split())
    literal = retyped(token, "PHRASE", text) if has_words(text) else None
    return Bad("field", tuple(f"{each}:{value}" for each in near), literal)


def _date_field(token: Token, name: str, value: str) -> Token | Bad:
    if name == "past":
        span = past(value)
        return retyped(token, "FIELD", f"past:{span.number}{span.unit}") if span else Bad("past")
    day = moment(value)
    if not day:
        return Bad("date")
    shapes = {"after": f"{day}..", "before": f"..{day}", "on": f"{day}..{day}"}
    return retyped(token, "DAYS", shapes[name])


def _one_of(token: Token, name: str, value: str) -> Token | Bad:
    known = KINDS if name == "kind" else STATUSES
    if value in known:
        return retyped(token, "FIELD", f"{name}:{value}")
    near = get_close_matches(value, known, n=2, cutoff=0.5)
    return Bad(name, tuple(f"{name}:{each}" for each in near))


def _language(token: Token, name: str, value: str) -> Token | Bad:
    if LANGUAGE.fullmatch(value):
        return retyped(token, "FIELD", f"lang:{value}")
    return Bad("lang", (f"lang:{value[:2]}",) if LANGUAGE.fullmatch(value[:2]) else ())


CHECKS = {"kind": _one_of, "status": _one_of, "lang": _language}
READERS = {
    "WORD": _word,
    "PREFIX": _prefix,
    "PHRASE": _phrase,
    "NEAR": _near,
    "DAYS": _days,
    "FIELD": _field,
}
