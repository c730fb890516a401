"""What a server said of a page: where it was served, and in which charset."""

from __future__ import annotations

import pytest

from archive.ingest.clean import clean
from archive.ingest.page import Page
from tests.ingest.pages import LEAD, QUOTE, TITLE, html_page, paragraphs

TEXT = f"{TITLE}\n\n{LEAD}\n\n{QUOTE}"
SERVED = "https://quay.example/ferry?id=7&utm_source=x"


def served(body, charset=None, address=SERVED, kind=None):
    data = body if isinstance(body, bytes) else body.encode()
    return clean(Page("x", "file:///x", data, kind, address, charset))


@pytest.mark.parametrize("body", [TEXT, html_page(paragraphs(LEAD, QUOTE))])
def test_a_page_that_says_no_address_has_the_one_it_was_served_from(body):
    assert served(body).url == "https://quay.example/ferry?id=7"


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://quay.example/first", "https://quay.example/first"),
        ("/second", "https://quay.example/second"),
        ("https://quay.example/", "https://quay.example/ferry?id=7"),  # every page's
        ("javascript:alert(1)", "https://quay.example/ferry?id=7"),
    ],
)
def test_what_the_page_says_goes_before(canonical, url):
    head = f'<link rel="canonical" href="{canonical}">'
    assert served(html_page(paragraphs(LEAD, QUOTE), head)).url == url


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:x", "https://quay.example/"])
def test_other_addresses_are_none(address):
    assert served(TEXT, address=address).url is None


def test_a_charset_that_was_told_is_used_where_nothing_else_tells():
    turkish = 'Vapur açıldı\n\n"Bugün çok güzel bir gün, çağrımız şimdi," dedi Öğün Işık.\n'
    assert "çağrımız şimdi" in served(turkish.encode("iso-8859-9"), "iso-8859-9").text


@pytest.mark.parametrize("told", ["iso-8859-1", "no-such", "utf-7", "idna", ""])
def test_a_wrong_charset_that_was_told_spoils_nothing(told):
    assert QUOTE in served(TEXT, told).text


def test_a_piece_of_a_page_is_html_when_the_server_says_so():
    assert served("<p>“Ahoy,” said Ana Tull to us.</p>", kind="text/html").text == (
        "“Ahoy,” said Ana Tull to us."
    )
