"""Politeness: robots.txt, one connection a host, pauses, and coming back when asked to."""

from __future__ import annotations

import email.utils
import threading
import time
import tracemalloc
from dataclasses import replace

import pytest

from archive.ingest.fetching import read
from archive.ingest.fetching.address import parse_address
from archive.ingest.fetching.client import Client
from archive.ingest.fetching.hosts import Host, Hosts
from archive.ingest.fetching.robots import rules_of
from archive.ingest.fetching.unfetchable import Unfetchable
from archive.ingest.page import Page
from tests.ingest.fetching.loopback import (
    PATIENT,
    SMALL,
    give,
    in_turn,
    lead_to,
    page,
    raw,
    refusal,
    site,
    terms,
)

ROBOTS = """User-agent: *
Disallow: /

User-agent: onrecord
Disallow: /private
Allow: /private/*.html$
Crawl-delay: 0.01
"""


def test_robots_txt_is_asked_once_and_kept_to(served):
    served.routes["/robots.txt"] = give(ROBOTS, "text/plain")
    paths = ["/open", "/private/a", "/private/a.html", "/private"]
    served.routes.update(dict.fromkeys(paths, give()))
    found = list(read([served.address + path for path in paths], terms()))
    assert [isinstance(one, Page) for one in found] == [True, False, True, False]
    assert found[1].reason == "robots.txt forbids fetching it"
    assert served.asked == ["/robots.txt", "/open", "/private/a.html"]


def test_the_target_of_a_redirect_has_rules_of_its_own(served):
    with site() as other:
        other.routes["/robots.txt"] = give("User-agent: *\nDisallow: /", "text/plain")
        served.routes["/"] = lead_to(f"{other.address}/page")
        assert "robots.txt forbids fetching it" in refusal(served.address)
        assert other.asked == ["/robots.txt"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_without_robots_txt_all_is_allowed(served, status):
    served.routes["/robots.txt"] = give("User-agent: *\nDisallow: /", status=status)
    served.routes["/"] = give()
    page(served.address)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (give(status=500), "the server says 500 Internal Server Error"),
        (give(status=503), "the server says 503 Service Unavailable"),
        (give(status=429), "the server says 429 Too Many Requests"),
        (raw(b""), "127.0.0.1 closed the connection without an answer"),
        (lead_to("/robots.txt"), "redirects in a circle"),
    ],
)
def test_a_server_that_cannot_say_what_it_allows_is_left_alone(served, answer, reason):
    served.routes["/robots.txt"] = answer
    served.routes["/"] = give()
    assert refusal(served.address) == f"its robots.txt cannot be read: {reason}"
    assert "/" not in served.asked


def test_robots_txt_may_redirect_and_be_long(served):
    served.routes["/robots.txt"] = lead_to("/rules")
    served.routes["/rules"] = give("User-agent: *\nDisallow: /a\n" + "# long\n" * 9000)
    served.routes["/b"] = give()
    assert refusal(f"{served.address}/a") == "robots.txt forbids fetching it"
    page(f"{served.address}/b")


@pytest.mark.parametrize("body", ["", "<html>", "\x00\xff", "Disallow /", "User-agent: \n: :"])
def test_an_odd_robots_txt_forbids_nothing(served, body):
    served.routes["/robots.txt"] = give(body)
    served.routes["/"] = give()
    page(served.address)


@pytest.mark.parametrize("value", ["x", "-5", "nan", "inf", "1e999"])
def test_an_odd_crawl_delay_is_none(value):
    rules = rules_of(200, f"User-agent: *\nCrawl-delay: {value}\nDisallow: /a\n".encode())
    assert rules.crawl_delay == 0


def test_names_without_end_do_not_fill_the_memory():
    names = "".join(f"User-agent: bot{number}\n" for number in range(10_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(10_000))
    tracemalloc.start()
    try:
        found = rules_of(200, (names + "user agent onrecord/2.0 # us\n" + rules).encode())
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()
    with pytest.raises(Unfetchable):
        found.check(parse_address("http://quay.example/77"))
    found.check(parse_address("http://quay.example/x"))


@pytest.mark.parametrize(
    "name", ["recorder", "on", "bot # onrecord", "my-onrecord", "onrecordings"]
)
def test_what_is_said_to_others_is_not_said_to_us(name):
    rules = rules_of(200, f"User-agent: {name}\nDisallow: /\n".encode())
    rules.check(parse_address("http://quay.example/"))


def test_one_host_has_one_connection_at_a_time(served):
    inside, met = [], []

    def route(handler):
        inside.append(handler)
        served.over.wait(0.01)
        met.append(len(inside))
        inside.remove(handler)
        give()(handler)

    addresses = [f"{served.address}/{number}" for number in range(12)]
    served.routes.update({f"/{number}": route for number in range(12)})
    found = list(read(addresses, terms()))
    assert [one.origin for one in found] == addresses
    assert set(met) == {1}


class Waits(threading.Event):
    """Notes how long was waited instead of waiting."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.seconds.append(timeout)
        return False


@pytest.mark.parametrize(
    ("robots", "expected"),
    [("", 50), ("Crawl-delay: 90", 90), ("Crawl-delay: 20", 50), ("Crawl-delay: 9000", 300)],
)
def test_the_host_is_left_alone_between_two_requests(served, robots, expected):
    served.routes["/robots.txt"] = give(f"User-agent: *\n{robots}\n")
    served.routes.update({"/a": give(), "/b": give()})
    waits = Waits()
    client = Client(terms(replace(PATIENT, pause=50, longest_pause=300)), waits)
    for path in ("/a", "/b"):
        client.fetch(parse_address(served.address + path))
    before_robots, before_a, before_b = (round(seconds, -1) for seconds in waits.seconds)
    assert (before_robots, before_a, before_b) == (0, 50, expected)


def test_a_busy_server_is_asked_again_once_after_the_time_it_names(served):
    busy = give(status=503, retry_after="0")
    served.routes["/"] = in_turn(busy, give())
    page(served.address)
    served.routes["/"] = in_turn(busy, busy, give())
    assert refusal(served.address, PATIENT) == (
        "the server says 503 Service Unavailable and asks to come back in 0 s"
    )
    assert served.asked.count("/") == 4


@pytest.mark.parametrize(
    "value",
    ["99999", email.utils.formatdate(time.time() + 99999), "soon", "-1", "9" * 400, ""],
    ids=["seconds", "a day", "a word", "less than nothing", "for ever", "nothing"],
)
def test_a_server_that_wants_to_be_left_alone_for_long_is(served, value):
    served.routes["/"] = give(status=429, retry_after=value)
    assert "the server says 429 Too Many Requests" in refusal(served.address)
    assert served.asked.count("/") == 1


def test_a_date_in_the_past_means_now(served):
    past = email.utils.formatdate(time.time() - 100, usegmt=True)
    served.routes["/"] = in_turn(give(status=503, retry_after=past), give())
    page(served.address)


def test_a_dead_server_is_tried_once_for_all_its_pages(served):
    served.routes["/robots.txt"] = raw(b"")
    addresses = [f"{served.address}/{number}" for number in range(5)]
    reasons = {one.reason for one in read(addresses, terms(SMALL))}
    assert len(reasons) == 1 and served.connections == 1


def test_hosts_are_one_each():
    hosts = Hosts(1, threading.Event())
    assert isinstance(hosts.named("a"), Host)
    assert hosts.named("a") is hosts.named("a") is not hosts.named("b")
