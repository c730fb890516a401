"""Two ingests at once, or an ingest and a curator: real threads, real locks."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from archive.extraction import Document, find_quotations
from archive.ingest.article import CleanArticle, PublicationDate
from archive.ingest.metadata import Metadata
from archive.ingest.page import Page
from archive.ingest.pipeline import ingest
from archive.ingest.store import Arrival, store
from archive.models import Article, ImportBatch, ImportProblem, Outlet, Speaker, Statement

pytestmark = pytest.mark.django_db(transaction=True)

STORY = """Bridge opens

“We will open the bridge in May,” said {name}. “It has cost a lot.”

{other} said that the ferry would stop.
"""


def in_threads(*works):
    """Run each piece of work in a thread with its own connection; raise what any of them raised."""
    failures = []

    def run(work):
        try:
            work()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []


def page(number: int, folder: str) -> Page:
    names = ["Émile Ax", "Zed Ox", "Ada-Voss", "Ada Voss"]
    text = STORY.format(name=names[number % 4], other=names[(number + 1) % 4])
    return Page(
        f"{number}.txt", f"file:///{folder}/{number}.txt", f"{text}\nEdition {number}.".encode()
    )


def test_two_ingests_of_the_same_articles_make_each_once():
    start = Barrier(2)
    reports = []

    def run(folder: str):
        batch = ImportBatch.objects.create(arguments=folder)
        start.wait()
        pages = [page(number, folder) for number in range(12)]
        reports.append(ingest(pages, batch, Metadata(), lambda _: None))

    in_threads(lambda: run("one"), lambda: run("two"))
    assert Article.objects.count() == 12
    assert sum(report.states["new"] for report in reports) == 12
    assert not any(report.refused for report in reports)
    assert not ImportProblem.objects.exists()


def test_two_ingests_make_an_outlet_and_a_speaker_once():
    start = Barrier(4)

    def run(make):
        start.wait()
        make()

    in_threads(
        lambda: run(lambda: Outlet.objects.named("The Quay Post")),
        lambda: run(lambda: Outlet.objects.named("THE QUAY POST")),
        lambda: run(lambda: Outlet.objects.named("The Quay Post")),
        lambda: run(lambda: Outlet.objects.named("The Quay Post")),
    )
    assert Outlet.objects.count() == 1


def test_a_decision_made_while_a_new_version_is_stored_is_kept():
    batch = ImportBatch.objects.create(arguments="articles")
    curator = User.objects.create_user("curator")

    def put(*paragraphs: str):
        text = "\n\n".join(("Bridge opens", "“We will open it,” said Ada Voss.", *paragraphs))
        clean = CleanArticle(
            title="Bridge opens", text=text, outlet=None, byline=None, url=None, language="en",
            date=PublicationDate(), dateline=None, reader="text/1",
        )  # fmt: skip
        found = find_quotations(Document(text, "Bridge opens"))
        store(clean, found, Arrival("1.txt", "file:///1.txt", "0" * 64, batch))

    put()
    statement = Statement.objects.get()
    hiding = Thread(target=lambda: (statement.hide(curator, "not one"), connection.close()))
    with transaction.atomic():
        put("A second version.")  # holds the statement's lock until the end of this block
        hiding.start()
        hiding.join(timeout=1)
        assert hiding.is_alive()
    hiding.join(timeout=60)
    kept = Statement.objects.get()
    assert (kept.status, kept.version.number, kept.decided_by) == ("hidden", 2, curator)
    assert Speaker.objects.count() == 1
