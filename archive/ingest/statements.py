"""Quotations → statements of one version, with what people decided left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.extraction import VERSION
from archive.ingest.matching import match
from archive.ingest.speakers import LONGEST_NAME, speakers_of
from archive.models import ArticleVersion, Speaker, Statement
from archive.models.status import CURATED, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.extraction import Quotation

# How much of a new quotation may lie in a statement that a person decided about: past this the
# person's statement owns the place.
OWNED = 0.5


def store_statements(version: ArticleVersion, quotations: Sequence[Quotation]) -> int:
    """Store all quotations as machine statements of `version`; returns how many."""
    speakers = speakers_of(quotations)
    rows = {
        index: Statement(version=version, **_fields(version, quotation, speakers))
        for index, quotation in _once_a_place(quotations)
    }
    Statement.objects.bulk_create(rows.values())
    _link(rows, quotations)
    return len(rows)


def replace_statements(version: ArticleVersion, quotations: Sequence[Quotation]) -> int:
    """Carry the article's statements over to `version`; returns how many stand in it then.

    Old and new are matched by words: a match keeps its id and takes the new place. A machine
    statement whose words are gone is withdrawn by this version. A statement that a person decided
    about is moved to where its very words stand, and never otherwise changed.
    """
    old = list(version.article.statements.select_related("version"))
    curated = [statement for statement in old if statement.status in CURATED]
    for statement in curated:
        _re_anchor(statement, version)
    machine = [statement for statement in old if statement.status not in CURATED]
    unowned = {
        index: quotation
        for index, quotation in _once_a_place(quotations)
        if not any(_owns(statement, version, quotation) for statement in curated)
    }
    places, candidates = list(unowned), list(unowned.values())
    matched = match(machine, candidates, version.text)
    speakers = speakers_of(candidates)
    rows = {places[number]: statement for statement, number in matched.pairs}
    rows |= {places[number]: Statement() for number in matched.fresh}
    for index, statement in rows.items():
        values = _fields(version, quotations[index], speakers) | {"dropped_in": None}
        for field, value in (values | {"version": version, "status": Status.MACHINE}).items():
            setattr(statement, field, value)
        statement.save()
    _link(rows, quotations)
    for statement in matched.gone:
        if statement.status != Status.WITHDRAWN:
            statement.withdraw(version)
    return len(rows) + sum(statement.version_id == version.pk for statement in curated)


def _once_a_place(quotations: Sequence[Quotation]) -> list[tuple[int, Quotation]]:
    places: dict[tuple[int, int], int] = {}
    for index, quotation in enumerate(quotations):
        places.setdefault((quotation.start, quotation.end), index)
    return [(index, quotations[index]) for index in places.values()]


def _fields(
    version: ArticleVersion, quotation: Quotation, speakers: dict[str, Speaker]
) -> dict[str, Any]:
    article, text = version.article, version.text
    name = (quotation.speaker or "")[:LONGEST_NAME]
    mention, cue = quotation.mention, quotation.cue
    return {
        "article": article,
        "start": quotation.start,
        "end": quotation.end,
        "text": text[quotation.start : quotation.end],
        "kind": quotation.kind.value,
        "quoted": [list(span) for span in quotation.quoted],
        "section": quotation.section.value,
        "speaker": speakers.get(name),
        "name": name,
        "mention": text[mention.start : mention.end] if mention else "",
        "mention_start": mention.start if mention else None,
        "cue": text[cue.start : cue.end][:200] if cue else "",
        "cue_start": cue.start if cue else None,
        "attribution": quotation.attribution.value,
        "rule": quotation.rule,
        "resolution": quotation.resolution,
        "confidence": quotation.confidence,
        "extractor": VERSION,
        "outlet": article.outlet,
        "said_on": article.said_on,
        "said_precision": article.said_precision,
        "language": article.language,
    }


def _link(rows: dict[int, Statement], quotations: Sequence[Quotation]) -> None:
    """Set which statement stands in which, and which goes on with which."""
    linked = []
    for index, statement in rows.items():
        quotation = quotations[index]
        statement.nested_in = _row(rows, quotation.nested_in)
        statement.continues = _row(rows, quotation.continues)
        if quotation.nested_in is not None or quotation.continues is not None:
            linked.append(statement)
    Statement.objects.bulk_update(linked, ["nested_in", "continues"])


def _row(rows: dict[int, Statement], index: int | None) -> Statement | None:
    return rows.get(index) if index is not None else None


def _owns(statement: Statement, version: ArticleVersion, quotation: Quotation) -> bool:
    if statement.version_id != version.pk:
        return False
    shared = min(statement.end, quotation.end) - max(statement.start, quotation.start)
    return shared > OWNED * (quotation.end - quotation.start)


def _re_anchor(statement: Statement, version: ArticleVersion) -> None:
    """Move a curated statement to the nearest place of its very words; else note who dropped it."""
    place = nearest(version.text, statement.text, statement.start)
    if place is None:
        statement.dropped_in = version
        statement.save(update_fields=["dropped_in"])
        return
    moved: dict[str, Any] = {
        "version": version,
        "start": place,
        "end": place + len(statement.text),
        "dropped_in": None,
        "quoted": [
            [s + place - statement.start, e + place - statement.start] for s, e in statement.quoted
        ],
    }
    for words in ("mention", "cue"):
        printed = getattr(statement, words)
        at = nearest(version.text, printed, place) if printed else None
        moved |= {f"{words}_start": at, words: printed if at is not None else ""}
    for field, value in moved.items():
        setattr(statement, field, value)
    statement.save(update_fields=list(moved))


def nearest(text: str, words: str, place: int) -> int | None:
    """Return the offset of `words` in `text` that lies nearest to `place`, or None."""
    before = text.rfind(words, 0, place + len(words))
    after = text.find(words, place)
    found = [offset for offset in (before, after) if offset >= 0]
    return min(found, key=lambda offset: abs(offset - place), default=None)
