"""By what statements are found: words, and every order in which pages list them."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Left
from django.db.models.lookups import Exact

from archive.models.status import Status
from archive.search import CUE_VECTOR


def newest(name: str, *columns: str, **more: Any) -> models.Index:
    """Return an index on the columns, the latest rows of each value first, undated last."""
    day, pk = models.F("said_on").desc(nulls_last=True), models.F("id").desc()
    return models.Index(*columns, day, pk, name=name, **more)


# A mention can be longer than an index row may be; a hash index would take hours over "he".
MENTION_START = 80  # characters


def printed_as(mention: str) -> models.Q:
    """Return what keeps the statements with this very mention, by the index on its start."""
    start = Exact(Left("mention", MENTION_START), mention[:MENTION_START])
    return models.Q(start, mention=mention)


INDEXES = (
    GinIndex(
        models.F("search_vector"), models.F("exact_vector"), CUE_VECTOR, name="statement_words"
    ),
    # What pages count by stands in the index, so that whoever is quoted most is counted without
    # reading a row.
    newest("statement_newest", include=["status", "said_precision", "speaker", "outlet"]),
    newest("statement_speaker_newest", "speaker", include=["status", "kind", "outlet"]),
    # Bare last names are settled by it (archive/ingest/last_names.py).
    models.Index(fields=["name", "speaker"], include=["status"], name="statement_name"),
    # "All others with this mention" is asked after each corrected speaker.
    models.Index(
        Left("mention", MENTION_START),
        name="statement_mention",
        condition=models.Q(status=Status.MACHINE),
    ),
    models.Index("said_on", "id", name="statement_oldest"),
    newest("statement_outlet_newest", "outlet", include=["status", "kind", "speaker"]),
    newest("statement_language_newest", "language"),
    newest(
        "statement_checked_newest",
        condition=models.Q(status__in=(Status.CHECKED, Status.EDITED)),
    ),
)
