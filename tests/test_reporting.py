"""What readers tell, through the real forms: bounded, counted, without an account."""

from __future__ import annotations

import html
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory
from django.urls import reverse

from archive.models import Change, FormRate, ReaderReport
from archive.models.form_rate import MOST_OF_ALL, MOST_OF_ONE, seconds_to_wait
from archive.views.reporting import network_of
from tests.factories import make_person, make_speaker, make_statement

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> & \u202e “so”"


@pytest.fixture
def statement(db):
    return make_statement()


def page(statement) -> str:
    return reverse("report", args=[statement.pk])


def test_a_reader_reports_an_error_and_is_thanked(client, statement):
    assert page(statement) in client.get(statement.get_absolute_url()).content.decode()
    assert statement.text in html.unescape(client.get(page(statement)).content.decode())
    answer = client.post(
        page(statement), {"problem": "speaker", "words": "It was Ben."}, follow=True
    )
    assert "Thank you" in answer.content.decode()
    report = ReaderReport.objects.get()
    assert (report.statement, report.problem, report.words) == (statement, "speaker", "It was Ben.")
    assert report.is_open and report.decided_by is None


def test_a_reader_says_that_two_speakers_are_one(client, statement):
    make_speaker("Ben Orr").aliases.create(text="Pilot Orr")
    address = reverse("suggest-merge", args=[statement.speaker.slug])
    assert address in client.get(statement.speaker.get_absolute_url()).content.decode()
    for name, reason in (
        ("Nobody Here", "No speaker is called “Nobody Here”."),
        ("Ada Voss", "speaker of this page"),
    ):
        told = client.post(address, {"other": name}).content.decode()
        assert reason in html.unescape(told), name
    assert "Thank you" in client.post(address, {"other": "pilot orr"}, follow=True).content.decode()
    report = ReaderReport.objects.get()
    assert (report.speaker.name, report.other.name) == ("Ada Voss", "Ben Orr")


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"problem": "merge"},
        {"problem": "other"},
        {"problem": "other", "words": " \u202e "},
        {"problem": "words", "words": "x" * 2001},
        {"problem": "words", "words": "a\x00b"},
    ],
)
def test_what_is_incomplete_or_too_long_is_not_stored(client, statement, form):
    assert client.post(page(statement), form).status_code == 200
    assert not ReaderReport.objects.exists()


def test_the_database_refuses_what_the_form_would(statement):
    for wrong in ({"words": "x" * 2001}, {"problem": "merge"}, {"state": "accepted"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReaderReport.objects.create(**({"statement": statement, "problem": "words"} | wrong))


def test_whoever_fills_in_the_hidden_field_is_thanked_and_not_stored(client, statement):
    form = {"problem": "words", "website": "https://spam.example"}
    assert client.post(page(statement), form).status_code == 302
    assert not ReaderReport.objects.exists()


def test_the_same_report_twice_is_one(client, statement):
    for _ in range(2):
        client.post(page(statement), {"problem": "words", "words": "again"})
    assert ReaderReport.objects.count() == 1


def test_a_form_without_its_token_is_refused(statement):
    answer = Client(enforce_csrf_checks=True).post(page(statement), {"problem": "words"})
    assert answer.status_code == 403 and not ReaderReport.objects.exists()


def test_what_is_hidden_or_merged_takes_no_report(client, statement):
    merged = make_speaker("A. Voss")
    merged.merged_into = statement.speaker
    merged.save()
    answer = client.get(reverse("suggest-merge", args=[merged.slug]))
    assert answer["Location"] == statement.speaker.get_absolute_url()
    statement.hide(make_person(), "x")
    assert client.get(page(statement))["Location"] == statement.get_absolute_url()


# How often


def test_after_ten_forms_an_hour_one_has_to_wait_and_others_have_not(client, statement):
    for number in range(MOST_OF_ONE):
        form = {"problem": "words", "words": str(number)}
        assert client.post(page(statement), form).status_code == 302
    late = client.post(page(statement), {"problem": "words"})
    assert late.status_code == 429 and 1 <= int(late["Retry-After"]) <= 3600
    assert "Nothing was stored" in late.content.decode()
    assert ReaderReport.objects.count() == MOST_OF_ONE
    other = client.post(page(statement), {"problem": "words"}, REMOTE_ADDR="192.0.2.9")
    assert other.status_code == 302


def test_no_address_is_stored_and_another_day_has_another_name():
    noon = datetime(2024, 5, 1, 12, 30, tzinfo=UTC)
    seconds_to_wait("192.0.2.1", noon)
    senders = set(FormRate.objects.values_list("sender", flat=True))
    assert not [sender for sender in senders if "192.0" in sender]
    seconds_to_wait("192.0.2.1", noon + timedelta(hours=12))
    later = set(FormRate.objects.values_list("sender", flat=True))
    assert len(later - senders) == 1
    seconds_to_wait("192.0.2.1", noon + timedelta(days=3))
    assert not FormRate.objects.filter(sender__in=senders - {"everybody"}).exists()


def test_one_waits_until_the_hour_is_over():
    noon = datetime(2024, 5, 1, 12, 30, tzinfo=UTC)
    waits = [seconds_to_wait("192.0.2.1", noon) for _ in range(MOST_OF_ONE + 1)]
    assert waits == [0] * MOST_OF_ONE + [1801]
    assert seconds_to_wait("192.0.2.1", noon + timedelta(minutes=30)) == 0


def test_all_together_have_a_bound_too():
    noon = datetime(2024, 5, 1, 12, tzinfo=UTC)
    seconds_to_wait("192.0.2.1", noon)
    FormRate.objects.filter(sender="everybody").update(count=MOST_OF_ALL)
    assert seconds_to_wait("192.0.2.2", noon) > 0


@pytest.mark.parametrize(
    ("proxies", "given", "network"),
    [
        (0, {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "198.51.100.1"}, "192.0.2.1"),
        (
            1,
            {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "::1, 192.0.2.7"},
            "192.0.2.7",
        ),
        (2, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"}, "127.0.0.1"),
        (0, {"REMOTE_ADDR": "2001:db8:1:2:3::4"}, "2001:db8:1:2::/64"),
        (0, {"REMOTE_ADDR": "::ffff:192.0.2.1"}, "192.0.2.1"),
        (0, {"REMOTE_ADDR": ""}, "unknown"),
    ],
)
def test_who_sent_a_form_is_told_by_what_our_own_proxies_say(settings, proxies, given, network):
    settings.PROXIES = proxies
    assert network_of(RequestFactory().get("/", **given)) == network


# The work list and the queue


@pytest.fixture
def desk(client, statement):
    client.force_login(make_person("editor", "rosa"))
    return ReaderReport.objects.create(statement=statement, problem="speaker", words=HOSTILE)


def listed(name: str, *args) -> str:
    return reverse(f"admin:archive_{name}", args=args)


def test_a_report_is_settled_with_author_and_reason_and_has_a_history(desk, client):
    address = listed("readerreport_change", desk.pk)
    shown = client.get(address).content.decode()
    assert "<script>alert" not in shown and "&lt;script&gt;" in shown
    assert listed("statement_change", desk.statement_id) in shown
    refused = client.post(address, {"state": "declined", "answer": ""}).content.decode()
    assert "Say why it is declined" in refused
    client.post(address, {"state": "declined", "answer": "she did say it"})
    desk.refresh_from_db()
    assert (desk.state, desk.answer, desk.decided_by.username) == (
        "declined", "she did say it", "rosa",
    )  # fmt: skip
    assert "she did say it" in client.get(listed("readerreport_history", desk.pk)).content.decode()
    Change.objects.get(model="readerreport").revert()
    desk.refresh_from_db()
    assert desk.is_open and desk.decided_by is None


def test_the_list_shows_open_ones_first_and_escapes(desk, client, statement):
    told = client.get(listed("readerreport_changelist")).content.decode()
    assert "<script>alert" not in told and "somebody else said it" in told


def test_a_merge_that_a_reader_suggested_accepts_the_suggestion(desk, client, statement):
    other = make_speaker("Ben Orr")
    report = ReaderReport.objects.create(speaker=statement.speaker, other=other, problem="merge")
    shown = client.get(listed("readerreport_change", report.pk)).content.decode()
    assert listed("speaker_merge", statement.speaker.pk) + "?other=Ben+Orr" in shown
    client.post(listed("speaker_merge", other.pk), {"other": "Ada Voss"})
    report.refresh_from_db()
    assert (report.state, report.decided_by.username) == ("accepted", "rosa")


def decide(client, statement, action: str, **fields):
    shown = client.get(listed("statement_review")).content.decode()
    seen = shown.split('name="seen" value="')[1].split('"')[0]
    form = {"action": action, "seen": seen, "kind": "direct", "words": statement.text} | fields
    client.post(listed("statement_decide", statement.pk), form)


def test_what_was_reported_comes_first_and_says_so(desk, client, statement):
    make_statement("More doubtful than that.", confidence=0.1)
    shown = client.get(listed("statement_review")).content.decode()
    assert statement.text in html.unescape(shown) and "reported by a reader" in shown
    assert "<script>alert" not in shown


@pytest.mark.parametrize(
    ("action", "fields", "state", "answer"),
    [
        ("accept", {}, "declined", "right as it is"),
        ("save", {"speaker": "Ada Voss"}, "declined", "right as it is"),
        ("save", {"speaker": "", "reason": "nobody"}, "accepted", "nobody"),
        ("hide", {"reason": "a caption"}, "accepted", "a caption"),
    ],
)
def test_deciding_in_the_queue_settles_the_report_and_undo_opens_it(
    desk, client, statement, action, fields, state, answer
):
    decide(client, statement, action, **fields)
    desk.refresh_from_db()
    assert (desk.state, desk.answer, desk.decided_by.username) == (state, answer, "rosa")
    client.post(listed("statement_decide", 0), {"action": "undo"})
    desk.refresh_from_db()
    statement.refresh_from_db()
    assert desk.is_open and statement.status == "machine"


def test_what_was_corrected_before_stays_so_when_a_report_is_declined(desk, client, statement):
    statement.edit(make_person(), kind="mixed")
    before = (statement.status, statement.decided_by_id, statement.kind)
    decide(client, statement, "accept")
    statement.refresh_from_db()
    desk.refresh_from_db()
    assert (statement.status, statement.decided_by_id, statement.kind) == before
    assert desk.state == "declined"
    assert "Nothing waits here" in client.get(listed("statement_review")).content.decode()
