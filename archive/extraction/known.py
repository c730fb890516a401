"""Speakers known from elsewhere: names, aliases and dated offices handed in as plain data.

What the article itself lets know goes first. The table then gives a name its canonical form, and
says who held the office that a description means on the day the article was published.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from archive.extraction.language import Lexicon
from archive.extraction.model import KnownRole, KnownSpeaker
from archive.extraction.titles import FORMER, Title, fit, heads_of, title_of
from archive.extraction.tokens import Tokens

_FITS: Final = 0.69  # see titles.fit: the same office, or a kin of it with the same place
_PERSON: Final = "person"


class Holder(NamedTuple):
    """A known speaker with the office a description means."""

    speaker: KnownSpeaker
    role: KnownRole
    title: Title


class KnownSpeakers:
    """A table of known speakers with its index; make it once and hand it to every document."""

    def __init__(self, speakers: Iterable[KnownSpeaker] = ()) -> None:
        self.speakers = tuple(speakers)
        self._by_name: dict[str, list[KnownSpeaker]] = {}
        self._offices: dict[str, dict[str, list[Holder]]] = {}  # language → noun → holders
        for speaker in self.speakers:
            for name in dict.fromkeys(map(_folded, (speaker.name, *speaker.aliases))):
                self._by_name.setdefault(name, []).append(speaker)

    def __bool__(self) -> bool:
        return bool(self.speakers)

    def called(self, name: str) -> list[KnownSpeaker]:
        """The speakers with this name or alias."""
        return self._by_name.get(_folded(name), [])

    def holders(self, wanted: Title, on: date | None, lexicon: Lexicon) -> list[Holder]:
        """Who held the office that `wanted` describes on the day `on`; best fitting ones only.

        For a former office: who held one that had ended by then. Without a day nobody who has
        left or is yet to come can be told from who is in office, so only undated roles count.
        """
        offices = self._offices.get(lexicon.code)
        if offices is None:
            offices = self._offices[lexicon.code] = self._read_offices(lexicon)
        plain = wanted._replace(when="")
        found: list[tuple[float, Holder]] = []
        for head in heads_of(wanted.head):
            for holder in offices.get(head, ()):
                worth = fit(plain, holder.title)
                if worth >= _FITS and _in_time(holder.role, wanted.when, on):
                    found.append((worth, holder))
        best = max((worth for worth, _ in found), default=0.0)
        return [holder for worth, holder in found if worth == best]

    def _read_offices(self, lexicon: Lexicon) -> dict[str, list[Holder]]:
        offices: dict[str, list[Holder]] = {}
        for speaker in self.speakers:
            for role in speaker.roles if speaker.kind == _PERSON else ():
                tokens = Tokens(role.title)
                tokens.add_text(0, len(role.title), lexicon)
                title = title_of(tokens, 0, len(tokens), lexicon)
                if title is not None:
                    offices.setdefault(title.head, []).append(Holder(speaker, role, title))
        return offices


def _in_time(role: KnownRole, when: str, on: date | None) -> bool:
    if when not in ("", FORMER):
        return False
    if on is None:
        return when == "" and role.since is None and role.until is None
    if when == FORMER:
        return role.until is not None and role.until <= on
    return (role.since is None or role.since <= on) and (role.until is None or on < role.until)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


_last: tuple[object, KnownSpeakers] = ((), KnownSpeakers())


def prepared(known: Iterable[KnownSpeaker] | KnownSpeakers) -> KnownSpeakers:
    """Return the table with its index; a sequence that was the last one given is not read again."""
    global _last
    if isinstance(known, KnownSpeakers):
        return known
    given, table = _last
    if given is not known:
        table = KnownSpeakers(known)
        _last = (known, table)
    return table


class Registry:
    """The table as seen from one article."""

    def __init__(
        self, table: KnownSpeakers, article: tuple[str, date | None], lexicon: Lexicon
    ) -> None:  # fmt: skip
        self.table = table
        self.text, self.published = article
        self.lexicon = lexicon
        self._folded = ""

    def canonical(self, name: str) -> KnownSpeaker | None:
        """The known speaker of this name, when it is one only."""
        found = self.table.called(name)
        return found[0] if len(found) == 1 else None

    def in_office(self, wanted: Title) -> Holder | str | None:
        """Who is described, by office; words that say why nobody is, or None: no such office."""
        holders = self.table.holders(wanted, self.published, self.lexicon)
        near = [h for h in holders if self._is_about(wanted, h.title)]
        if len({h.speaker.name for h in near}) > 1:
            return "more than one in the table of known speakers fits"
        return near[0] if near else None

    def _is_about(self, wanted: Title, held: Title) -> bool:
        """A bare "the mayor" means the mayor of a town only where the article names that town."""
        if wanted.places or wanted.fields or not held.places | held.fields:
            return True
        self._folded = self._folded or self.text.casefold()
        return all(word in self._folded for word in held.places | held.fields)


def office_ground(holder: Holder, on: date | None) -> str:
    """The sentence that says by which office somebody was found."""
    until = holder.role.until
    if on is not None and until is not None and until <= on:
        when = f" until {until.isoformat()}"
    else:
        when = f" on {on.isoformat()}" if on is not None else ""
    return f"held the office ‘{holder.role.title}’{when}, by the table of known speakers"
