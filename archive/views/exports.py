"""Every row of a search as a file: `/statements.csv`, `/statements.jsonl`, streamed."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from django.http import StreamingHttpResponse
from django.views.decorators.http import require_safe

from archive.languages import for_programs
from archive.models import Statement
from archive.views.rows import as_cells, as_json, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

COLUMNS = (
    "id", "url", "text", "kind", "language", "speaker_name", "speaker_slug", "speaker_url",
    "mention", "cue", "said_on", "said_precision", "outlet_name", "outlet_slug", "outlet_url",
    "article_title", "article_url", "article_source", "attribution", "rule", "resolution",
    "confidence", "status",
)  # fmt: skip


class Line:
    """A file that gives back what is written, so that the csv module can stream."""

    def write(self, text: str) -> str:
        """Return the text."""
        return text


@for_programs
@require_safe
def statements_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Give every row as a line of a table, texts word for word."""
    rows = rows_of(request).all()
    return _file(_csv_lines(request, rows), "text/csv; charset=utf-8", "statements.csv")


@for_programs
@require_safe
def statements_jsonl(request: HttpRequest) -> StreamingHttpResponse:
    """Give every row as a line of JSON."""
    lines = (
        json.dumps(as_json(request, row), ensure_ascii=False) + "\n"
        for row in rows_of(request).all()
    )
    return _file(lines, "application/jsonl; charset=utf-8", "statements.jsonl")


def _csv_lines(request: HttpRequest, rows: Iterator[Statement]) -> Iterator[str]:
    table: Any = csv.DictWriter(Line(), COLUMNS)
    yield table.writeheader()
    for row in rows:
        yield table.writerow(as_cells(request, row))


def _file(lines: Iterator[str], content_type: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
