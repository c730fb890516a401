"""The loop itself: what an interruption leaves behind."""

from __future__ import annotations

import pytest

from archive.ingest.bundled import is_loaded
from archive.ingest.metadata import Metadata
from archive.ingest.page import Page
from archive.ingest.pipeline import ingest
from archive.models import Article, ImportBatch

pytestmark = pytest.mark.django_db


def interrupted():
    yield Page("1.txt", "file:///1.txt", "Bridge opens\n\n“At last,” said Ada Voss.".encode())
    raise KeyboardInterrupt


def test_an_interrupted_run_keeps_what_it_stored_and_has_no_end():
    batch = ImportBatch.objects.create(arguments="the bundled sample", is_sample=True)
    with pytest.raises(KeyboardInterrupt):
        ingest(interrupted(), batch, Metadata(), lambda _: None)
    batch.refresh_from_db()
    assert (batch.new, batch.finished_at) == (1, None)
    assert Article.objects.count() == 1
    assert not is_loaded()
