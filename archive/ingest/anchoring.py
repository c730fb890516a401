"""Where the very words of a curated statement stand in a new version, if they stand there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from archive.ingest.matching import WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.extraction import Quotation, Span
    from archive.models import ArticleVersion, Statement

# So many words in a row are hardly said twice: they are found again without the extractor's help.
TELLING = 5


def re_anchor(
    statements: Sequence[Statement], version: ArticleVersion, quotations: Sequence[Quotation]
) -> None:
    """Move each curated statement to where its very words stand in `version`.

    Where they do not, it stays where it is, and `dropped_in` names the first version without
    them. Nothing else of it changes; mention and cue move along, or are left behind when the new
    text no longer has them.
    """
    taken: set[int] = set()
    for statement in sorted(statements, key=lambda row: (row.start, -row.end)):
        place = _place(statement, version.text, quotations, taken)
        if place is not None:
            taken.add(place)
            _move(statement, version, place)
        elif statement.dropped_in_id is None:
            statement.dropped_in = version
            statement.save(update_fields=["dropped_in"])


def _place(
    statement: Statement, text: str, quotations: Sequence[Quotation], taken: set[int]
) -> int | None:
    """Return where the words stand as a quotation of the same speaker, else as the only such
    words of the text when they are many."""
    found = [place for place in places_of(text, statement.text) if place not in taken]
    size = len(statement.text)
    same = [
        place
        for place in found
        if any(_is_there(quotation, place, size, statement.name) for quotation in quotations)
    ]
    if not same and len(found) == 1 and len(WORD.findall(statement.text)) >= TELLING:
        same = found
    return min(same, key=lambda place: abs(place - statement.start), default=None)


def _is_there(quotation: Quotation, place: int, size: int, name: str) -> bool:
    overlaps = quotation.start < place + size and place < quotation.end
    return overlaps and (quotation.speaker or "") == name


def places_of(text: str, words: str) -> list[int]:
    """Return the offsets at which `words` stand in `text` as whole words."""
    return [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def _move(statement: Statement, version: ArticleVersion, place: int) -> None:
    by = place - statement.start
    moved: dict[str, Any] = {
        "version": version,
        "start": place,
        "end": statement.end + by,
        "dropped_in": None,
        "quoted": [[start + by, end + by] for start, end in statement.quoted],
    }
    for words in ("mention", "cue"):
        printed, was = getattr(statement, words), getattr(statement, f"{words}_start")
        found = places_of(version.text, printed) if printed else []
        at = min(found, key=lambda start: abs(start - was - by), default=None)
        moved |= {f"{words}_start": at, words: printed if at is not None else ""}
    for field, value in moved.items():
        setattr(statement, field, value)
    statement.save(update_fields=list(moved))


def owner_of(quotation: Span | Quotation, curated: Sequence[Statement]) -> Statement | None:
    """Return the curated statement that owns the quotation's place, or None.

    It does when the two share more than half of the longer one: a nested quotation inside a
    curated statement is no copy of it.
    """
    for statement in curated:
        shared = min(statement.end, quotation.end) - max(statement.start, quotation.start)
        longer = max(statement.end - statement.start, quotation.end - quotation.start)
        if 2 * shared > longer:
            return statement
    return None
