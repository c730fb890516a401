"""Which of the dates seen is the date of publication, and on what basis."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from archive.ingest.article import PublicationDate
from archive.ingest.cleaning.calendar_words import LONG_WEEKDAYS
from archive.ingest.cleaning.dateline import Dateline
from archive.ingest.cleaning.dates import days_in, each_weekday, instant
from archive.ingest.cleaning.stamps import Stamp, publication_date
from archive.ingest.cleaning.years import year_from

_LEAD = 2  # paragraphs in which news says of which day it is


@dataclass(frozen=True, slots=True)
class Sightings:
    """Every place where an article may say when it was published, in the order of their weight."""

    known: PublicationDate | None  # metadata
    stamp: Stamp | None
    dateline: Dateline | None
    captions: list[str]  # dates that picture services wrote behind captions
    paragraphs: list[str] = field(default_factory=list)


def publication_of(seen: Sightings) -> PublicationDate:
    """Decide the date: stated with a year, else inferred where the text leaves one, else open."""
    if seen.known and seen.known.at:
        return seen.known
    for stated in (_stamped(seen), _from_dateline(seen), _from_captions(seen)):
        if stated and stated.at:
            return stated
    return _inferred(seen) or PublicationDate(printed=_printed(seen), updated_at=_updated(seen))


def _stamped(seen: Sightings) -> PublicationDate | None:
    return publication_date(seen.stamp, "a line of its own") if seen.stamp else None


def _from_dateline(seen: Sightings) -> PublicationDate | None:
    if seen.dateline is None or seen.dateline.day is None:
        return None
    at = instant(seen.dateline.day, None)
    if at is None:
        return None
    return PublicationDate(at[0], at[1], "stated", "the dateline", seen.dateline.printed)


def _from_captions(seen: Sightings) -> PublicationDate | None:
    """Take the date behind the captions when they agree on it."""
    dates = {instant(day, None) for text in seen.captions for day in days_in(text)}
    if len(dates) != 1:
        return None
    at = dates.pop()
    if at is None:
        return None
    return PublicationDate(at[0], at[1], "stated", "the captions", seen.captions[0])


def _inferred(seen: Sightings) -> PublicationDate | None:
    """Complete a printed day and month when the text leaves exactly one year."""
    day = seen.dateline.day if seen.dateline else None
    day = day or (seen.stamp.day if seen.stamp else None)
    if day is None or day.month is None or day.day is None:
        return None
    found = year_from(seen.paragraphs, (day.month, day.day), _printed(seen))
    if found is None:
        return None
    return PublicationDate(found.at, "day", "inferred", found.evidence, _printed(seen))


def _printed(seen: Sightings) -> str:
    """Give the date as printed: stamp, dateline, else the weekday in the first paragraphs."""
    if seen.stamp:
        return publication_date(seen.stamp, "").printed
    if seen.dateline and seen.dateline.printed:
        return seen.dateline.printed
    for paragraph in seen.paragraphs[:_LEAD]:
        for start, end, _ in each_weekday(paragraph[:1000], LONG_WEEKDAYS):
            return paragraph[start:end]
    return seen.known.printed if seen.known else ""


def _updated(seen: Sightings) -> datetime | None:
    return publication_date(seen.stamp, "").updated_at if seen.stamp else None
