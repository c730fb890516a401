"""`python -m archive.extraction < documents.jsonl > quotations.jsonl`: the extractor alone."""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TextIO

from archive.extraction import Document, Quotation, Span, find_quotations


class BadLine(ValueError):
    """A line that is no document; its text says what is wrong."""


def read_document(line: str) -> Document:
    """Return the document of one JSON line; raise BadLine when it is none."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"not JSON: {error}") from error
    if not isinstance(fields, dict):
        raise BadLine("not a JSON object")
    for name in ("id", "text"):
        if not isinstance(fields.get(name), str):
            raise BadLine(f'"{name}" must be a string')
    for name in ("title", "date", "language"):
        if not isinstance(fields.get(name) or "", str):
            raise BadLine(f'"{name}" must be a string')
    return Document(
        text=fields["text"],
        title=fields.get("title") or "",
        published=_date(fields.get("date") or ""),
        language=fields.get("language") or "en",
        id=fields["id"],
    )


def _date(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None  # a date that cannot be read only leaves dated roles unused


def _place(text: str, span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def quote_fields(text: str, quotation: Quotation) -> dict[str, Any]:
    """Return the quotation as the JSON object that the scorer reads."""
    return {
        "start": quotation.start,
        "end": quotation.end,
        "kind": quotation.kind.value,
        "speaker": _place(text, quotation.mention),
        "speaker_canonical": quotation.speaker or "",
        "cue": _place(text, quotation.cue),
        "attribution": quotation.attribution.value,
        "section": quotation.section.value,
        "speaker_is_body": quotation.speaker_is_body,
        "rule": quotation.rule,
        "resolution": quotation.resolution,
        "confidence": quotation.confidence,
        "quoted": [list(span) for span in quotation.quoted],
        "nested_in": quotation.nested_in,
        "continues": quotation.continues,
    }


_THAT = re.compile(r"\bthat[,:]?\s*[\"“‘'`«„]*$")


def with_that(text: str, quotation: Quotation) -> Quotation:
    """Return the quotation with the "that" that opens it: the custom of the PARC-style corpora."""
    opening = _THAT.search(text, max(0, quotation.start - 12), quotation.start)
    return replace(quotation, start=opening.start()) if opening else quotation


def run(lines: Iterable[str], output: TextIO, errors: TextIO, *, that: bool = False) -> int:
    """Extract from every line; return the exit status: 1 when a line was bad."""
    status = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            document = read_document(line)
        except BadLine as error:
            print(f"line {number}: {error}", file=errors)
            status = 1
            continue
        found = find_quotations(document)
        if that:
            found = [with_that(document.text, q) for q in found]
        quotes = [quote_fields(document.text, q) for q in found]
        print(json.dumps({"id": document.id, "quotes": quotes}), file=output)
    return status


def main() -> int:
    """Read documents from standard input, write quotations to standard output."""
    parser = argparse.ArgumentParser(prog="python -m archive.extraction", description=__doc__)
    parser.add_argument(
        "--that",
        action="store_true",
        help='let contents begin with the "that" that opens them, as PARC and PolNeAR mark them',
    )
    options = parser.parse_args()
    lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="surrogateescape")
    return run(lines, sys.stdout, sys.stderr, that=options.that)


if __name__ == "__main__":
    sys.exit(main())
