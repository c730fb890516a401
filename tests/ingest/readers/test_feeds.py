"""RSS and Atom: entries, summaries, cuts and attacks."""

from __future__ import annotations

import pytest

from archive.ingest.clean import clean
from archive.ingest.readers import Offered
from archive.ingest.readers.feeds import pages_of_feed
from tests.ingest.readers.files import QUOTE, found, item, rss


def feed(tmp_path, text, name="x.xml"):
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return found(tmp_path / name)


def test_an_entry_with_its_content_is_an_article_with_its_facts(tmp_path):
    creator = "<author>jo@quay.example (Jo Roe)</author>"
    (page,), refused = feed(tmp_path, rss(item("Dolphin", more=creator)))
    article = clean(page)
    assert QUOTE.format(name="Dolphin") in article.text
    assert (article.title, article.outlet) == ("The Dolphin sails", "The Quay Post")
    assert article.url == "https://quay.example/Dolphin"
    assert str(article.date.at) == "2023-05-03 10:00:00+00:00"
    assert "Jo Roe" in article.byline
    assert (article.is_summary, refused) == (False, [])


def test_an_entry_with_a_description_only_says_so(tmp_path):
    (page,), _ = feed(tmp_path, rss(item("Dolphin", "description")))
    assert clean(page).is_summary


def test_a_feed_is_known_by_its_content(tmp_path):
    (page,), _ = feed(tmp_path, rss(item("Dolphin")), "feed.txt")
    assert page.source == "feed.txt#https://quay.example/Dolphin?utm_source=rss"


def test_an_atom_feed_is_read(tmp_path):
    text = (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Quay</title>'
        "<id>urn:x</id><entry><id>urn:1</id><title type='html'>A &lt;b&gt;ship&lt;/b&gt;</title>"
        "<link href='https://quay.example/1'/><updated>2023-05-03T10:00:00Z</updated><content "
        "type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>“Ahoy,” said Bo Lind to us.</p>"
        "<script>alert(1)</script></div></content></entry></feed>"
    )
    (page,), _ = feed(tmp_path, text)
    assert clean(page).text == "A ship\n\n“Ahoy,” said Bo Lind to us."


def test_an_entry_without_a_text_is_refused_by_its_number(tmp_path):
    pages, (refused,) = feed(tmp_path, rss("<item><title>x</title></item>", item("Heron")))
    assert len(pages) == 1
    assert refused.source == "x.xml#1"


def test_a_feed_that_is_cut_keeps_its_whole_entries(tmp_path):
    text = rss(item("Dolphin"), item("Heron"))
    pages, (refused,) = feed(tmp_path, text[: text.index("<p>", text.index("Heron sails")) + 30])
    assert [QUOTE.format(name="Dolphin") in clean(page).text for page in pages] == [True]
    assert "cut off" in refused.reason


@pytest.mark.parametrize(
    "text",
    [
        rss(item("Dolphin")).replace("<rss", '<!DOCTYPE rss [<!ENTITY x "y">]><rss', 1),
        rss(item("Dolphin")).replace("<rss", '<!DOCTYPE rss [<!ENTITY x SYSTEM "/x">]><rss', 1),
        rss("<a>" * 1000 + "</a>" * 1000),
        rss(),
    ],
    ids=["entity", "external entity", "deep", "empty"],
)
def test_attacks_and_empty_feeds_are_refused_by_name(tmp_path, text):
    pages, (refused,) = feed(tmp_path, text)
    assert (pages, refused.source) == ([], "x.xml")


def test_html_left_open_in_an_entry_is_no_depth(tmp_path):
    text = rss(*(item(f"Ship{n}", "description", "<p><br><b>") for n in range(150)))
    assert len(feed(tmp_path, text)[0]) == 150


def test_a_feed_in_another_charset_is_read(tmp_path):
    text = rss(item("Möwe")).replace("utf-8", "iso-8859-1").replace("“", '"').replace("”", '"')
    (page,), _ = feed(tmp_path, text.encode("iso-8859-1"))
    assert "The Möwe will sail" in clean(page).text


def test_bytes_from_a_server_are_read_with_its_charset_and_address():
    text = rss(item("Möwe")).replace(' encoding="utf-8"', "").replace("“", '"').replace("”", '"')
    at = Offered("https://quay.example/rss", "https://quay.example/rss")
    (page,) = pages_of_feed(text.encode("iso-8859-1"), at, "iso-8859-1")
    assert "The Möwe will sail" in clean(page).text
    assert page.origin == "https://quay.example/rss#Möwe"
