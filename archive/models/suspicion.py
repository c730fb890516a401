"""What others in the archive say against a machine's statement, noted on its row for the queue."""

from __future__ import annotations

import enum


class Suspicion(enum.IntFlag):
    """A reason to doubt that the row itself cannot tell; `archive.ingest.suspecting` notes it.

    The migration 0025 gives each its weight in the queue, in `archive_doubt`.
    """

    NEW_MENTION = 1  # printed nowhere else, and nobody goes by it
    AMBIGUOUS_NAME = 2  # several go by it
    CANDIDATES = 4  # several who speak in the article bear its last word
    PRINTED_ELSEWHERE = 8  # other articles print the words
    SAID_BY_ANOTHER = 16  # they are given to somebody else elsewhere
    CHANGED_WORDS = 32  # a new version of the article changed or brought them
