"""Feeds: the articles they name, in their order."""

from __future__ import annotations

import threading

import pytest

from archive.ingest.clean import clean
from archive.ingest.fetching import read
from archive.ingest.page import Page, Refused
from tests.ingest.fetching.loopback import give, lead_to, page, site, terms
from tests.ingest.pages import LEAD

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
        "", "the server says 404 Not Found", "", "an entry without a text, only title and link",
    ]  # fmt: skip
    assert found[1].origin == f"{served.address}/gone"


def test_an_entry_without_a_link_stands_for_itself(served):
    text = f"&lt;p&gt;{LEAD}&lt;/p&gt;"
    served.routes["/a"] = give()
    served.routes["/feed"] = give(
        rss("/a").replace("</channel>", f"<item><description>{text}</description></item></channel>")
    )
    first, entry = followed(f"{served.address}/feed")
    assert first.origin == f"{served.address}/a"
    assert LEAD in clean(entry).text


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


def test_a_feed_that_is_cut_off_gives_its_whole_entries(served):
    whole = rss("/a", "/b", "/c")
    served.routes["/feed"] = give(whole[: whole.index("/c")].replace("News", "A & B"))
    served.routes.update({"/a": give(), "/b": give()})
    *pages, last = followed(f"{served.address}/feed")
    assert [one.origin for one in pages] == [f"{served.address}/a", f"{served.address}/b"]
    assert "cut off" in last.reason and last.origin == f"{served.address}/feed"


def test_a_feed_that_is_not_followed_gives_its_entries(served):
    item = f"<item><link>/a</link><description>{LEAD}</description></item>"
    served.routes["/old"] = lead_to("/news/feed")
    served.routes["/news/feed"] = give(RSS.format(item), "application/rss+xml")
    found = page(f"{served.address}/old")
    assert LEAD in clean(found).text
    assert found.address == f"{served.address}/a"
    assert found.origin == f"{served.address}/news/feed#{served.address}/a"


def test_the_charset_that_the_server_names_is_that_of_the_feed(served):
    item = "<item><link>/a</link><description>Žluťoučký kůň, řekl starosta.</description></item>"
    body = RSS.format(item).replace(' encoding="utf-8"', "").encode("cp1250")
    served.routes["/feed"] = give(body, "application/rss+xml; charset=windows-1250")
    assert "Žluťoučký kůň" in page(f"{served.address}/feed").body.decode()


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
