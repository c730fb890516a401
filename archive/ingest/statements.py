"""Quotations → statements of one version, with what people decided left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from archive.extraction import VERSION
from archive.ingest.anchoring import forbids, owners_of, re_anchor
from archive.ingest.copying import copy_rows, copy_values, next_ids
from archive.ingest.matching import match
from archive.ingest.speakers import speakers_of
from archive.models import ArticleVersion, Speaker, Statement
from archive.models.names import LONGEST_NAME
from archive.models.status import CURATED, Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archive.extraction import Quotation

T = TypeVar("T")


def store_statements(version: ArticleVersion, quotations: Sequence[Quotation]) -> int:
    """Store all quotations as machine statements of `version`; returns how many."""
    return store_new_statements([(version, quotations)])[0]


def store_new_statements(
    found: Sequence[tuple[ArticleVersion, Sequence[Quotation]]],
) -> list[int]:
    """Store the quotations of several versions, which have none yet; returns how many each.

    All versions are of one world: the sample's or not.
    """
    kept = [once_a_place(quotations) for _, quotations in found]
    speakers = _speakers(found[0][0], [one for some in kept for _, one in some]) if found else {}
    ids = iter(next_ids(Statement, sum(map(len, kept))))
    rows: list[dict[str, Any]] = []
    for (version, _), quotations in zip(found, kept, strict=True):
        places = {index: next(ids) for index, _ in quotations}
        rows += [
            {
                "id": places[index],
                "version": version,
                "nested_in": _at(places, quotation.nested_in),
                "continues": _at(places, quotation.continues),
            }
            | fields_of(version, quotation, speakers)
            for index, quotation in quotations
        ]
    copy_values(Statement, rows)
    return [len(quotations) for quotations in kept]


def replace_statements(version: ArticleVersion, quotations: Sequence[Quotation]) -> int:
    """Carry the article's statements over to `version`; returns how many stand in it then.

    Old and new are matched by words: a match keeps its id and takes the new place. A machine
    statement whose words are gone is withdrawn by this version. A statement that a person decided
    about is moved to where its very words stand, and never otherwise changed. The rows are locked
    meanwhile: a decision made during an ingest waits, and is not overwritten.
    """
    old = list(version.article.statements.select_for_update().order_by("pk"))
    curated = [statement for statement in old if statement.status in CURATED]
    re_anchor(curated, version, quotations)
    here = [statement for statement in curated if statement.version_id == version.pk]
    found = dict(once_a_place(quotations))
    owned = owners_of(found, here)
    free = {index: quotation for index, quotation in found.items() if index not in owned}
    rows = _store_matched(version, old, free)
    _link(rows, owned | rows, quotations)
    return len(rows) + len(here)


def _store_matched(
    version: ArticleVersion, old: Sequence[Statement], free: dict[int, Quotation]
) -> dict[int, Statement]:
    """Store the quotations under the ids of the statements they match; withdraw what is gone.

    Nothing is stored, or comes back, among words about which a person has decided.
    """
    curated = [row for row in old if row.is_curated and row.version_id == version.pk]
    indexes, quotations = list(free), list(free.values())
    matched = match([row for row in old if not row.is_curated], quotations, version.text)
    speakers = _speakers(version, quotations)
    rows = {
        indexes[number]: statement
        for statement, number in matched.pairs
        if statement.status == Status.MACHINE or not forbids(curated, quotations[number])
    }
    for index, statement in rows.items():
        values = fields_of(version, free[index], speakers)
        values |= {"version": version, "status": Status.MACHINE, "dropped_in": None}
        values["dropped_by"] = ""
        for field, value in values.items():
            setattr(statement, field, value)
        statement.save(update_fields=list(values))
    fresh = {
        indexes[number]: Statement(
            version=version, **fields_of(version, quotations[number], speakers)
        )
        for number in matched.fresh
        if not forbids(curated, quotations[number])
    }
    for identity, statement in zip(next_ids(Statement, len(fresh)), fresh.values(), strict=True):
        statement.pk = identity
    copy_rows(list(fresh.values()))
    found = {row.text for row in (*curated, *rows.values(), *fresh.values())}
    for statement in matched.gone:
        if statement.status != Status.WITHDRAWN:
            is_there = statement.text in version.text and statement.text not in found
            statement.withdraw(version, VERSION if is_there else "")
    return rows | fresh


def _speakers(version: ArticleVersion, quotations: Sequence[Quotation]) -> dict[str, Speaker]:
    return speakers_of(quotations, is_sample=version.article.batch.is_sample)


def once_a_place(quotations: Sequence[Quotation]) -> list[tuple[int, Quotation]]:
    """Return the quotations with their indexes, of several at one place the first."""
    places: dict[tuple[int, int], int] = {}
    for index, quotation in enumerate(quotations):
        places.setdefault((quotation.start, quotation.end), index)
    return [(index, quotations[index]) for index in places.values()]


def fields_of(
    version: ArticleVersion, quotation: Quotation, speakers: dict[str, Speaker]
) -> dict[str, Any]:
    """Return the columns of the quotation's statement in `version`, but for its neighbours."""
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


def _link(
    rows: dict[int, Statement], there: dict[int, Statement], quotations: Sequence[Quotation]
) -> None:
    """Set for `rows` which of those `there` each stands in, and which it goes on with."""
    for index, statement in rows.items():
        quotation = quotations[index]
        statement.nested_in = _at(there, quotation.nested_in)
        statement.continues = _at(there, quotation.continues)
    Statement.objects.bulk_update(rows.values(), ["nested_in", "continues"])


def _at(rows: Mapping[int, T], index: int | None) -> T | None:
    return rows.get(index) if index is not None else None
