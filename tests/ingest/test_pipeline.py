"""The loop itself: what an interruption leaves behind."""

from __future__ import annotations

import pytest

from archive.ingest.bundled import is_loaded
from archive.ingest.metadata import Metadata
from archive.ingest.page import Page
from archive.ingest.pipeline import MOST_PAGES, Ingest, ingest
from archive.models import Article, ImportBatch

pytestmark = pytest.mark.django_db


def page(number: int) -> Page:
    text = f"Bridge {number} opens\n\n“At last,” said Ada Voss."
    return Page(f"{number}.txt", f"file:///{number}.txt", text.encode())


def interrupted():
    yield from map(page, range(MOST_PAGES))
    raise KeyboardInterrupt


def test_an_interrupted_run_keeps_what_it_stored_and_has_no_end():
    batch = ImportBatch.objects.create(arguments="the bundled sample", is_sample=True)
    with pytest.raises(KeyboardInterrupt):
        ingest(interrupted(), batch, Metadata(), lambda _: None)
    batch.refresh_from_db()
    assert (batch.new, batch.finished_at) == (MOST_PAGES, None)
    assert Article.objects.count() == MOST_PAGES
    assert not is_loaded()


def test_who_watches_hears_how_much_is_left_to_group_and_of_all_of_it():
    left, done = [], []

    def finishing(waiting):
        left.append(waiting)
        return done.append

    batch = ImportBatch.objects.create(arguments="pages")
    Ingest(batch, Metadata(), lambda _: None, finishing=finishing).run(map(page, range(3)))
    assert left == [sum(done)] == [6]  # three statements, three articles
