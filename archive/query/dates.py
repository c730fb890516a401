"""Days as people type them: 2019, 2019-05, 2019-05-17, and what they cover."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from archive.query.tree import Days, Past

MOMENT = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
PAST = re.compile(r"(\d{1,4})([dwmy])", re.ASCII | re.IGNORECASE)
MONTHS = tuple(calendar.month_name)


def moment(text: str) -> str:
    """Return the day, month or year as it is written in a query: "2019-5" → "2019-05"; else ""."""
    found = MOMENT.fullmatch(text)
    if not found:
        return ""
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return ""
    parts = [f"{year:04}", *(f"{part:02}" for part in (month, day) if part)]
    given = sum(part is not None for part in found.groups())
    return "-".join(parts) if len(parts) == given else ""


def first_day(text: str) -> date:
    """Return the first day of a day, month or year."""
    return date(*_numbers(text), *[1] * (3 - len(_numbers(text))))


def last_day(text: str) -> date:
    """Return the last day of a day, month or year."""
    year, *rest = _numbers(text)
    month = rest[0] if rest else 12
    day = rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1]
    return date(year, month, day)


def whole(first: str, last: str) -> tuple[str, str]:
    """Return days as the years or months that they cover to the day, as they are where not.

    "2019-02-01" to "2019-02-28" is "2019-02" to "2019-02"; "" is open.
    """
    for length in (4, 7) if first and last else ():
        begin, end = first[:length], last[:length]
        if first_day(begin) == first_day(first) and last_day(end) == last_day(last):
            return begin, end
    return first, last


def past(text: str) -> Past | None:
    """Return what `30d`, `6w`, `3m` or `2y` stands for, None for anything else."""
    found = PAST.fullmatch(text)
    return Past(int(found[1]), found[2].lower()) if found and int(found[1]) else None


def bounds(node: Days | Past, today: date) -> tuple[date | None, date | None]:
    """Return the first and the last day, None where open."""
    if isinstance(node, Past):
        return _before(today, node), today
    first = first_day(node.first) if node.first else None
    return first, last_day(node.last) if node.last else None


def _before(today: date, node: Past) -> date:
    days = {"d": 1, "w": 7}
    if node.unit in days:
        back = min(node.number * days[node.unit], today.toordinal() - 1)
        return today - timedelta(days=back)
    months = today.year * 12 + today.month - 1 - node.number * (12 if node.unit == "y" else 1)
    year, month = divmod(max(months, 12), 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def in_words(text: str) -> str:
    """Return "17 May 2019", "May 2019" or "2019"."""
    year, *rest = _numbers(text)
    words = [str(year)]
    words += [MONTHS[rest[0]]] if rest else []
    words += [str(rest[1])] if len(rest) > 1 else []
    return " ".join(reversed(words))


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split("-")]


def first_full(day: date, unit: str) -> date:
    """Return the first day of the first month or year that lies wholly on `day` or later."""
    start = day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)
    if day == start:
        return day
    months = day.year * 12 + day.month if unit == "month" else (day.year + 1) * 12
    year, month = divmod(months, 12)
    return date(year, month + 1, 1) if year <= date.max.year else date.max


def last_full(day: date, unit: str) -> date:
    """Return the last day of the last month or year that lies wholly on `day` or earlier."""
    following = date.max if day == date.max else day + timedelta(days=1)
    start = following.replace(day=1) if unit == "month" else following.replace(month=1, day=1)
    return day if day == date.max else max(start, date.min + timedelta(days=1)) - timedelta(days=1)
