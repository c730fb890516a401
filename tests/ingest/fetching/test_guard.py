"""The guard: nothing of this machine or this network, by whatever spelling."""

from __future__ import annotations

import socket
from dataclasses import replace
from ipaddress import ip_address

import pytest

from archive.ingest.fetching import guard
from archive.ingest.fetching.guard import is_public
from archive.ingest.page import Page
from tests.ingest.fetching.loopback import SMALL, Names, give, lead_to, only, refusal, site


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.8.8.8", "169.254.169.254",
        "172.16.0.1", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
        "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::127.0.0.1",
        "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:101::1", "100::1",
        "2001::1", "2001:db8::1", "3fff::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%1",
        "fec0::1", "ff02::1", "4000::1",
    ],
)  # fmt: skip
def test_an_address_of_no_public_network_is_known(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::8.8.8.8", "2002:808:808::1",
     "::ffff:8.8.8.8", "172.32.0.1", "100.128.0.1"],
)  # fmt: skip
def test_a_public_address_is_known(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "LOCALHOST.", "a.localhost", "127.1", "2130706433", "0x7f000001",
     "0177.0.0.1", "0.0.0.0", "0", "[::1]", "[::ffff:127.0.0.1]", "[::]", "１２７.0.0.1",
     "harbour.example", "two.example"],
)  # fmt: skip
def test_no_spelling_of_loopback_is_connected_to(served, host):
    names = Names(harbour_example=["127.0.0.1"], two_example=["8.8.8.8", "::ffff:7f00:1"])
    found = refusal(f"http://{host}:{served.port}/", allow_private=False, resolver=names)
    assert "not a public" in found or "not of a public" in found or "no address" in found
    assert served.connections == 0


def test_loopback_is_fetched_when_that_is_asked_for(served):
    served.routes["/"] = give()
    for host in ("127.0.0.1", "localhost", "127.1"):
        assert isinstance(only(f"http://{host}:{served.port}/"), Page)


@pytest.fixture
def as_if_public(monkeypatch):
    """Take 127.0.0.1, and nothing else, for a public address: no test may ask a real one."""
    monkeypatch.setattr(guard, "is_public", lambda address: str(address) == "127.0.0.1")


def test_a_redirect_to_a_private_address_is_not_followed(served, as_if_public):
    with site("127.0.0.2") as inner:
        served.routes["/"] = lead_to(f"{inner.address}/secret")
        reason = refusal(served.address, allow_private=False)
        assert "redirects to http://127.0.0.2" in reason and "not a public address" in reason
        assert inner.connections == 0


def test_a_robots_file_that_redirects_to_a_private_address_forbids(served, as_if_public):
    with site("127.0.0.2") as inner:
        served.routes["/robots.txt"] = lead_to(f"{inner.address}/robots.txt")
        served.routes["/"] = give()
        assert "robots.txt cannot be read" in refusal(served.address, allow_private=False)
        assert (inner.connections, served.asked) == (0, ["/robots.txt"])


def test_a_name_that_changes_its_address_is_connected_to_where_it_was_checked(served, as_if_public):
    answers = [["127.0.0.1"], ["127.0.0.1"], ["127.0.0.2"]]
    served.routes["/a"] = lead_to("/b")
    with site("127.0.0.2") as inner:
        reason = refusal(
            f"http://quay.example:{served.port}/a",
            allow_private=False,
            resolver=lambda host, port: answers.pop(0),
        )
    # robots.txt and the first hop were checked, and asked at what was checked, without another
    # look; the second hop was looked up anew, and refused.
    assert "leads to 127.0.0.2, not a public address" in reason
    assert (served.asked, inner.connections, answers) == (["/robots.txt", "/a"], 0, [])


def fails(host: str, port: int) -> list[str]:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


@pytest.mark.parametrize("resolver", [fails, lambda host, port: []])
def test_a_name_without_an_address_is_unreachable(resolver):
    reason = refusal("http://quay.example/", resolver=resolver)
    assert reason == "there is no address of quay.example"


def test_a_resolver_that_never_answers_is_not_waited_for(served):
    stuck = replace(SMALL, connect=0.1)
    reason = refusal(
        "http://quay.example/", stuck, resolver=lambda host, port: served.over.wait() and []
    )
    assert reason == "looking quay.example up took longer than 0.1 s"


def test_proxies_of_the_environment_are_not_used(served, monkeypatch):
    with site() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.address)
        served.routes["/"] = give()
        assert isinstance(only(served.address), Page)
        assert proxy.connections == 0
