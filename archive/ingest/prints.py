"""Statements → wordings and prints; new wordings → those that they resemble.

Works on ids in sets, a few queries for thousands of statements: docs/grouping.md has the figures.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from uuid import UUID

from archive.ingest.resemblance import FEWEST_WORDS, MORE_THAN, resemblance
from archive.ingest.rows import array, rows
from archive.ingest.wording import hashed, stems_of, words_of
from archive.search import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

# Fewer words than this say nothing of their own: they are one quotation only when the same
# speaker said them on the same day. Less than two never are.
SHORT, SHORTEST = 5, 2
# So many words of nobody known are hardly said by two.
TELLING = 8
# Of the pairs of telling words of the smaller sketch, how many another must share to be compared.
SHARED = 0.2


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, as far as its wording asks."""

    pk: int
    text: str
    speaker: int | None
    day: date | None  # None unless known to the day
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Worded:
    """The row of a wording that is to be there."""

    key: UUID
    words_key: int | None
    is_attributed: bool
    words: str
    size: int
    sketch: tuple[int, ...]


@dataclass(slots=True)
class Changed:
    """Wordings that gained, lost or kept a print, and from which others each took some over."""

    touched: set[int]
    moved: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def worded(said: Said) -> Worded | None:
    """Return the wording of a statement, or None when it stands alone whatever others print."""
    words = words_of(said.text)
    if len(words) < (SHORTEST if said.speaker else TELLING):
        return None
    is_short = len(words) < SHORT
    if is_short and said.day is None:
        return None
    plain, world = " ".join(words), "sample" if said.is_sample else "archive"
    speaker = str(said.speaker) if said.speaker else world
    day = str(said.day) if is_short else ""
    key = blake2b("\x1f".join((speaker, day, plain)).encode(), digest_size=16).digest()
    return Worded(
        key=UUID(bytes=key),
        words_key=hashed(f"{world}\x1f{plain}") if len(words) >= TELLING else None,
        is_attributed=said.speaker is not None,
        words=plain,
        size=len(words),
        sketch=_sketch(speaker, words) if said.speaker else (),
    )


def _sketch(speaker: str, words: list[str]) -> tuple[int, ...]:
    """Return hashes of the speaker with each two telling words that follow each other."""
    if len(words) < FEWEST_WORDS:
        return ()
    stems = stems_of(words)
    pairs = {f"{speaker}\x1f{one} {other}" for one, other in pairwise(stems)}
    return tuple(sorted(map(hashed, pairs)))


def renew_prints(statements: Sequence[int]) -> Changed:
    """Let each statement print its wording, or none; returns the wordings that this touches."""
    wanted = {one.pk: row for one in _said(statements) if (row := worded(one))}
    wordings = _wordings(wanted.values())
    new = {pk: wordings[row.key] for pk, row in wanted.items()}
    sql = "SELECT statement_id, wording_id FROM archive_print WHERE statement_id = ANY(%s)"
    old = dict(rows(sql, list(statements)))
    if gone := [pk for pk, wording in old.items() if new.get(pk) != wording]:
        rows("DELETE FROM archive_print WHERE statement_id = ANY(%s)", gone)
    rows(
        "INSERT INTO archive_print (statement_id, wording_id) "
        "SELECT * FROM unnest(%s::bigint[], %s::bigint[]) ON CONFLICT DO NOTHING",
        list(new),
        list(new.values()),
    )
    changed = Changed({*new.values(), *old.values()})
    for pk in gone:
        if pk in new:
            changed.moved[new[pk]].add(old[pk])
    _note_which_live(changed.touched)
    return changed


def _said(statements: Sequence[int]) -> Iterable[Said]:
    found = rows(
        """SELECT s.id, s.text, s.speaker_id,
                  CASE WHEN s.said_precision = 'day' THEN s.said_on END,
                  COALESCE(p.is_sample, b.is_sample)
           FROM archive_statement s
           JOIN archive_article a ON a.id = s.article_id
           JOIN archive_importbatch b ON b.id = a.batch_id
           LEFT JOIN archive_speaker p ON p.id = s.speaker_id
           WHERE s.id = ANY(%s) AND s.status = ANY(%s)""",
        list(statements),
        list(SHOWN),
    )
    return (Said(*row) for row in found)


def _wordings(wanted: Iterable[Worded]) -> dict[UUID, int]:
    """Return the id of each wording by its key; new ones are made and compared."""
    by_key = {row.key: row for row in wanted}
    keys = sorted(by_key)
    known = dict(rows("SELECT key, id FROM archive_wording WHERE key = ANY(%s)", keys))
    fresh = [by_key[key] for key in keys if key not in known]
    made = _make(fresh) if fresh else {}
    return {UUID(str(key)): pk for key, pk in (known | made).items()}


def _make(fresh: Sequence[Worded]) -> dict[UUID, int]:
    made = rows(
        """INSERT INTO archive_wording
               (key, words_key, is_attributed, words, size, sketch, is_live)
           SELECT key, words_key, is_attributed, words, size, sketch::bigint[], true
           FROM unnest(%s::uuid[], %s::bigint[], %s::boolean[], %s::text[], %s::int[], %s::text[])
               AS fresh (key, words_key, is_attributed, words, size, sketch)
           RETURNING key, id""",
        [row.key for row in fresh],
        [row.words_key for row in fresh],
        [row.is_attributed for row in fresh],
        [row.words for row in fresh],
        [row.size for row in fresh],
        [array(row.sketch) for row in fresh],
    )
    compare([pk for _, pk in made])
    return dict(made)


def compare(wordings: Sequence[int]) -> None:
    """Find what each of the wordings resembles among all that were made before it."""
    found = [
        (pk, other, likeness)
        for pk, words, other, others in _candidates(wordings)
        if (likeness := resemblance(words.split(), others.split()))
    ]
    if found:
        rows(
            "INSERT INTO archive_resemblance (other_id, one_id, likeness) "
            "SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::float8[]) ON CONFLICT DO NOTHING",
            *map(list, zip(*found, strict=True)),
        )


def compare_anew(wordings: Sequence[int]) -> None:
    """Forget what each of the wordings resembles among those made before it, and find it again."""
    rows("DELETE FROM archive_resemblance WHERE other_id = ANY(%s)", list(wordings))
    compare(wordings)


def _candidates(wordings: Sequence[int]) -> list[tuple[Any, ...]]:
    """Return (id, words) of each wording with (id, words) of each that shares enough of its
    sketch: an index holds the sketches, and a hash in them is of one speaker only. That it was
    made before is asked of what was found (+ 0), not of the index on ids, which gives all of them.
    """
    return rows(
        """SELECT fresh.id, fresh.words, known.id, known.words
           FROM archive_wording fresh
           JOIN archive_wording known ON known.sketch && fresh.sketch
           WHERE fresh.id = ANY(%s) AND known.id + 0 < fresh.id AND fresh.size >= %s
             AND LEAST(known.size, fresh.size) > GREATEST(known.size, fresh.size) * %s::float8
             AND (SELECT count(*) FROM unnest(fresh.sketch) AS one
                  WHERE one = ANY(known.sketch))
                 >= LEAST(cardinality(known.sketch), cardinality(fresh.sketch)) * %s::float8""",
        list(wordings),
        FEWEST_WORDS,
        MORE_THAN,
        SHARED,
    )


def _note_which_live(wordings: Iterable[int]) -> None:
    rows(
        """UPDATE archive_wording w SET is_live = NOT is_live
           WHERE id = ANY(%s) AND is_live <>
               EXISTS (SELECT FROM archive_print p WHERE p.wording_id = w.id)""",
        list(wordings),
    )
