"""Where the very words of a curated statement stand in a new version, if they stand there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from archive.ingest.matching import WORD
from archive.models.status import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    if statement.found_start is not None and statement.found_end is not None:
        # Near the beginning of the text the place cannot move along whole.
        begin = max(0, statement.found_start + by)
        moved |= {"found_start": begin, "found_end": max(begin + 1, statement.found_end + by)}
    for words in ("mention", "cue"):
        printed, was = getattr(statement, words), getattr(statement, f"{words}_start")
        found = places_of(version.text, printed) if printed else []
        at = min(found, key=lambda start: abs(start - was - by), default=None)
        moved |= {f"{words}_start": at, words: printed if at is not None else ""}
    for field, value in moved.items():
        setattr(statement, field, value)
    statement.save(update_fields=list(moved))


def owners_of(
    quotations: Mapping[int, Quotation], curated: Sequence[Statement]
) -> dict[int, Statement]:
    """Return, by the quotation's number, the curated statement that owns its place.

    Of a quotation and one that is nested in it, a statement owns the one that is more like it.
    """
    found = {number: owner_of(one, curated) for number, one in quotations.items()}
    owned = {number: owner for number, owner in found.items() if owner}
    for number, one in quotations.items():
        holder, owner = one.nested_in, owned.get(number)
        if owner and holder is not None and owned.get(holder) is owner:
            inner, outer = _span(one), _span(quotations[holder])
            is_inner = _likeness(owner, inner) > _likeness(owner, outer)
            del owned[holder if is_inner else number]
    return owned


def owner_of(quotation: Span | Quotation, curated: Sequence[Statement]) -> Statement | None:
    """Return the curated statement that shares more than half of the longer one, or None.

    A statement whose span a person changed owns the place where the machine found it as well.
    """
    for statement in curated:
        if any(is_mostly(span, _span(quotation)) for span in _spans(statement)):
            return statement
    return None


def _span(quotation: Span | Quotation) -> tuple[int, int]:
    return quotation.start, quotation.end


def _spans(statement: Statement) -> list[tuple[int, int]]:
    spans = [(statement.start, statement.end)]
    if statement.found_start is not None and statement.found_end is not None:
        spans.append((statement.found_start, statement.found_end))
    return spans


def _likeness(statement: Statement, span: tuple[int, int]) -> float:
    return max(
        _shared(one, span) / (max(one[1], span[1]) - min(one[0], span[0]))
        for one in _spans(statement)
    )


def is_mostly(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two spans share more than half of the longer one."""
    longer = max(one[1] - one[0], other[1] - other[0])
    return 2 * _shared(one, other) > longer


def forbids(curated: Sequence[Statement], quotation: Quotation) -> Statement | None:
    """Return the curated statement beside which a new machine statement may not stand, or None.

    That is one whose words it would say again: hidden words wholly or in part, other words where
    it lies in the midst of them and no other quotation holds it.
    """
    place = _span(quotation)
    for statement in curated:
        shared = _shared((statement.start, statement.end), place)
        is_part = shared == quotation.end - quotation.start and quotation.nested_in is None
        if shared > 0 and (is_part or statement.status == Status.HIDDEN):
            return statement
    return None


def _shared(one: tuple[int, int], other: tuple[int, int]) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])
