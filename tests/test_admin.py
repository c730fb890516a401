"""The curators' side: every page opens, every decision is signed."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import (
    Article,
    Draw,
    ImportBatch,
    ImportProblem,
    Outlet,
    ReaderReport,
    Role,
    Speaker,
    SpeakerAlias,
    Topic,
)
from archive.models.identity import tell_apart
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
    Topic.objects.named("Bridges")
    Draw.objects.create(size=10, seed=1, by=User.objects.create_user("drawer"))
    ReaderReport.objects.create(statement=statement, problem="words")
    statement.article.correct({"byline": "By somebody"})
    tell_apart(statement.speaker, make_speaker("Cyd Roe"), User.objects.create_user("somebody"))
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


def act(client, action, *statements, **fields):
    """Choose an action for statements in their list; return the page that follows."""
    chosen = {"action": action, "_selected_action": [row.pk for row in statements]}
    response = client.post(changelist(type(statements[0])), chosen | fields, follow=True)
    return html.unescape(response.content.decode())


def test_many_are_decided_at_once(client, curator, rows):
    other = make_statement("The ferry is late.")
    assert "2 statements checked." in act(client, "check_selected", rows, other)
    rows.refresh_from_db()
    assert (rows.status, rows.decided_by) == ("checked", curator)


def test_hiding_asks_first_and_takes_a_reason(client, curator, rows):
    page = act(client, "hide_selected", rows)
    assert "1 statement will no longer stand on the public pages" in page and str(rows) in page
    rows.refresh_from_db()
    assert rows.status == "machine"
    page = act(client, "hide_selected", rows, confirmed="yes", reason=" a\x00 caption ")
    assert "1 statement hidden." in page
    rows.refresh_from_db()
    assert (rows.status, rows.reason, rows.decided_by) == ("hidden", "a caption", curator)
    assert "Reason: a caption" in client.get(rows.get_absolute_url()).content.decode()
    assert "are hidden already" in act(client, "hide_selected", rows)


def test_hiding_without_a_reason_gives_readers_none(client, curator, rows):
    act(client, "hide_selected", rows, confirmed="yes", reason="")
    rows.refresh_from_db()
    assert (rows.status, rows.reason) == ("hidden", "")
    assert "Reason" not in client.get(rows.get_absolute_url()).content.decode()


def test_every_row_of_a_list_can_be_hidden(client, curator, rows):
    other = make_statement("The ferry is late.")
    page = act(client, "hide_selected", rows, select_across="1")
    assert 'name="select_across" value="1"' in page and "2 statements will" in page
    act(client, "hide_selected", rows, select_across="1", confirmed="yes")
    other.refresh_from_db()
    assert other.status == "hidden"


def test_one_is_counted_as_one(client, curator, rows):
    assert "1 statement checked." in act(client, "check_selected", rows)
    act(client, "hide_selected", rows, confirmed="yes")
    assert "1 statement shown again." in act(client, "show_selected", rows)


def test_the_words_stand_marked_in_their_paragraph(client, curator):
    said = "The <b>bridge</b> & the ferry."
    article = make_article(f"A title\n\nIt rained.\n\n“{said}” Ada Voss said.", title="A title")
    statement = make_statement(said, article=article)
    page = client.get(change(statement)).content.decode()
    mark = f'<mark class="lit direct" data-statement="{statement.pk}" id="s{statement.pk}">'
    assert (
        f"<p>“{mark}The &lt;b&gt;bridge&lt;/b&gt; &amp; the ferry.</mark>” Ada Voss said.</p>"
        in page
    )
    assert "It rained." not in page and "<b>bridge" not in page
    assert f'href="{article.get_absolute_url()}#s{statement.pk}">Read it' in page


def test_a_message_names_the_speaker_that_was_chosen(client, curator, rows):
    form = decision(rows, speaker=make_speaker("Ben Orr").pk)
    page = html.unescape(client.post(change(rows), form, follow=True).content.decode())
    assert "Ben Orr: The bridge stays open.</a>” was changed" in page
    rows.refresh_from_db()
    assert str(rows) == "Ben Orr: The bridge stays open."


def decision(statement, **changes) -> dict[str, object]:
    """Return the form of a statement as it stands, some fields changed."""
    return {
        "speaker": statement.speaker_id,
        "kind": statement.kind,
        "said_on": statement.said_on,
        "said_precision": statement.said_precision,
        "reason": statement.reason,
    } | changes


def test_another_reason_for_hiding_keeps_it_hidden(client, curator, rows):
    rows.hide(User.objects.create_user("other"), reason="no statement")
    page = client.get(change(rows)).content.decode()
    assert 'name="reason"' in page and 'name="kind"' not in page and "Hidden: only" in page
    client.post(change(rows), decision(rows, reason="a caption", kind="indirect"))
    rows.refresh_from_db()
    assert (rows.status, rows.reason, rows.kind) == ("hidden", "a caption", "direct")
    assert rows.decided_by == curator
    assert client.get(rows.get_absolute_url()).status_code == 410


def test_what_is_hidden_is_shown_again_and_signed(client, curator, rows):
    rows.hide(User.objects.create_user("other"), reason="no statement")
    client.post(changelist(type(rows)), {"action": "show_selected", "_selected_action": [rows.pk]})
    rows.refresh_from_db()
    assert (rows.status, rows.reason, rows.decided_by) == ("checked", "", curator)
    assert client.get(rows.get_absolute_url()).status_code == 200


def test_a_withdrawn_statement_is_only_to_look_at(client, curator, rows):
    rows.withdraw(rows.version)
    page = client.get(change(rows)).content.decode()
    assert "Withdrawn: the article no longer has these words" in page
    assert 'name="reason"' not in page
    assert client.post(change(rows), decision(rows, reason="why")).status_code == 403
    actions = {"_selected_action": [rows.pk]}
    for action in ("check_selected", "show_selected"):
        client.post(changelist(type(rows)), actions | {"action": action})
    rows.refresh_from_db()
    assert (rows.status, rows.reason, rows.decided_by) == ("withdrawn", "", None)


def test_a_reason_alone_corrects_nothing(client, curator, rows):
    client.post(change(rows), decision(rows, reason="I heard it myself"))
    rows.refresh_from_db()
    assert (rows.status, rows.reason) == ("checked", "I heard it myself")
    rows.edit(curator, kind="mixed")
    client.post(change(rows), decision(rows, reason="and read it"))
    rows.refresh_from_db()
    assert (rows.status, rows.kind, rows.reason) == ("edited", "mixed", "and read it")


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
    assert "published_at" in article.decided


def test_a_corrected_title_stays_decided(client, curator):
    article = make_article()
    client.post(change(article), versions_form(article) | {"title": "A better title"})
    article.refresh_from_db()
    assert (article.title, article.decided) == ("A better title", ["title"])


def test_a_problem_is_settled_by_somebody(client, curator, rows):
    problem = ImportProblem.objects.get()
    client.post(
        changelist(ImportProblem), {"action": "settle_selected", "_selected_action": [problem.pk]}
    )
    problem.refresh_from_db()
    assert problem.settled_by == curator


def speaker_form(*aliases, **fields) -> dict[str, object]:
    """Return the form of a speaker, new aliases in it."""
    form = {"name": "Ada Voss", "kind": "person", "description": "", "wikidata_id": ""} | fields
    for inline in ("aliases", "roles"):
        form |= {f"{inline}-TOTAL_FORMS": 0, f"{inline}-INITIAL_FORMS": 0}
    form["aliases-TOTAL_FORMS"] = len(aliases)
    return form | {f"aliases-{n}-text": text for n, text in enumerate(aliases)}


def test_a_speaker_gets_an_alias(client, curator):
    speaker = make_speaker("Ada Voss")
    form = speaker_form("the harbour minister")
    assert client.post(change(speaker), form).status_code == 302
    assert Speaker.objects.called("The Harbour Minister") == speaker


def test_a_wrong_wikidata_id_is_refused(client, curator):
    speaker = make_speaker("Ada Voss")
    assert client.post(change(speaker), speaker_form(wikidata_id="42")).status_code == 200
    page = client.post(change(speaker), speaker_form(wikidata_id="q42")).content.decode()
    assert (
        "A Wikidata id is a Q and a number, as in Q42." in page and "constraint" not in page.lower()
    )
    speaker.refresh_from_db()
    assert speaker.wikidata_id == ""
    client.post(change(speaker), speaker_form(wikidata_id="Q42"))
    speaker.refresh_from_db()
    assert speaker.wikidata_id == "Q42"


@pytest.mark.parametrize(
    ("inline", "first", "last", "words"),
    [("aliases", "valid_from", "valid_to", "text"), ("roles", "since", "until", "title")],
)
def test_a_time_that_ends_before_it_begins_is_refused_in_words(
    client, curator, inline, first, last, words
):
    speaker = make_speaker("Ada Voss")
    row = {words: "the minister", first: "2023-05-02", last: "2023-05-01"}
    form = speaker_form() | {f"{inline}-TOTAL_FORMS": 1}
    form |= {f"{inline}-0-{name}": value for name, value in row.items()}
    page = client.post(change(speaker), form).content.decode()
    assert "The last day is before the first." in page and "Constraint" not in page
    form |= {f"{inline}-0-{last}": "2023-05-02"}
    assert client.post(change(speaker), form).status_code == 302
    assert getattr(speaker, inline).count() == 1


def test_a_speaker_that_is_renamed_is_still_found_by_the_old_name(client, curator):
    speaker = make_speaker("Ada Voss")
    form = speaker_form(name="Ada Voss-Lind", slug="elsewhere")
    assert client.post(change(speaker), form).status_code == 302
    speaker.refresh_from_db()
    assert (speaker.name, speaker.slug) == ("Ada Voss-Lind", "ada-voss")
    assert Speaker.objects.called("Ada Voss") == Speaker.objects.called("Ada Voss-Lind") == speaker


def test_a_renamed_speaker_keeps_one_alias_of_a_kind(client, curator):
    speaker = make_speaker("Ada Voss")
    client.post(change(speaker), speaker_form("ADA VOSS", name="Ada Voss-Lind"))
    assert [alias.text for alias in speaker.aliases.all()] == ["ADA VOSS"]
    other = make_speaker("Jose Pike")
    client.post(change(other), speaker_form(name="José Pike"))
    assert not other.aliases.exists()


def test_an_address_is_made_once(client, curator):
    for row in (make_speaker("Ada Voss"), make_article().outlet):
        name = row._meta.model_name
        assert b'name="slug"' not in client.get(change(row)).content
        assert b'name="slug"' in client.get(reverse(f"admin:archive_{name}_add")).content


def test_a_name_that_is_taken_is_refused(client, curator):
    make_speaker("José Böss")
    speaker = make_speaker("Ada Voss")
    for address in (change(speaker), reverse("admin:archive_speaker_add")):
        page = client.post(address, speaker_form(name="JOSE  BOSS", slug="x"))
        assert page.status_code == 200 and "José Böss already" in page.content.decode()


def test_two_aliases_alike_are_refused(client, curator):
    speaker = make_speaker("Ada Voss")
    page = client.post(change(speaker), speaker_form("Böss", "BOSS"))
    assert page.status_code == 200 and b"the same but for case" in page.content
    alias = speaker.aliases.create(text="Böss")
    with pytest.raises(ValidationError, match="Böss already"):
        SpeakerAlias(speaker=speaker, text="boss").full_clean()
    alias.full_clean()
    make_speaker("Ben Orr").aliases.create(text="Boss")


def test_statements_are_counted_in_the_list_and_nowhere_else(client, curator, rows):
    make_speaker("Ada Pike")
    with CaptureQueriesContext(connection) as asked:
        page = client.get(changelist(Speaker), {"o": "4"}).content.decode()
    assert re.findall(r'field-statement_count">(\d+)<', page) == ["0", "0", "1"]
    assert not any('LEFT OUTER JOIN "archive_statement"' in q["sql"] for q in asked)
    found = {"app_label": "archive", "model_name": "statement", "field_name": "speaker"}
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse("admin:autocomplete"), found | {"term": "ada"})
    assert [row["text"] for row in answer.json()["results"]] == ["Ada Pike", "Ada Voss"]
    assert not any("archive_statement" in query["sql"] for query in asked)


@pytest.mark.filterwarnings("error::django.core.paginator.UnorderedObjectListWarning")
def test_the_list_and_the_choice_of_speakers_are_in_order(client, curator):
    for name in ("Cyd Roe", "Ada Voss", "Ben Orr"):
        make_speaker(name)
    page = client.get(changelist(Speaker)).content.decode()
    assert page.index("Ada Voss") < page.index("Ben Orr") < page.index("Cyd Roe")
    found = {"app_label": "archive", "model_name": "statement", "field_name": "speaker"}
    assert client.get(reverse("admin:autocomplete"), found).status_code == 200


def test_the_page_of_an_article_leaves_the_texts_in_the_database(client, curator, rows):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(change(rows.article)).status_code == 200
    versions = [query["sql"] for query in asked if "archive_articleversion" in query["sql"]]
    assert versions and not any('"archive_articleversion"."text"' in sql for sql in versions)


def test_a_stranger_sees_the_login(client):
    assert client.get(changelist(Outlet)).status_code == 302
