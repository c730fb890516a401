"""The curators' side: every page opens, every decision is signed."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse

from archive.models import Article, ImportBatch, ImportProblem, Outlet, Role, Speaker, SpeakerAlias
from tests.factories import make_article, make_speaker, make_statement

pytestmark = pytest.mark.django_db

REGISTERED = [model for model in admin.site._registry if model._meta.app_label == "archive"]


@pytest.fixture
def curator(client):
    user = User.objects.create_superuser("curator", password="x")
    client.force_login(user)
    return user


@pytest.fixture
def rows():
    statement = make_statement("The bridge stays open.")
    Role.objects.create(speaker=statement.speaker, title="harbour minister")
    SpeakerAlias.objects.create(speaker=statement.speaker, text="the minister")
    batch = ImportBatch.objects.first()
    ImportProblem.objects.create(batch=batch, source="x.txt", reason="the file is empty")
    return statement


def change(row) -> str:
    return reverse(f"admin:archive_{row._meta.model_name}_change", args=[row.pk])


def changelist(model) -> str:
    return reverse(f"admin:archive_{model._meta.model_name}_changelist")


def test_the_tables_are_registered():
    assert {model.__name__ for model in REGISTERED} >= {
        "Article",
        "ImportBatch",
        "ImportProblem",
        "Outlet",
        "Speaker",
        "Statement",
    }


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_every_list_and_every_form_opens(model, client, curator, rows):
    assert client.get(changelist(model)).status_code == 200
    assert client.get(changelist(model), {"q": "bridge \x00 “"}).status_code == 200
    assert client.get(change(model.objects.first())).status_code == 200


def test_a_curator_changes_the_speaker(client, curator, rows):
    other = make_speaker("Ben Orr")
    form = {
        "speaker": other.pk,
        "kind": "direct",
        "said_on": "2023-05-17",
        "said_precision": "day",
        "reason": "misread",
    }
    assert client.post(change(rows), form).status_code == 302
    rows.refresh_from_db()
    assert (rows.speaker, rows.status, rows.decided_by) == (other, "edited", curator)


def test_a_form_sent_unchanged_confirms_the_machine(client, curator, rows):
    form = {
        "speaker": rows.speaker.pk,
        "kind": "direct",
        "said_on": "2023-05-17",
        "said_precision": "day",
        "reason": "",
    }
    client.post(change(rows), form)
    rows.refresh_from_db()
    assert (rows.status, rows.decided_by) == ("checked", curator)


def test_a_day_without_a_precision_is_refused(client, curator, rows):
    form = {
        "speaker": rows.speaker.pk,
        "kind": "direct",
        "said_on": "2023-05-17",
        "said_precision": "unknown",
    }
    assert b"A day needs a precision" in client.post(change(rows), form).content
    rows.refresh_from_db()
    assert rows.status == "machine"


@pytest.mark.parametrize(
    ("action", "status"), [("check_selected", "checked"), ("hide_selected", "hidden")]
)
def test_many_are_decided_at_once(client, curator, rows, action, status):
    client.post(changelist(type(rows)), {"action": action, "_selected_action": [rows.pk]})
    rows.refresh_from_db()
    assert (rows.status, rows.decided_by) == (status, curator)


def test_statements_and_articles_cannot_be_added_or_deleted(client, curator, rows):
    for model, row in ((type(rows), rows), (Article, rows.article)):
        name = f"admin:archive_{model._meta.model_name}"
        assert client.get(reverse(f"{name}_add")).status_code == 403
        assert (
            client.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).status_code
            == 403
        )


def versions_form(article) -> dict[str, str]:
    return {
        "title": article.title,
        "outlet": str(article.outlet_id),
        "byline": "",
        "canonical_url": "",
        "language": "en",
        "published_at_0": "2023-05-17",
        "published_at_1": "09:00:00",
        "date_precision": "day",
        "updated_at_0": "",
        "updated_at_1": "",
        "versions-TOTAL_FORMS": "0",
        "versions-INITIAL_FORMS": "0",
    }


def test_a_corrected_date_is_a_curator_s_and_reaches_the_statements(client, curator):
    statement = make_statement("The bridge stays open.", said_on=date(2023, 5, 17))
    article = statement.article
    form = versions_form(article) | {"published_at_0": "2022-04-01"}
    assert client.post(change(article), form).status_code == 302
    article.refresh_from_db()
    statement.refresh_from_db()
    assert (article.date_basis, str(statement.said_on)) == ("curated", "2022-04-01")
    assert "published_at" in article.given


def test_a_corrected_title_stays_given(client, curator):
    article = make_article()
    client.post(change(article), versions_form(article) | {"title": "A better title"})
    article.refresh_from_db()
    assert (article.title, article.given) == ("A better title", ["title"])


def test_a_problem_is_settled_by_somebody(client, curator, rows):
    problem = ImportProblem.objects.get()
    client.post(
        changelist(ImportProblem), {"action": "settle_selected", "_selected_action": [problem.pk]}
    )
    problem.refresh_from_db()
    assert problem.settled_by == curator


def test_a_speaker_gets_an_alias(client, curator):
    speaker = make_speaker("Ada Voss")
    form = {
        "name": "Ada Voss",
        "slug": "ada-voss",
        "kind": "person",
        "description": "",
        "wikidata_id": "",
    }
    for inline in ("aliases", "roles"):
        form |= {f"{inline}-TOTAL_FORMS": 0, f"{inline}-INITIAL_FORMS": 0}
    form |= {"aliases-TOTAL_FORMS": 1, "aliases-0-text": "the harbour minister"}
    assert client.post(change(speaker), form).status_code == 302
    assert Speaker.objects.called("The Harbour Minister") == speaker


def test_a_wrong_wikidata_id_is_refused(client, curator):
    speaker = make_speaker("Ada Voss")
    form = {"name": "Ada Voss", "slug": "ada-voss", "kind": "person", "wikidata_id": "42"}
    for inline in ("aliases", "roles"):
        form |= {f"{inline}-TOTAL_FORMS": 0, f"{inline}-INITIAL_FORMS": 0}
    assert client.post(change(speaker), form).status_code == 200
    speaker.refresh_from_db()
    assert speaker.wikidata_id == ""


def test_a_stranger_sees_the_login(client):
    assert client.get(changelist(Outlet)).status_code == 302
