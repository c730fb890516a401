"""Find dates and times in a line as printed, without deciding what they are the date of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from archive.ingest.article import Precision
from archive.ingest.cleaning.calendar_words import MONTHS, ZONES

_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|-е|-го)?"
_CLOCK = (
    r"(?<![\d:.])(?P<hour>\d{1,2})(?:[:h]|\.(?=\d\d\s?[ap]\.?m)"
    r"|(?=\s?[ap]\.?m))(?P<minute>\d{2})?(?::\d{2}(?:\.\d{1,9})?)?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?![\d:])"
    r"(?:\s?(?:по\s)?(?P<zone>[^\W\d_]{1,9}\b(?!\.\w))?(?P<offset>[+-]\d{1,2}(?::?\d{2})?\b)?)"
)
_DATES = (
    r"(?<!\d)(?P<year>(?:1[6-9]|20|21)\d\d)[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
    r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>(?:1[6-9]|20|21)\d\d)(?!\d)",
    r"(?<![\d/-])(?P<one>\d{1,2})(?P<mark>[/-])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:1[6-9]"
    r"|20|21)\d\d)(?!\d)",
    rf"(?<![\w.]){_DAY}[.]?(?:\s|-|\s(?:of|de)\s)(?P<month>{_NAMES})\b\.?"
    r"(?:(?:,?\s|-|\sde\s|\sdel\s)(?P<year>(?:1[6-9]|20|21)\d\d)(?!\d))?",
    rf"\b(?P<month>{_NAMES})\b\.?\s{_DAY}(?![\w:])(?:(?:,\s?|\s)(?P<year>(?:1[6-9]|20"
    rf"|21)\d\d)(?!\d))?",
    rf"\b(?P<month>{_NAMES})\b\.?,?\s(?:de\s)?(?P<year>(?:1[6-9]|20|21)\d\d)(?!\d)",
)
_PATTERNS = [re.compile(pattern, re.IGNORECASE) for pattern in _DATES]
_DIGIT = re.compile(r"\d")
_CLOCK_PATTERN = re.compile(_CLOCK, re.IGNORECASE)
_FARTHEST_ZONE = 14 * 60  # minutes from Greenwich


@dataclass(frozen=True, slots=True)
class Day:
    """A date as printed at `start:end`; what is not printed, or not certain, is None."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as printed at `start:end`; `offset` is minutes east of Greenwich."""

    start: int
    end: int
    hour: int
    minute: int
    offset: int | None


def days_in(text: str) -> list[Day]:
    """Give the dates printed in the text, in order, none overlapping another.

    "05/06/2021" does not say which number is the month: only its year is given.
    """
    if not _DIGIT.search(text):
        return []
    found: list[Day] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            day = _day(match)
            if day is not None:
                found.append(day)
    return _apart(sorted(found, key=lambda day: (day.start, -day.end)))


def clocks_in(text: str) -> list[Clock]:
    """Give the times of day printed in the text, in order, with their zone where one is named."""
    return [clock for match in _CLOCK_PATTERN.finditer(text) if (clock := _clock(match))]


def instant(day: Day, clock: Clock | None) -> tuple[datetime, Precision] | None:
    """Give the UTC instant a printed date (and time) begins at, and how exact it is.

    None without a year. A time without a known zone is no instant, so that only the day counts.
    """
    if day.year is None:
        return None
    start = datetime(day.year, day.month or 1, day.day or 1, tzinfo=UTC)
    if day.day is None:
        return start, "month" if day.month else "year"
    if clock is None or clock.offset is None:
        return start, "day"
    try:
        at = start + timedelta(hours=clock.hour, minutes=clock.minute - clock.offset)
    except OverflowError:
        return start, "day"
    return at, "minute"


def _apart(days: list[Day]) -> list[Day]:
    kept: list[Day] = []
    for day in days:
        if not kept or day.start >= kept[-1].end:
            kept.append(day)
    return kept


def _day(match: re.Match[str]) -> Day | None:
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    if groups.get("mark"):
        month, day = _numbers(int(groups["one"]), int(groups["two"]))
    else:
        month, day = _named(groups)
    if month is None and not groups.get("mark"):
        return None
    if not _exists(year, month, day):
        return None
    return Day(*match.span(), year, month, day)


def _named(groups: dict[str, str | None]) -> tuple[int | None, int | None]:
    name, number, day = groups.get("month"), groups.get("number"), groups.get("day")
    month = MONTHS[name.casefold()] if name else int(number or 0)
    return month, int(day) if day else None


def _numbers(one: int, two: int) -> tuple[int | None, int | None]:
    """Read 21/10 and 10/21; where both numbers could be the month, give neither."""
    if one == two or two > 12:
        return one, two
    if one > 12:
        return two, one
    return None, None


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    try:
        datetime(year or 2000, 1 if month is None else month, 1 if day is None else day, tzinfo=UTC)
    except ValueError:
        return False
    return True


def _clock(match: re.Match[str]) -> Clock | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    zone, end = _zone(match)
    return Clock(match.start(), end, hour, minute, zone)


def _zone(match: re.Match[str]) -> tuple[int | None, int]:
    """Give the offset in minutes and where the time ends: a word that is no zone is left out."""
    name, offset = (match["zone"] or "").casefold(), match["offset"]
    if name and name not in ZONES:
        return None, match.start("zone")
    if not name and not offset:
        return None, match.end()
    east = ZONES.get(name, 0) + _minutes(offset)
    return (east if abs(east) <= _FARTHEST_ZONE else None), match.end()


def _minutes(offset: str | None) -> int:
    if not offset:
        return 0
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits, "0") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    return (1 if offset[0] == "+" else -1) * (int(hours) * 60 + int(minutes))


def each_weekday(text: str, names: dict[str, int]) -> Iterator[tuple[int, int, int]]:
    """Give (start, end, weekday) of each weekday named; 0 is Monday."""
    for match in re.finditer(r"[^\W\d_]+", text):
        number = names.get(match.group().casefold())
        if number is not None:
            yield match.start(), match.end(), number
