"""Feeds: the articles they name, in their order."""

from __future__ import annotations

import threading

import pytest

from archive.ingest.fetching import read
from archive.ingest.fetching.media import is_feed
from archive.ingest.page import Page, Refused
from tests.ingest.fetching.loopback import give, lead_to, refusal, site, terms

RSS = """<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand --><rss version="2.0"><channel><title>The Quay Post</title>{}</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>The Quay Post</title>{}</feed>"""


def rss(*links: str) -> str:
    items = (f"<item><title>News</title><link>{link}</link></item>" for link in links)
    return RSS.format("".join(items))


def atom(*links: str) -> str:
    entries = (f"<entry><title>News</title><link href='{link}'/></entry>" for link in links)
    return ATOM.format("".join(entries))


def followed(*addresses: str, **changes) -> list[Page | Refused]:
    return list(read(addresses, terms(**changes), follow=True))


@pytest.mark.parametrize("kind", ["application/rss+xml", "text/html", "text/plain", ""])
def test_the_articles_that_a_feed_names_are_read_in_its_order(served, kind):
    served.routes["/feed"] = give(rss("/b", f"{served.address}/a", "c/d?x=1&amp;y=2"), kind)
    served.routes.update(dict.fromkeys(["/a", "/b", "/c/d?x=1&y=2"], give()))
    found = followed(f"{served.address}/feed")
    assert [one.source for one in found] == [
        f"{served.address}/b", f"{served.address}/a", f"{served.address}/c/d?x=1&y=2",
    ]  # fmt: skip
    assert all(isinstance(one, Page) for one in found)


def test_links_are_relative_to_where_the_feed_stands(served):
    served.routes["/feed"] = lead_to("/news/feed.atom")
    served.routes["/news/feed.atom"] = give(atom("a"), "application/atom+xml")
    served.routes["/news/a"] = give()
    assert followed(f"{served.address}/feed")[0].origin == f"{served.address}/news/a"


def test_a_dead_link_stops_nobody(served):
    served.routes["/feed"] = give(rss("/a", "/gone", "/b", "mailto:news@quay.example", "/a"))
    served.routes.update({"/a": give(), "/b": give()})
    found = followed(f"{served.address}/feed")
    assert [getattr(one, "reason", "") for one in found] == [
        "an entry of the feed names no article to fetch", "", "the server says 404 Not Found", "",
    ]  # fmt: skip
    assert found[2].origin == f"{served.address}/gone"


def test_a_feed_leads_to_no_private_address(served, monkeypatch):
    monkeypatch.setattr(
        "archive.ingest.fetching.guard.is_public", lambda address: str(address) == "127.0.0.1"
    )
    with site("127.0.0.2") as inner:
        served.routes["/feed"] = give(rss(f"{inner.address}/admin"))
        (found,) = followed(f"{served.address}/feed", allow_private=False)
        assert "not a public address" in found.reason and inner.connections == 0


def test_a_feed_in_a_feed_is_not_followed(served):
    served.routes["/feed"] = give(rss("/feed2", "/feed"))
    served.routes["/feed2"] = give(rss("/a"))
    reasons = {one.reason for one in followed(f"{served.address}/feed")}
    assert reasons == {"a feed where an article was promised"}


def test_an_empty_feed_says_so(served):
    served.routes["/feed"] = give(rss())
    assert followed(f"{served.address}/feed")[0].reason == "a feed without entries"


def test_a_damaged_feed_gives_what_can_be_read(served):
    served.routes["/feed"] = give(
        rss("/a", "/b").removesuffix("</item></channel></rss>").replace("News", "A & B")
    )
    served.routes.update({"/a": give(), "/b": give()})
    assert [one.origin for one in followed(f"{served.address}/feed")] == [
        f"{served.address}/a", f"{served.address}/b",
    ]  # fmt: skip


def test_a_feed_that_is_not_followed_is_told_how(served):
    served.routes["/feed"] = give(rss("/a"))
    assert "--follow" in refusal(f"{served.address}/feed")


def test_pages_of_several_hosts_come_in_the_order_asked_for():
    with site() as slow, site("127.0.0.2") as fast:
        asked = threading.Event()

        def when_the_other_is_done(handler):
            asked.wait(10)
            give()(handler)

        def last(handler):
            asked.set()
            give()(handler)

        slow.routes["/a"] = when_the_other_is_done
        fast.routes.update({"/b": give(), "/c": last})
        addresses = [f"{slow.address}/a", f"{fast.address}/b", f"{fast.address}/c"]
        found = list(read(addresses, terms()))
        assert [one.origin for one in found] == addresses
        assert asked.is_set()


@pytest.mark.parametrize(
    "body",
    [
        b"<rss version='2.0'>", b"\xef\xbb\xbf  <?xml version='1.0'?>\n<feed xmlns='x'>",
        b"<rdf:RDF xmlns:rdf='x'>", "<?xml version='1.0'?><rss>".encode("utf-16"),
        b"<?xml version='1.0'?><?xml-stylesheet href='x'?><!-- a --><rss>",
    ],
)  # fmt: skip
def test_a_feed_is_known_by_its_content(body):
    assert is_feed(body)


@pytest.mark.parametrize(
    "body",
    [b"", b"<html><rss>", b"<feedback>", b"rss", b"<!--" * 2000, b"<?" + b" " * 9000,
     b"\xff\xfe\x00"],
)  # fmt: skip
def test_a_page_is_no_feed(body):
    assert not is_feed(body)
