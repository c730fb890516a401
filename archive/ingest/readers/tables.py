"""Tables with a header row (.csv, .tsv), each row an article."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from archive.ingest.cleaning.encoding import encoding_of
from archive.ingest.page import Page, Refused
from archive.ingest.readers.fields import NAMES, Fields
from archive.ingest.readers.limits import LARGEST_RECORD, MEGABYTE
from archive.ingest.readers.offered import Offered
from archive.ingest.readers.records import Names, record_page

_DELIMITERS = ",;\t|"
_SAMPLE = 64 * 1024  # bytes that show encoding and delimiter
_MOST_BROKEN = 100  # rows; behind them the file is no table


def read_table(file: BinaryIO, offered: Offered) -> Iterator[Page | Refused]:
    """Give each row as a page; a row that cannot be read is refused by the number of its line.

    The file is read twice: the first time to see which names are shared.
    """
    fields = offered.reading.fields
    header = _header(file, fields)
    if not _has_text(header.columns, fields):
        yield offered.refused(_lack(header.columns, fields))
        return
    names = Names()
    for _, row in _rows(file, header):
        if isinstance(row, dict):
            names.learn(fields.of(row))
    for number, row in _rows(file, header):
        if isinstance(row, dict):
            yield record_page(row, offered, f":{number}", names)
        else:
            yield offered.refused(row, f":{number}")


def is_header(line: str, fields: Fields) -> bool:
    """Tell whether a line names the columns of a table of articles, a text among them."""
    columns = _columns(line, _delimiter(line, fields), fields)
    return len(columns) > 1 and _has_text(columns, fields)


@dataclass(frozen=True, slots=True)
class _Header:
    columns: list[str]
    delimiter: str
    encoding: str


def _header(file: BinaryIO, fields: Fields) -> _Header:
    file.seek(0)
    sample = file.read(_SAMPLE)
    encoding = encoding_of(sample)
    text = sample.decode(encoding, "replace").lstrip("\ufeff\r\n")
    line = text.splitlines()[0] if text else ""
    delimiter = _delimiter(line, fields)
    return _Header(_columns(line, delimiter, fields), delimiter, encoding)


def _columns(line: str, delimiter: str, fields: Fields) -> list[str]:
    """Read the names of the columns; a known one may be written in capitals."""
    known = {name.casefold(): name for target in NAMES for name in fields.names(target)}
    return [known.get(cell.casefold(), cell) for cell in _cells(line, delimiter)]


def _delimiter(line: str, fields: Fields) -> str:
    """Choose the sign that parts the most known names, then the most names."""
    known = {name.casefold() for target in NAMES for name in fields.names(target)}

    def order(delimiter: str) -> tuple[int, int]:
        cells = _cells(line, delimiter)
        return sum(cell.casefold() in known for cell in cells), len(cells)

    return max(_DELIMITERS, key=order)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [cell.strip().lstrip("\ufeff") for cell in cells]


def _has_text(columns: list[str], fields: Fields) -> bool:
    wanted = {name for key in ("text", "html") for name in fields.names(key)}
    return bool(wanted & set(columns))


def _lack(columns: list[str], fields: Fields) -> str:
    has = ", ".join(column[:40] for column in columns[:12] if column.isprintable())
    return (
        f"a table without a column {fields.names('text')[0]!r} in its first line (columns: "
        f"{has or 'none'}); --map text=COLUMN says where the text stands"
    )


@dataclass(slots=True)
class _Lines:
    """The lines of a file; those of a row that could not be read can be given back."""

    file: io.TextIOBase
    number: int = 0  # of the last line given
    row: list[str] = field(default_factory=list)  # the lines of the row being read
    size: int = 0  # characters in them
    back: deque[str] = field(default_factory=deque)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.back.popleft() if self.back else self.file.readline(LARGEST_RECORD)
        if not line:
            raise StopIteration
        self.number += 1
        self.size += len(line)
        if len(line) == LARGEST_RECORD and not line.endswith("\n"):
            self._skip_line()
            line = "\n"
        self.row.append(line)
        if self.size >= LARGEST_RECORD:
            raise csv.Error(f"a row of more than {LARGEST_RECORD // MEGABYTE} MB")
        return line

    def _skip_line(self) -> None:
        """Leave the rest of a line that is too long, without keeping it."""
        while (rest := self.file.readline(MEGABYTE)) and not rest.endswith("\n"):
            pass

    def done(self) -> None:
        """Forget the lines of a row that was read."""
        self.row, self.size = [], 0

    def give_back(self) -> int:
        """Give back all lines of a broken row but its first; return the number of that."""
        first = self.number - len(self.row) + 1
        self.back.extendleft(reversed(self.row[1:]))
        self.number = first
        self.done()
        return first


def _rows(file: BinaryIO, header: _Header) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Number the rows by the line they begin in; a text says why one cannot be read."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=header.encoding, errors="replace", newline="")
    lines = _Lines(text)
    try:
        csv.field_size_limit(LARGEST_RECORD)
        yield from _parsed(lines, header)
    finally:
        text.detach()


def _parsed(lines: _Lines, header: _Header) -> Iterator[tuple[int, dict[str, str] | str]]:
    broken, is_first = 0, True
    while broken < _MOST_BROKEN:
        try:
            for cells in csv.reader(lines, delimiter=header.delimiter, strict=True):
                first = lines.number - len(lines.row) + 1
                lines.done()
                if is_first and any(cells):
                    is_first = False
                elif any(cell.strip() for cell in cells):
                    yield first, _row(cells, header)
            return
        except csv.Error as error:
            broken += 1 + lines.size // MEGABYTE
            yield lines.give_back(), _explained(error)
    yield lines.number, "no table: too many rows cannot be read; what follows is left out"


def _row(cells: list[str], header: _Header) -> dict[str, str] | str:
    if len(cells) > len(header.columns) and any(cells[len(header.columns) :]):
        return f"a row of {len(cells)} cells under {len(header.columns)} columns"
    return dict(zip(header.columns, cells, strict=False))


def _explained(error: csv.Error) -> str:
    words = str(error)
    if "end of data" in words:
        return "a row with a quotation mark that nothing closes"
    return f"a row that cannot be read: {words}" if "row of" not in words else words
