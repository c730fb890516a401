"""An archive with everything in it, its export as text, and an archive with nothing."""

from __future__ import annotations

import hashlib
import io
import json
from typing import Any

from django.contrib.auth.models import User
from django.db import connection

from archive.models import ImportProblem, Speaker, Statement
from archive.models.merging import merge, undo_merge
from archive.portable import Export, export_lines, load
from archive.portable.tables import TABLES
from tests.factories import make_speaker, make_statement
from tests.world import make_world

CURATOR = "Anna Ветрова-O’Hara"


def fill() -> None:
    """Make pages of every kind, and what no page shows: merges, problems, decided facts."""
    make_world()
    curator = User.objects.create_user(CURATOR, password="secret words")
    edited = make_statement("It cost 40 million.", speaker="Ben Orr")
    edited.edit(curator, start=edited.start + 8, text="40 million.", reason="the sum alone")
    Speaker.objects.filter(name="Ben Orr").update(merged_into=make_speaker("Benjamin Orr"))
    Statement.objects.filter(pk=edited.pk).update(speaker=make_speaker("Benjamin Orr"))
    undo_merge(merge(make_speaker("Wendell Ash"), make_speaker("Ada Voss"), curator), curator)
    merge(make_speaker("Wendell Ash"), make_speaker("Ada Voss"), curator, "the same “man”")
    edited.article.correct({"title": "A “new” title", "byline": "By\tnobody\u2028at all"})
    make_statement("We forget this one.").article.outlet.domains.append("quay.example")
    batch = edited.article.batch
    batch.finish()
    ImportProblem.objects.create(batch=batch, source="a.txt", origin="file:///a", reason="empty")
    ImportProblem.objects.create(batch=batch, source="b.txt", reason="cut").settle(curator)
    gone = make_statement("This row goes, its id stays taken.")
    gone.delete()


def export() -> str:
    """Return the export of the archive as one text."""
    return "".join(line + "\n" for line in export_lines())


def read(text: str) -> dict[str, int]:
    """Load an export from its text."""
    return load(Export(io.BytesIO(text.encode("utf-8", "surrogatepass"))), lambda count: None)


def empty() -> None:
    """Take everything out of the archive, and forget which ids were given."""
    tables = ", ".join([*(table.name for table in TABLES), "auth_user"])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")


def sealed(records: list[dict[str, Any]]) -> str:
    """Return an export of these records with a seal that fits."""
    lines = [json.dumps(record) + "\n" for record in records]
    digest = hashlib.sha256("".join(lines).encode()).hexdigest()
    seal = {"type": "seal", "lines": len(lines), "sha256": digest}
    return "".join(lines) + json.dumps(seal) + "\n"


def records_of(text: str) -> list[dict[str, Any]]:
    """Return the records of an export without its seal."""
    return [json.loads(line) for line in text.split("\n")[:-2]]
