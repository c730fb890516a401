"""A table of speakers with their names and offices → the archive: all of it or nothing.

What is there stays: the table adds, and says where it knows better but may not. So the same table
twice changes nothing.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from archive.models import Speaker, SpeakerAlias
from archive.models.names import LONGEST_NAME, normalised
from archive.models.speaker import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COLUMNS = ("name", "kind", "description", "wikidata_id", "aliases", "roles")
MOST_LINES = 100_000
FACTS = ("description", "wikidata_id")
DATED = 'write "text", or "text;from;to" with days as 2021-06-15; several are separated by "|"'


@dataclass(frozen=True, slots=True)
class Dated:
    """An alias or an office with its first and last day, None for an open end."""

    text: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, understood."""

    line: int
    name: str
    kind: str
    facts: dict[str, str]
    aliases: tuple[Dated, ...]
    roles: tuple[Dated, ...]


@dataclass(slots=True)
class Imported:
    """What a table brought: counts of what is new, errors and notes by line."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)  # nothing was stored when there is one
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        counts = self.counts
        return (
            f"{counts['lines']} lines: {counts['speakers']} new speakers, {counts['aliases']} new"
            f" aliases, {counts['roles']} new roles, {counts['facts']} facts filled in,"
            f" {len(self.errors)} errors"
        )


class WrongCell(ValueError):
    """A cell that means nothing; `str(error)` says why and what to write."""


def import_speakers(lines: Iterable[str], *, dry_run: bool = False) -> Imported:
    """Read a CSV table (COLUMNS, `name` at least) and store it, unless it is a dry run.

    With a single error nothing is stored: all errors are named by their lines.
    """
    imported = Imported()
    with transaction.atomic():
        for row in _rows(lines, imported):
            try:
                with transaction.atomic():
                    _store(row, imported)
            except (WrongCell, ValidationError) as error:
                words = error.messages[0] if isinstance(error, ValidationError) else str(error)
                imported.errors.append(f"line {row.line}: {words}")
        if dry_run or imported.errors:
            transaction.set_rollback(True)
    return imported


def _rows(lines: Iterable[str], imported: Imported) -> Iterator[Row]:
    """Yield the lines that can be understood; note why the others cannot."""
    table = csv.DictReader(lines, strict=True)
    try:
        columns = [name.strip() for name in table.fieldnames or []]
        unknown = [name for name in columns if name not in COLUMNS]
        if "name" not in columns or unknown or len(set(columns)) < len(columns):
            imported.errors.append(
                f"line 1: the first line must name columns out of {', '.join(COLUMNS)}, name among"
                f" them, each once; it has {', '.join(columns) or 'nothing'}"
            )
            return
        table.fieldnames = columns
        for cells in table:
            imported.counts["lines"] += 1
            if imported.counts["lines"] > MOST_LINES:
                raise WrongCell(f"more than {MOST_LINES} lines: cut the table into several")
            try:
                yield _row(table.line_num, cells)
            except WrongCell as error:
                imported.errors.append(f"line {table.line_num}: {error}")
    except (csv.Error, UnicodeDecodeError, WrongCell) as error:
        imported.errors.append(f"line {table.line_num + 1}: cannot be read: {error}")


def _row(line: int, cells: dict[str, str]) -> Row:
    if None in cells:
        raise WrongCell("more cells than columns: put a cell with commas in quotation marks")
    given = {name: " ".join((cells.get(name) or "").split()) for name in COLUMNS}
    kind = given["kind"] or SpeakerKind.PERSON
    if not given["name"]:
        raise WrongCell("a name is missing")
    if len(given["name"]) > LONGEST_NAME:
        raise WrongCell(f"the name is longer than {LONGEST_NAME} characters")
    if "\x00" in "".join(given.values()):
        raise WrongCell("a NUL character: no database can hold it")
    if kind not in SpeakerKind.values:
        raise WrongCell(f"{kind!r} is no kind: write {' or '.join(SpeakerKind.values)}")
    facts = {name: given[name] for name in FACTS if given[name]}
    return Row(line, given["name"], kind, facts, _dated(given["aliases"]), _dated(given["roles"]))


def _dated(cell: str) -> tuple[Dated, ...]:
    return tuple(_one_dated(part) for part in cell.split("|") if part.strip())


def _one_dated(part: str) -> Dated:
    text, *days = (piece.strip() for piece in part.split(";"))
    if not text or len(days) not in (0, 2) or len(text) > LONGEST_NAME:
        raise WrongCell(f"{part.strip()!r} is not understood: {DATED}")
    try:
        first, last = (date.fromisoformat(day) if day else None for day in days or ("", ""))
    except ValueError:
        raise WrongCell(f"{part.strip()!r} holds no days: {DATED}") from None
    if first and last and first > last:
        raise WrongCell(f"{part.strip()!r} ends before it begins")
    return Dated(text, first, last)


def _store(row: Row, imported: Imported) -> None:
    counts: Counter[str] = Counter()
    speaker = _speaker(row, counts)
    for name, value in row.facts.items():
        before = getattr(speaker, name)
        if not before:
            setattr(speaker, name, value)
            counts["facts"] += 1
        elif before != value:
            imported.notes.append(
                f"line {row.line}: {speaker} has another {name} already, which stays: {before}"
            )
    if counts["facts"]:
        speaker.full_clean()
        speaker.save(update_fields=list(row.facts))
    for alias in row.aliases:
        counts["aliases"] += _alias(speaker, alias, row.line, imported)
    for role in row.roles:
        key: dict[str, Any] = {"title": role.text, "since": role.first, "until": role.last}
        counts["roles"] += speaker.roles.get_or_create(**key)[1]
    imported.counts.update(counts)


def _speaker(row: Row, counts: Counter[str]) -> Speaker:
    """Return the speaker of the name, or of the alias that is one speaker's; else a new one."""
    world = Speaker.objects.filter(is_sample=False)
    own = world.listed().filter(normalised_name=normalised(row.name)).first()
    if found := own or world.called(row.name):
        return found
    aliased = SpeakerAlias.objects.filter(normalised=normalised(row.name), speaker__is_sample=False)
    if aliased.exists():
        raise WrongCell(f"“{row.name}” is an alias that decides for nobody: write the full name")
    counts["speakers"] += 1
    return Speaker.objects.make(row.name, row.kind)


def _alias(speaker: Speaker, alias: Dated, line: int, imported: Imported) -> bool:
    name = normalised(alias.text)
    if name == speaker.normalised_name or speaker.aliases.filter(normalised=name).exists():
        return False
    others = SpeakerAlias.objects.filter(normalised=name, speaker__is_sample=False)
    is_name = Speaker.objects.listed().filter(normalised_name=name, is_sample=False)
    is_shared = others.exclude(speaker=speaker).exists() or (is_name.exists() and " " in name)
    if is_shared:
        imported.notes.append(f"line {line}: others go by “{alias.text}”, too: it decides nothing")
        others.filter(ambiguous=False).update(ambiguous=True)
    speaker.aliases.create(
        text=alias.text, ambiguous=is_shared, valid_from=alias.first, valid_to=alias.last
    )
    return True
