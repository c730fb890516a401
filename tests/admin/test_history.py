"""The history on each object's page and in the log, reverted through the real forms."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from archive.models import Change, Statement
from tests.factories import make_speaker, make_statement

pytestmark = pytest.mark.django_db


def page(name: str, pk: int) -> str:
    return reverse(f"admin:archive_{name}", args=[pk])


@pytest.fixture
def edited(curator, read):
    """Return a statement whose speaker somebody corrected through the form."""
    statement = make_statement("The bridge <stays> open.")
    form = {
        "speaker": make_speaker("Ben Orr").pk,
        "kind": "direct",
        "said_on": "2023-05-17",
        "said_precision": "day",
        "reason": "misread <b>",
    }
    read(page("statement_change", statement.pk), form)
    return Statement.objects.get(pk=statement.pk)


def test_a_change_through_a_form_is_signed_with_person_and_page(edited, curator):
    change = Change.objects.get(model="statement")
    assert (change.by, change.via) == (curator, page("statement_change", edited.pk))


def test_the_page_of_an_object_tells_its_history_and_reverts(edited, read):
    told = read(page("statement_history", edited.pk))
    assert "chief: changed statement" in told and "misread &lt;b&gt;" not in told
    assert "<b>reason</b>: <del></del> <ins>misread <b></ins>" in told  # read() unescapes
    change = Change.objects.get(model="statement")
    assert "Put back as it was" in read(page("change_revert", change.pk), {})
    edited.refresh_from_db()
    assert (edited.speaker.name, edited.status, edited.decided_by) == ("Ada Voss", "machine", None)
    assert "Not reverted." in read(page("change_revert", change.pk), {})


def test_a_speaker_s_history_has_its_aliases(curator, read):
    speaker = make_speaker("Ada Voss")
    form = {"name": "Ada Voss", "kind": "person", "description": "Minister", "wikidata_id": ""}
    for inline in ("aliases", "roles"):
        form |= {f"{inline}-TOTAL_FORMS": 1, f"{inline}-INITIAL_FORMS": 0}
    form |= {"aliases-0-text": "Minister Voss", "roles-0-title": "minister"}
    read(page("speaker_change", speaker.pk), form)
    told = read(page("speaker_history", speaker.pk))
    assert "added speakeralias" in told and "added role" in told and "Minister Voss" in told


def test_the_log_has_filters_and_links(edited, read):
    log = reverse("admin:archive_change_changelist")
    told = read(f"{log}?model=statement&action=U")
    assert page("statement_change", edited.pk) in told and "chief" in told
    assert "misread" not in read(f"{log}?model=speaker")
    change = Change.objects.get(model="statement")
    assert page("change_revert", change.pk) in read(page("change_change", change.pk))


def test_who_may_not_revert_is_refused(edited, client):
    change = Change.objects.get(model="statement")
    client.force_login(User.objects.create_user("reader", is_staff=True))
    assert client.post(page("change_revert", change.pk)).status_code == 403
    edited.refresh_from_db()
    assert edited.status == "edited"
