"""An export as it is read: its header, its rows one after the other, its seal."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from archive.portable.damage import Damaged
from archive.portable.tables import FORMAT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

LONGEST_LINE = 128 * 1024 * 1024  # bytes; the largest page that ingest takes has 20 MB
SEAL = "seal"


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the number of its line, its type, and its columns as JSON gives them."""

    number: int
    type: str
    values: dict[str, Any]


class Export:
    """A file that is read once, from the beginning to the seal; `header` is read at once.

    Raises Damaged, from the constructor and while rows are read, for anything that is no whole
    export.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._number = 0
        self._digest = hashlib.sha256()
        self.header = self._header()

    def rows(self) -> Iterator[Line]:
        """Yield every row; end without an error only when the seal fits all that was read."""
        while True:
            so_far, sum_so_far = self._number, self._digest.hexdigest()
            line = self._line()
            if not line:
                raise Damaged(so_far + 1, "the file ends here without its seal: it was cut")
            values = self._record(line)
            kind = values.pop("type", None)
            if kind == SEAL:
                self._close(values, {"lines": so_far, "sha256": sum_so_far})
                return
            if not isinstance(kind, str):
                raise Damaged(self._number, "a row that does not say its type")
            yield Line(self._number, kind, values)

    def _header(self) -> dict[str, Any]:
        line = self._line()
        if not line:
            raise Damaged(None, "the file is empty")
        header = self._record(line)
        if header.get("onrecord") != "archive":
            raise Damaged(1, "no header of an export: is this a file that `export` wrote?")
        if header.get("format") != FORMAT:
            raise Damaged(
                1,
                f"format {str(header.get('format'))[:20]}, and this Onrecord reads format "
                f"{FORMAT}: import it with the version that wrote it, or a newer one",
            )
        for counts in ("rows", "last_ids"):
            if not _is_counts(header.get(counts)):
                raise Damaged(1, f"a header without “{counts}”, which are whole numbers by type")
        return header

    def _line(self) -> bytes:
        try:
            line = self._file.readline(LONGEST_LINE + 1)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise Damaged(
                self._number + 1, f"the compressed data is cut or damaged here: {error}"
            ) from error
        if line:
            self._number += 1
            self._digest.update(line)
        if len(line) > LONGEST_LINE:
            raise Damaged(self._number, f"longer than {LONGEST_LINE // 2**20} MB, as no line is")
        return line

    def _record(self, line: bytes) -> dict[str, Any]:
        if not line.endswith(b"\n"):
            raise Damaged(self._number, "the file ends within this line: it was cut")
        try:
            record = json.loads(
                line.decode(), parse_constant=_no_number, object_pairs_hook=_once_each
            )
        except (ValueError, RecursionError) as error:
            raise Damaged(self._number, f"not a JSON record: {str(error)[:100]}") from error
        if not isinstance(record, dict):
            raise Damaged(self._number, "not a JSON record: no object with fields")
        return record

    def _close(self, seal: dict[str, Any], read: dict[str, Any]) -> None:
        if seal != read:
            raise Damaged(
                self._number,
                "the seal does not fit the lines before it: some line was changed, lost or added",
            )
        if self._line():
            raise Damaged(self._number, "something stands behind the seal")


def _is_counts(value: Any) -> bool:
    return isinstance(value, dict) and all(
        type(count) is int and 0 <= count < 2**63 for count in value.values()
    )


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        raise ValueError("a field stands in it twice")
    return record
