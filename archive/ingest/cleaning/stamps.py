"""Lines that state when an article was published: "Published: 16:25 GMT 21.10.2021"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TypeVar

from archive.ingest.article import PublicationDate
from archive.ingest.cleaning.calendar_words import PUBLISHED, UPDATED, WEEKDAYS, ZONES
from archive.ingest.cleaning.dates import Clock, Day, clocks_in, days_in, each_weekday, instant

_LONGEST = 160  # characters; a stamp is a line of its own and short
_LABELS = sorted({*PUBLISHED, *UPDATED}, key=len, reverse=True)
_LABEL = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, _LABELS))})(?!\w)\s*:?", re.IGNORECASE)
_DIGIT = re.compile(r"\d")  # in every date
_BAR = re.compile(r"[|·•;]")
_FILLERS = frozenset(
    "at on the um uhr am à le las a el в по г года hr hrs h t z local time de del".split()
)
_ARTICLES = ("the", "le", "la", "el")  # may begin a name: "The Elda Gazette"
_S = TypeVar("_S", Day, Clock)
_PUNCTUATION = " \t\u00a0,.;:|·•-–—()[]/\\*"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a line says of the dates of its article, and what else stands in the line."""

    day: Day | None  # the day of publication; None when only an update is stated
    clock: Clock | None
    updated_day: Day | None
    updated_clock: Clock | None
    line: str
    rest: str  # the line without dates, times and their labels
    labelled: bool  # "Published:" or the like stands before the date


def stamp_in(line: str) -> Stamp | None:
    """Read a short line for a date of publication; None when no date is in it."""
    return _stamp_in(line) if len(line) <= _LONGEST and _DIGIT.search(line) else None


@lru_cache(1024)  # each step of cleaning asks for the same lines
def _stamp_in(line: str) -> Stamp | None:
    days, clocks = days_in(line), clocks_in(line)
    if not days:
        return None
    fresh = _updated_stretches(line)
    day = _first(days, fresh, inside=False)
    updated_clock = _first(clocks, fresh, inside=True)
    updated_day = _first(days, fresh, inside=True) or (day if updated_clock else None)
    return Stamp(
        day=day,
        clock=_first(clocks, fresh, inside=False),
        updated_day=updated_day,
        updated_clock=updated_clock,
        line=line,
        rest=_rest(line, [*days, *clocks]),
        labelled=any(m.group(1).casefold() in PUBLISHED for m in _LABEL.finditer(line)),
    )


def publication_date(stamp: Stamp, where: str) -> PublicationDate:
    """Make the stated date of a stamp; `where` says in words where it stands."""
    at = instant(stamp.day, stamp.clock) if stamp.day else None
    printed = _printed(stamp)
    updated = _updated(stamp, at[0] if at else None)
    if at is None:
        return PublicationDate(printed=printed, updated_at=updated)
    return PublicationDate(at[0], at[1], "stated", where, printed, updated)


def _updated(stamp: Stamp, published: datetime | None) -> datetime | None:
    """Give the time of the update when it is known to be later than the publication."""
    found = instant(stamp.updated_day, stamp.updated_clock) if stamp.updated_day else None
    if found is None or found[1] not in ("minute", "day"):
        return None
    return found[0] if published is None or found[0] > published else None


def _printed(stamp: Stamp) -> str:
    bare = stamp.line.strip(_PUNCTUATION)
    if not stamp.rest:
        return stamp.line.strip()
    spans = [span for span in (stamp.day, stamp.clock) if span]
    if not spans:
        return bare
    return stamp.line[min(s.start for s in spans) : max(s.end for s in spans)].strip()


def _updated_stretches(line: str) -> list[tuple[int, int]]:
    """Give where a line speaks of an update: from such a label to the next label or bar."""
    labels = list(_LABEL.finditer(line))
    ends = [*(label.start() for label in labels), *(m.start() for m in _BAR.finditer(line))]
    return [
        (label.start(), min((end for end in ends if end > label.start()), default=len(line)))
        for label in labels
        if label.group(1).casefold() in UPDATED
    ]


def _first(spans: Iterable[_S], stretches: list[tuple[int, int]], inside: bool) -> _S | None:
    """Give the first span that stands inside, or outside, of all the stretches."""
    for span in spans:
        if any(start <= span.start < end for start, end in stretches) == inside:
            return span
    return None


def _rest(line: str, spans: Iterable[Day | Clock]) -> str:
    kept = list(line)
    for span in spans:
        kept[span.start : span.end] = " " * (span.end - span.start)
    for start, end, _ in each_weekday(line, WEEKDAYS):
        kept[start:end] = " " * (end - start)
    words = _LABEL.sub(" ", "".join(kept)).split()
    bare = [word.casefold().strip(_PUNCTUATION) for word in words]
    light = [not word or word in _FILLERS or word in ZONES for word in bare]
    while light and light[-1]:
        light.pop()
    start = 0
    while start < len(light) and light[start] and bare[start] not in _ARTICLES:
        start += 1
    return "" if all(light) else " ".join(words[start : len(light)]).strip(_PUNCTUATION)
