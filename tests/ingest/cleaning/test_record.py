"""JSON records: fields go before what the text says."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from archive.ingest.clean import clean
from archive.ingest.page import Page, Refusal
from tests.ingest.pages import LEAD, QUOTE, TITLE, html_page, paragraphs


def article(**fields: object):
    body = json.dumps(fields).encode()
    return clean(Page("a.jsonl:1", "file:///a.jsonl#1", body, "application/json"))


def test_the_fields_are_the_metadata():
    found = article(
        text=f"{LEAD}\n\n{QUOTE}",
        title=TITLE,
        outlet="Elda Post",
        byline="Jane Roe",
        url="https://post.example/a",
        published_at="2023-05-03T10:00:00+02:00",
        language="en-GB",
    )
    assert found.text == f"{TITLE}\n\n{LEAD}\n\n{QUOTE}"
    assert (found.outlet, found.byline, found.url) == (
        "Elda Post",
        "Jane Roe",
        "https://post.example/a",
    )
    assert (found.language, found.reader) == ("en", "record/1")
    assert found.date.at == datetime(2023, 5, 3, 8, tzinfo=UTC)
    assert (found.date.basis, found.date.precision) == ("stated", "minute")
    assert "published_at" in found.date.evidence


def test_a_text_that_begins_with_its_title_has_it_once():
    assert article(text=f"{TITLE}\n\n{LEAD}", title=TITLE).text == f"{TITLE}\n\n{LEAD}"


def test_html_in_a_record_is_read_as_html():
    found = article(
        text=html_page(f"<h1>{TITLE}</h1>{paragraphs(LEAD, QUOTE)}"), outlet="Elda Post"
    )
    assert (found.text, found.outlet) == (f"{TITLE}\n\n{LEAD}\n\n{QUOTE}", "Elda Post")


def test_html_without_an_element_is_one_paragraph():
    html = "“Tea &amp; bread\n are  late,” said Ada Voss.\n\nThe &#8220;quay&#8221; is shut."
    found = article(html=html, title="Late again")
    assert found.text == (
        "Late again\n\n“Tea & bread are late,” said Ada Voss. The “quay” is shut."
    )


def test_a_record_of_one_sentence_is_an_article():
    found = article(text="“One,” said Ada Voss.", title="Bridge delayed")
    assert found.text == "Bridge delayed\n\n“One,” said Ada Voss."


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (f"{TITLE} | Dagposten", TITLE),
        (f"{TITLE} - The Elda Gazette", TITLE),
        ("Ferry line across the sound…", TITLE),
        ("Ferry line across the sound ... | Dagposten", TITLE),
    ],
)
def test_the_title_printed_in_full_goes_before_the_field(told, title):
    assert article(text=f"{TITLE}\n\n{LEAD}\n\n{QUOTE}", title=told).text == "\n\n".join(
        [title, LEAD, QUOTE]
    )


def test_a_piece_of_html_takes_the_title_of_the_field():
    found = article(text=paragraphs(LEAD, QUOTE), title=TITLE, language="en-GB")
    assert (found.text, found.title) == (f"{TITLE}\n\n{LEAD}\n\n{QUOTE}", TITLE)
    assert found.language == "en"


@pytest.mark.parametrize("date", ["0000-00-00", "yesterday", "", None, 1683108000, [], "9" * 5000])
def test_a_date_that_is_none_leaves_the_date_open(date):
    assert article(text=f"{TITLE}\n\n{LEAD}", published_at=date).date.at is None


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://[::1", "https://u:p@x.example/", 5])
def test_an_address_that_is_none_is_left_out(url):
    assert article(text=f"{TITLE}\n\n{LEAD}", url=url).url is None


@pytest.mark.parametrize("body", [b"{", b"[]", b"5", b"{}", b'{"text": 5}', b"[" * 100_000])
def test_what_is_no_record_is_refused(body):
    with pytest.raises(Refusal):
        clean(Page("a", "file:///a", body, "application/json"))
