"""The review queue through its real form."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.audit import INVARIANTS, violations
from archive.models import Speaker, Statement
from tests.factories import make_speaker, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue(curator):
    for number in range(3):
        make_statement(f"The bridge number {number} stays.", confidence=0.5 + number / 10)
    return reverse("admin:archive_statement_review")


def send(read, page: str, action: str, **fields) -> str:
    """Send the form of the page with an action, some fields changed; return the next page."""
    address = re.search(r'id="review" action="([^"]+)"', page)[1]
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    words = re.search(r"<textarea[^>]*>(.*?)</textarea>", page)[1].strip()
    speaker = re.search(r'name="speaker" value="([^"]*)"', page)
    form = {"seen": seen, "kind": "direct", "words": words, "action": action}
    form |= {"speaker": speaker[1] if speaker else ""}
    return read(address, form | fields)


def the(number: int) -> Statement:
    return Statement.objects.get(text__contains=f"number {number}")


def test_one_after_the_other_is_accepted_corrected_and_hidden(queue, read, curator):
    make_speaker("Ben Orr").aliases.create(text="Pilot Orr")
    page = read(queue)
    assert "3 left." in page and "confidence 50%" in page
    page = send(read, page, "accept")
    assert "2 left." in page and "chief 1" in page
    page = send(read, page, "save", speaker="pilot orr", kind="mixed", words="number 1", reason="x")
    page = send(read, page, "hide", reason="a caption")
    assert "Nothing waits here" in page
    assert (the(0).status, the(0).decided_by) == ("checked", curator)
    corrected = Statement.objects.get(text="number 1")
    assert (corrected.speaker.name, corrected.kind, corrected.status) == (
        "Ben Orr", "mixed", "edited",
    )  # fmt: skip
    assert (the(2).status, the(2).reason) == ("hidden", "a caption")
    assert not [one for rule in INVARIANTS for one in violations(rule)]


def test_what_is_saved_unchanged_is_checked(queue, read):
    send(read, read(queue), "save")
    assert the(0).status == "checked"


def test_a_new_speaker_is_made_in_place(queue, read):
    page = send(read, read(queue), "save", speaker="Cyd Roe")
    assert "No one speaker is called Cyd Roe." in page and the(0).status == "machine"
    send(read, page, "save", speaker="Cyd Roe", new="on")
    assert the(0).speaker == Speaker.objects.get(name="Cyd Roe")


def test_words_that_the_article_does_not_have_are_refused(queue, read):
    page = send(read, read(queue), "save", words="The bridge falls.")
    assert "does not have these very words" in page and the(0).status == "machine"


def test_what_is_skipped_comes_no_more_in_this_session(queue, read):
    page = send(read, read(queue), "skip")
    assert "number 1" in page and the(0).status == "machine"


def test_the_last_decisions_are_undone_one_by_one(queue, read, client):
    page = send(read, read(queue), "accept")
    page = send(read, page, "hide", reason="x")
    page = send(read, page, "undo")
    assert "Undone: here it is again." in page and "number 1" in page
    page = send(read, page, "undo")
    assert "number 0" in page and {row.status for row in Statement.objects.all()} == {"machine"}
    assert "There is nothing to undo" in send(read, page, "undo")
    assert not [one for rule in INVARIANTS for one in violations(rule)]


def test_a_stale_form_shows_the_other_s_change_and_saves_nothing(queue, read, client):
    page = read(queue)
    other = User.objects.create_superuser("other", password="x")
    second = Client()
    second.force_login(other)
    form = {"speaker": "", "kind": "mixed", "said_on": "", "said_precision": "unknown"}
    second.post(reverse("admin:archive_statement_change", args=[the(0).pk]), form)
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    address = reverse("admin:archive_statement_decide", args=[the(0).pk])
    answer = client.post(address, {"action": "accept", "seen": seen})
    told = answer.content.decode()
    assert answer.status_code == 409 and "Nothing was saved" in told
    assert "other" in told and "<ins>mixed</ins>" in told
    assert (the(0).kind, the(0).decided_by) == ("mixed", other)


def test_two_curators_get_two_statements(queue, read):
    second = Client()
    second.force_login(User.objects.create_superuser("other", password="x"))
    assert "number 0 stays" in read(queue)
    assert "number 1 stays" in second.get(queue).content.decode()
    assert "number 0 stays" in read(queue)


def test_the_queue_is_narrowed_by_outlet_speaker_and_batch(queue, read):
    other = make_statement("The ferry.", speaker="Ben Orr", outlet="Radio Kestrel", confidence=0.9)
    for narrowed in (f"outlet={other.outlet_id}", "speaker=Ben+Orr"):
        page = read(f"{queue}?{narrowed}")
        assert "The ferry." in page and "1 left." in page
        assert f"?{narrowed}" in re.search(r'id="review" action="([^"]+)"', page)[1]
    assert "4 left." in read(f"{queue}?batch={other.article.batch_id}&outlet=nonsense")


def test_a_screen_asks_few_queries_however_much_waits(queue, client):
    for number in range(3, 30):
        make_statement(f"The bridge number {number} stays.")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(queue).status_code == 200
    assert len(asked) <= 25


def test_who_may_not_change_statements_sees_no_queue(queue, client):
    client.force_login(User.objects.create_user("reader", is_staff=True))
    assert client.get(queue).status_code == 403
    address = reverse("admin:archive_statement_decide", args=[the(0).pk])
    assert client.post(address, {"action": "accept"}).status_code == 403
