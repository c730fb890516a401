"""Datelines: the place, date and agency before the first sentence of an article.

Forms, with invented names: "PORT ELDA, March 30. /NORDA/. …", "PORT ELDA (Norda) - …",
"PORT ELDA, 3 May 2021 (Norda) — …", "Norda News Service, Port Elda, June 15th. …",
"Port Elda. May 3. NORDA – …", "PORT ELDA — …".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.ingest.cleaning.calendar_words import LONG_WEEKDAYS, WEEKDAYS
from archive.ingest.cleaning.dates import Day, days_in, each_weekday
from archive.ingest.cleaning.outlet import looks_like_outlet

_REACH = 160  # characters from the paragraph's beginning; a dateline is short
_WORD = r"[^\W\d_][\w.’'&-]{0,24}"
_HEAD = r"(?P<head>[^\W\d_][^()\[\]/–—\n“”\"«»:;!?]{1,70}?)"
_DASH = r"(?:\.?\s?[-–—]{1,3}\s|\s?[–—]{1,2}\s?|:\s)"
_AGENCY = rf"(?P<agency>{_WORD}(?:[ /.-]{{1,2}}{_WORD}){{0,5}}?)"
_REPORTER = r"(?:\s?\([^)]{3,60}\))?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        # PORT ELDA, March 30. /NORDA/. Text
        rf"{_HEAD}[.,]?\s?/{_AGENCY}/\.?(?:{_DASH}|\s)",
        # PORT ELDA, May 3 (Norda) - Text
        rf"{_HEAD}[.,]?\s?[(\[]{_AGENCY}[)\]]{_DASH}",
        # (Norda) PORT ELDA - Text   and   (Norda) - PORT ELDA, MAY 3 - Text
        rf"[(\[/]{_AGENCY}[)\]/]\s?[-–—]?\s?{_HEAD}{_DASH}",
        # Norda News Service, Port Elda, June 15th. Text
        rf"(?P<credit>{_AGENCY}),\s{_HEAD}(?:{_REPORTER}(?:\.\s|{_DASH})|\s?\([^)]{{3,60}}\)\s)",
        # Port Elda. May 3. NORDA – Text   and   PORT ELDA, 3 May — Norda News. Text
        rf"{_HEAD}(?:\.\s|{_DASH}){_AGENCY}(?:{_DASH}|\.\s)",
        # PORT ELDA, 3 May – Text   and   PORT ELDA — Text
        rf"{_HEAD}{_DASH}",
        # Port Elda, 3 May. Text
        rf"{_HEAD}(?P<stop>\.\s)",
        # (NORDA) - Text   and   [Norda News] Text
        rf"[(\[/]{_AGENCY}[)\]/](?:{_DASH}|\s)",
    )
)
_NO_PLACE = frozenset(
    "in on at from by after before since until during under the a an that im am à au en".split()
)
_NO_AGENCY = frozenset(LONG_WEEKDAYS) | {"reporter", "reporters", "by", "photo", "file", "video"}
_SMALL = frozenset("de la le el of the am an der sur do da del на upon on".split())


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first sentence, which begins at offset `end`."""

    place: str | None
    agency: str | None
    day: Day | None
    printed: str  # the date as printed, "" for none
    end: int


def dateline_of(paragraph: str) -> Dateline | None:
    """Read the dateline of a paragraph; None where it begins with its first sentence."""
    head = paragraph[:_REACH]  # copied, so that no pattern can run further
    for form in _FORMS:
        match = form.match(head)
        if match:
            found = _checked(match)
            if found and len(paragraph) > found.end:
                return found
    return None


def _checked(match: re.Match[str]) -> Dateline | None:
    """Accept a match whose parts are what they should be, since a sentence could look alike."""
    groups = match.groupdict()
    head, agency = groups.get("head"), groups.get("agency")
    place, when, day = _place_and_day(head) if head else (None, "", None)
    if head and not place:
        return None
    if agency and not _is_agency(agency, place, is_credit="credit" in groups and day is None):
        return None
    if not _is_enough(match, place, agency) and day is None:
        return None
    if match.string[match.end() : match.end() + 1].islower():
        return None
    return Dateline(place, agency, day, when, match.end())


def _place_and_day(head: str) -> tuple[str | None, str, Day | None]:
    """Split "Port Elda, Thursday, 3 May 2021" into place, date as printed and date."""
    days = days_in(head)
    if len(days) > 1:
        return None, "", None
    bare = head
    for day in days:
        bare = bare[: day.start] + " " * (day.end - day.start) + bare[day.end :]
    for start, end, _ in each_weekday(bare, WEEKDAYS if days else LONG_WEEKDAYS):
        bare = bare[:start] + " " * (end - start) + bare[end:]
    place = re.sub(r"(?<![A-ZА-Я])\.$", "", bare.rstrip(" ,(")).strip()
    if "  " in place or not _is_place(place):
        return None, "", None
    printed = head[bare.index(place) + len(place) :].strip(" ,.")
    return place, printed, days[0] if days else None


def _is_place(place: str) -> bool:
    words = place.replace(",", " ").replace("/", " ").split()
    if not 1 <= len(words) <= 6 or len(place) < 3 or place.count(",") > 2:
        return False
    if words[0].casefold() in _NO_PLACE or looks_like_outlet(place) or place.endswith(" -"):
        return False
    return all(word[0].isupper() or word.casefold() in _SMALL for word in words)


def _is_agency(agency: str, place: str | None, is_credit: bool) -> bool:
    words = agency.split()
    if is_credit or days_in(agency) or words[0].casefold() in _NO_AGENCY:
        return False
    if all(word[0].isupper() or word in ("of", "the", "&", "and") for word in words):
        return True
    # "dpa", "epd": some agencies write themselves small
    return agency.isalpha() and agency.islower() and len(agency) <= 4 and place is not None


def _is_enough(match: re.Match[str], place: str | None, agency: str | None) -> bool:
    """Ask for a second sign beside a name: an agency, or capitals throughout and a dash."""
    if place is None:
        return agency is not None and _is_known_shape(agency)
    if agency:
        return True
    return "stop" not in match.groupdict() and _is_shouted(place, match.string[match.end() :])


def _is_known_shape(agency: str) -> bool:
    """Without a place, brackets alone prove little: an acronym or an outlet's name is needed."""
    return (agency.isupper() and 2 < len(agency) <= 12) or looks_like_outlet(agency)


def _is_shouted(place: str, text: str) -> bool:
    """Tell whether the place is in capitals, as datelines without a date are, and no acronym."""
    name = place.split(",")[0]
    letters = [char for char in name if char.isalpha()]
    return len(letters) >= 4 and all(char.isupper() for char in letters) and name not in text
