"""Statements that the machine missed: where the words stand, and the row a person makes of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from archive.models.statement import Attribution, Kind, Section, Statement
from archive.models.status import Status

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import User

    from archive.models.article import ArticleVersion
    from archive.models.speaker import Speaker

MOST_PLACES = 8  # of words that stand several times, named in a refusal
RULE = "added by hand"
MARKS = re.compile(r"[“„«\"](?P<words>[^“”„«»\"]+)[”“»\"]")


@dataclass(frozen=True, slots=True)
class Place:
    """`text[start:end]` of a version."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says about words: how they are reported, who says them, when, why."""

    kind: str
    speaker: Speaker | None
    mention: str = ""
    said_on: date | None = None
    said_precision: str = "unknown"
    reason: str = ""


def place_of(text: str, words: str, start: int | None = None) -> Place:
    """Return where the words stand in the text; white space may differ.

    `start` tells which of several places is meant: the nearest to it. Raises ValueError, in
    words, when they stand nowhere, or several times and no start is given.
    """
    pattern = r"\s+".join(map(re.escape, words.split()))
    places = [Place(*found.span()) for found in re.finditer(pattern, text)] if pattern else []
    if not places:
        raise ValueError("The article does not have these very words.")
    if start is not None:
        return min(places, key=lambda place: abs(place.start - start))
    if len(places) > 1:
        starts = ", ".join(str(place.start) for place in places[:MOST_PLACES])
        raise ValueError(
            f"These words stand {len(places)} times in the article: say which by the number of"
            f" their first character ({starts})."
        )
    return places[0]


def bounded(text: str, start: int, end: int) -> Place:
    """Return the place between two characters, without the white space around it.

    Raises ValueError when there are no words between them.
    """
    words = text[start:end] if start < end <= len(text) else ""
    if not words.strip():
        raise ValueError(f"There are no words from {start} to {end}: the text has {len(text)}.")
    start += len(words) - len(words.lstrip())
    return Place(start, start + len(words.strip()))


def unmarked(text: str, place: Place) -> Place:
    """Return the place without the quotation marks that stand at both of its ends."""
    found = MARKS.fullmatch(text, place.start, place.end)
    return Place(*found.span("words")) if found else place


def add_statement(version: ArticleVersion, place: Place, said: Said, by: User) -> Statement:
    """Store words that the machine missed as a checked statement, signed.

    Direct speech loses the marks around it. Raises ValueError when the mention does not stand in
    the version, django.db.Error when something else is not so.
    """
    text, article = version.text, version.article
    if said.kind == Kind.DIRECT:
        place = unmarked(text, place)
    return Statement.objects.create(
        article=article,
        version=version,
        start=place.start,
        end=place.end,
        text=text[place.start : place.end],
        kind=said.kind,
        quoted=_quoted(text, place) if said.kind == Kind.MIXED else [],
        section=Section.HEADING if place.start < len(version.heading) else Section.BODY,
        speaker=said.speaker,
        **_mentioned(text, place, said),
        attribution=Attribution.CURATED,
        rule=RULE,
        resolution=f"added by {by.get_username()}",
        confidence=1,
        extractor=RULE,
        outlet=article.outlet,
        language=article.language,
        said_on=said.said_on,
        said_precision=said.said_precision,
        status=Status.CHECKED,
        decided_by=by,
        decided_at=timezone.now(),
        reason=said.reason,
    )


def _mentioned(text: str, place: Place, said: Said) -> dict[str, Any]:
    name = said.speaker.name if said.speaker else ""
    printed = said.mention or (name if name in text else "")
    starts = [found.start() for found in re.finditer(re.escape(printed), text)] if printed else []
    if printed and not starts:
        raise ValueError(f"The article does not print “{printed}”.")
    at = min(starts, key=lambda start: abs(start - place.start), default=None)
    return {
        "name": name if name in text else "",
        "mention": printed,
        "mention_start": at,
    }


def _quoted(text: str, place: Place) -> list[list[int]]:
    return [list(found.span("words")) for found in MARKS.finditer(text, place.start, place.end)]
