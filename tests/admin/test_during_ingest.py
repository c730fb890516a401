"""What people decide through the real forms while the same articles come in is all kept.

ONRECORD_EDITS sets how many decisions are made (40 in `make test`; 200 is the demand).
"""

from __future__ import annotations

import json
import os
import re
import threading

import pytest
from django.db import connection
from django.urls import reverse

from archive.audit import INVARIANTS, violations
from archive.dump import dump_lines
from archive.ingest.metadata import Metadata
from archive.ingest.page import Page
from archive.ingest.pipeline import Ingest
from archive.ingest.reextraction import Reextraction
from archive.models import Article, ArticleVersion, Change, ImportBatch, Speaker, Statement
from archive.models.merging import merge
from tests.factories import make_speaker

pytestmark = pytest.mark.django_db(transaction=True)
EDITS = int(os.environ.get("ONRECORD_EDITS", "40"))
PER_ARTICLE = 4
# What a person decided; where the words stand moves with the article's versions.
DECIDED = (
    "article", "text", "kind", "speaker", "said_on", "said_precision", "status", "decided_by",
    "reason",
)  # fmt: skip


def text_of(number: int, edition: int) -> str:
    said = [
        f"“Berth {number} will be dredged {word} the winter storms come,” said Ada Voss."
        for word in ("before", "after", "while", "unless")
    ]
    missed = f"Crane {number} was thought to be far too old by everybody on the long quay."
    new = [f"Edition {edition} adds a line about the tides."] * edition
    return "\n\n".join([f"Port report {number}", *new, *said, missed])


def ingest(edition: int) -> None:
    batch = ImportBatch.objects.create(arguments=f"edition {edition}")
    pages = [
        Page(f"{n}.txt", f"file:///{n}.txt", text_of(n, edition).encode())
        for n in range(EDITS // PER_ARTICLE)
    ]
    assert not Ingest(batch, Metadata(), lambda _: None).run(pages).refused


class Editions(threading.Thread):
    """Ingests one edition of all articles after the other until it is told to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.enough = threading.Event()
        self.edition = 0
        self.fault: BaseException | None = None

    def run(self) -> None:
        try:
            while not self.enough.is_set():
                self.edition += 1
                ingest(self.edition)
        except BaseException as error:
            self.fault = error
        finally:
            connection.close()


def curated() -> list[dict]:
    """Return the curated part of the dump."""
    rows = (json.loads(line) for line in dump_lines())
    own = [row for row in rows if row["type"] == "statement" and row["decided_by"]]
    parts = [{name: row[name] for name in DECIDED} for row in own]
    return sorted(parts, key=lambda row: (row["article"], row["text"]))


class Desk:
    """One curator at the real forms; every method sends one and says what must be kept."""

    def __init__(self, client) -> None:
        self.client = client

    def post(self, name: str, pk: int, form: dict):
        return self.client.post(reverse(f"admin:archive_{name}", args=[pk]), form, follow=True)

    def accept(self, pk: int) -> dict:
        return self._review(pk, "accept", {}) | {"status": "checked"}

    def retype(self, pk: int) -> dict:
        words = Statement.objects.get(pk=pk).text.split(" the winter")[0]
        changed = {"words": words, "kind": "mixed", "speaker": "Ben Orr", "reason": "heard it"}
        sent = self._review(pk, "save", changed)
        return sent | {"status": "edited", "text": words, "kind": "mixed", "speaker": "Ben Orr"}

    def _review(self, pk: int, action: str, fields: dict) -> dict:
        """Send the queue's form; a stale one is looked at and sent again, as a person does."""
        for _ in range(20):
            page = self.client.get(reverse("admin:archive_statement_review") + f"?again={pk}")
            seen = re.search(r'name="seen" value="([^"]+)"', page.content.decode())[1]
            row = Statement.objects.select_related("speaker").get(pk=pk)
            form = {"words": row.text, "kind": row.kind, "speaker": row.speaker.name}
            sent = self.post(
                "statement_decide", pk, form | fields | {"action": action, "seen": seen}
            )
            if sent.status_code == 200:
                return {"text": row.text}
        raise AssertionError(f"statement {pk} is stale for ever")

    def redate(self, pk: int) -> dict:
        form = {"speaker": Statement.objects.get(pk=pk).speaker_id, "kind": "direct"}
        form |= {"said_on": "2022-02-01", "said_precision": "month", "reason": "dated by hand"}
        assert self.post("statement_change", pk, form).status_code == 200
        return {"status": "edited", "said_on": "2022-02-01", "said_precision": "month"}

    def hide(self, pk: int) -> dict:
        form = {"action": "hide_selected", "_selected_action": [pk], "confirmed": "yes"}
        address = reverse("admin:archive_statement_changelist")
        self.client.post(address, form | {"reason": "a caption"})
        return {"status": "hidden", "reason": "a caption"}

    def add(self, article: Article) -> dict:
        words = re.search(r"Crane .*quay", article.current_version.text)[0]
        for _ in range(20):
            article.refresh_from_db()
            form = {"version": article.current_version_id, "words": words, "kind": "indirect"}
            form |= {"said_precision": "unknown", "reason": "missed"}
            sent = self.post("article_missed", article.pk, form)
            if "Added:" in sent.content.decode():
                return {"text": words, "status": "checked", "reason": "missed", "speaker": None}
        raise AssertionError(f"article {article.pk} is never the same")


def edit_all(desk: Desk) -> list[tuple[int, dict]]:
    """Make EDITS decisions; return each with the statement it is about."""
    expected = []
    deeds = (desk.accept, desk.retype, desk.redate, desk.hide)
    for article in Article.objects.select_related("current_version").order_by("pk"):
        own = Statement.objects.filter(article=article, status="machine").order_by("pk")
        rows = list(own.values_list("pk", flat=True))[: PER_ARTICLE - 1]
        first = article.pk % len(deeds)
        for number, pk in enumerate(rows):
            expected.append((pk, deeds[(first + number) % len(deeds)](pk)))
        wanted = desk.add(article)
        expected.append((Statement.objects.get(text=wanted["text"]).pk, wanted))
    return expected


def kept(pk: int, wanted: dict) -> bool:
    row = Statement.objects.select_related("speaker", "decided_by").get(pk=pk)
    found = {name: getattr(row, name) for name in wanted}
    found["speaker"] = row.speaker.name if row.speaker else None
    found["said_on"] = row.said_on.isoformat() if row.said_on else None
    return row.decided_by.username == "chief" and all(
        found[name] == value for name, value in wanted.items()
    )


def test_all_decisions_made_during_an_ingest_are_kept_by_all_that_follows(curator, client):
    make_speaker("Ben Orr")
    ingest(0)
    editions = Editions()
    editions.start()
    try:
        expected = edit_all(Desk(client))
    finally:
        editions.enough.set()
        editions.join()
    assert editions.fault is None and editions.edition > 1
    assert len(expected) == EDITS
    assert [pk for pk, wanted in expected if not kept(pk, wanted)] == []
    before = curated()
    assert len(before) == EDITS
    ingest(editions.edition + 1)
    assert curated() == before
    ArticleVersion.objects.update(extractor="rules/0")
    Reextraction(False, lambda _: None).run(Article.objects.all())
    assert curated() == before
    one, other = Speaker.objects.make("Cyd Roe", "person"), Speaker.objects.make("C. Roe", "person")
    merge(other, one, curator)
    assert curated() == before
    assert Change.objects.filter(model="statement", by=curator).count() >= EDITS
    assert not [one for rule in INVARIANTS for one in violations(rule)]
