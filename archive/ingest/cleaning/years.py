"""Which year a day and month without a year belong to, when the text leaves exactly one.

The text outside quotation marks is searched for three kinds of clue. A tie names the year of
publication ("last year, in 2020", "three years ago, in 2018", "on Thursday, 21 October 2021" in
an article of the same week). A bound says that the year is not earlier ("since 2014", "in 2019
... said") or not later ("by 2030", "will ... in 2025"). A weekday printed with the day leaves one
year in five or six. Only one possible year counts; anything else leaves the year open. The words
are English: articles in other languages keep their year open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from archive.ingest.cleaning.calendar_words import LONG_WEEKDAYS
from archive.ingest.cleaning.dates import Day, days_in, each_weekday
from archive.ingest.cleaning.sentences import sentences_of

_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d%-])"
_NUMBERS = {
    word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
}  # fmt: skip
_AGO = rf"(?P<ago>\d{{1,2}}|{'|'.join(_NUMBERS)})\syears\sago"
_TIES = tuple(
    (re.compile(pattern, re.IGNORECASE), later)
    for pattern, later in (
        (rf"\bthis year(?:,|’s|'s)?\s(?:in\s)?\(?{_YEAR}", 0),
        (rf"\b(?:in\s)?{_YEAR},?\s\(?this year\b", 0),
        (rf"\blast year(?:,|’s|'s)?\s(?:in\s)?\(?(?:[A-Z][a-z]+\s)?{_YEAR}", 1),
        (rf"\bin\s{_YEAR},?\s\(?last year\b", 1),
        (rf"\bnext year(?:,|’s|'s)?\s(?:in\s)?\(?(?:[A-Z][a-z]+\s)?{_YEAR}", -1),
        (rf"\bin\s{_YEAR},?\s\(?next year\b", -1),
        (rf"\b{_AGO},?\s(?:in|\()\s?{_YEAR}", None),
        (rf"\bin\s{_YEAR},?\s\(?{_AGO}", None),
    )
)
_SINCE = re.compile(
    rf"\b(?:since\s(?:[a-z]+\s){{0,2}}|in\s(?:late\s|early\s|mid-?)?){_YEAR}",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    rf"\b(?:by|until|before|in)\s(?:the end of\s)?(?:[a-z]+\s)?{_YEAR}", re.IGNORECASE
)
_AHEAD = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:due|expected|scheduled|planned|set|to)"
    r"|plans? to)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:will|shall|would|could|should|may|might|if|plan\w*|expect\w*|due|by|until"
    r"|next|coming|scheduled|to be|going to)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|took|began|won|lost|left|came|went|held|met|became|\w{3,}ed)\b"
)
_HAD = re.compile(r"\b(?:had|was|were|then|once|earlier|previously)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„]{0,2000}[”\"»“]")
_WEEK = 7  # days within which news names a day by its weekday
_MOST = 200  # sentences looked at


@dataclass(frozen=True, slots=True)
class FoundYear:
    """A complete date with the reasoning in words."""

    at: datetime
    evidence: str


@dataclass(frozen=True, slots=True)
class _Clue:
    years: range  # the years it leaves
    words: str


def year_from(paragraphs: list[str], day: tuple[int, int], printed: str) -> FoundYear | None:
    """Complete a month and day; None where more than one year, or none, remains.

    `printed` is the date as printed, which may have a weekday with it.
    """
    clues = [c for sentence in _sentences(paragraphs) for c in _clues(sentence, day)]
    if not clues:
        return None
    first = max(clue.years.start for clue in clues)
    last = min(clue.years.stop for clue in clues)
    weekdays = [number for _, _, number in each_weekday(printed, LONG_WEEKDAYS)]
    left = [year for year in range(first, last) if _fits(year, day, weekdays)]
    if len(left) != 1 or last - first > 50:
        return None
    told = [clue.words for clue in clues if len(clue.years) < 50][:3] or [clues[0].words]
    bounds = [c.words for c in clues if c.years.start == first or c.years.stop == last]
    evidence = f"“{printed}” and in the text " + ", ".join(dict.fromkeys(told + bounds[:2]))
    return FoundYear(datetime(left[0], *day, tzinfo=UTC), evidence)


def _sentences(paragraphs: Iterable[str]) -> Iterator[str]:
    seen = 0
    for paragraph in paragraphs:
        # What somebody says in quotation marks may have been said in another year.
        for sentence in sentences_of(_QUOTED.sub(" ", paragraph)):
            seen += 1
            if seen > _MOST:
                return
            yield sentence[:1000]


def _clues(sentence: str, day: tuple[int, int]) -> Iterator[_Clue]:
    for pattern, later in _TIES:
        for match in pattern.finditer(sentence):
            year = int(match["year"]) + (_ago(match) if later is None else later)
            yield _Clue(range(year, year + 1), f"“{match.group()}”")
    yield from _same_week(sentence, day)
    yield from _bounds(sentence)


def _ago(match: re.Match[str]) -> int:
    words = match["ago"].lower()
    return _NUMBERS.get(words) or int(words)


def _same_week(sentence: str, day: tuple[int, int]) -> Iterator[_Clue]:
    """A full date that is named with its weekday, at most a week before the printed day."""
    weekdays = list(each_weekday(sentence, LONG_WEEKDAYS))
    for full in days_in(sentence):
        if full.year is None or full.month is None or full.day is None:
            continue
        beside = [w for start, end, w in weekdays if 0 <= full.start - end <= 3]
        year = _year_within_week(date(full.year, full.month, full.day), day)
        if year and _weekday(full) in beside:
            yield _Clue(
                range(year, year + 1), f"“{sentence[full.start : full.end]}” with its weekday"
            )


def _weekday(day: Day) -> int:
    return date(day.year or 1, day.month or 1, day.day or 1).weekday()


def _year_within_week(full: date, day: tuple[int, int]) -> int | None:
    for later in range(_WEEK):
        moved = full + timedelta(days=later)
        if (moved.month, moved.day) == day:
            return moved.year
    return None


def _bounds(sentence: str) -> Iterator[_Clue]:
    """A year that has been, or is to come, at the time of writing; doubtful ones are left out."""
    if any(tie.search(sentence) for tie, _ in _TIES):
        return
    if not _OPEN.search(sentence):
        for match in _SINCE.finditer(sentence):
            if match.group().lower().startswith("since") or _PAST.search(sentence):
                yield _Clue(range(int(match["year"]), 2200), f"“{match.group()}”, which is past")
    elif _AHEAD.search(sentence) and not _HAD.search(sentence):
        for match in _UNTIL.finditer(sentence):
            years = range(1900, int(match["year"]) + 1)
            yield _Clue(years, f"“{match.group()}”, which is to come")


def _fits(year: int, day: tuple[int, int], weekdays: list[int]) -> bool:
    try:
        number = date(year, *day).weekday()
    except ValueError:
        return False
    return not weekdays or number in weekdays
