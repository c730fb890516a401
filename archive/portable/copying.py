"""Lines of one table → its rows, by PostgreSQL's COPY; what it refuses is named by its line."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import DataError, IntegrityError, InternalError, connection

from archive.portable.damage import Damaged
from archive.portable.tables import is_person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from archive.portable.lines import Line
    from archive.portable.tables import Table

# What PostgreSQL says of a row that it refuses among the copied ones; other words in other locales.
COPIED_LINE = re.compile(r"^COPY \w+, \D*(\d+)", re.MULTILINE)
CHECKED_ROW = re.compile(r"statement (\d+): ")  # of a check of many rows, which knows no line
STEP = 1000  # rows of a command, and between two notices
Place = tuple[Any, int]  # a row's id, and the number of its line


class Shape:
    """What a line of one table has to look like, and the row that it makes."""

    def __init__(self, table: Table, people: dict[str, int]) -> None:
        self._table = table
        self._readers = table.readers()
        self._optional = table.optional()
        self._people = people
        self._names = {column.name for column in table.fields() if is_person(column)}
        self.columns = [*(str(column.column) for column in table.fields()), *table.derived]

    def row(self, line: Line) -> list[Any]:
        """Return the row's values in the order of `columns`. Raises Damaged."""
        values = self._optional | line.values
        if values.keys() != self._readers.keys():
            raise Damaged(line.number, self._wrong_fields(values))
        row = {name: self._value(line, name, values[name]) for name in self._readers}
        derived = [derive(row) for derive in self._table.derived.values()]
        return [*row.values(), *derived]

    def _value(self, line: Line, name: str, value: Any) -> Any:
        try:
            read = self._readers[name](value)
        except ValueError as error:
            reason = f"{self._table.noun}: “{name}” is {str(error)[:200]}"
            raise Damaged(line.number, reason) from error
        if name not in self._names or read is None:
            return read
        if read not in self._people:
            reason = f"{self._table.noun}: “{name}” is a user that no line before it gives"
            raise Damaged(line.number, reason)
        return self._people[read]

    def _wrong_fields(self, values: dict[str, Any]) -> str:
        missing = sorted(self._readers.keys() - values.keys())
        if missing:
            return f"a row “{self._table.noun}” without “{missing[0]}”"
        unknown = min(values.keys() - self._readers.keys())
        return (
            f"a row “{self._table.noun}” with “{unknown[:40]}”, which this Onrecord does not know"
        )


def copy_rows(
    table: Table, lines: Iterable[Line], people: dict[str, int], notice: Callable[[int], None]
) -> int:
    """Copy the lines into their table; returns how many. Raises Damaged.

    `people` gives the id of each user by name, `notice` hears of every thousand rows. A command
    copies a thousand rows, since the database keeps them until it has checked them.
    """
    shape = Shape(table, people)
    waiting, count = iter(lines), 0
    while copied := _copy_some(table, shape, islice(waiting, STEP)):
        count += copied
        notice(copied)
    return count


def _copy_some(table: Table, shape: Shape, lines: Iterable[Line]) -> int:
    quoted = ", ".join(map(connection.ops.quote_name, shape.columns))
    places: list[Place] = []
    try:
        with (
            connection.cursor() as cursor,
            connection.wrap_database_errors,
            cursor.copy(f"COPY {table.name} ({quoted}) FROM STDIN") as copy,
        ):
            for line in lines:
                places.append((line.values.get("id"), line.number))
                copy.write_row(shape.row(line))
    except (DataError, IntegrityError, InternalError) as error:
        raise _refused(table, error, places) from error
    return len(places)


def _refused(table: Table, error: Exception, places: list[Place]) -> Damaged:
    """Tell which line of the file PostgreSQL refused, and why."""
    told = getattr(error.__cause__, "diag", None)
    reason = getattr(told, "message_primary", None) or str(error)
    detail = getattr(told, "message_detail", None) or ""
    detail = f" ({detail})" if detail.startswith("Key") else ""
    line = None
    if found := COPIED_LINE.search(getattr(told, "context", None) or ""):
        line = places[int(found[1]) - 1][1]
    elif found := CHECKED_ROW.match(reason):
        line = dict(places).get(int(found[1]))
    return Damaged(line, f"{table.noun}: {reason}{detail}")
