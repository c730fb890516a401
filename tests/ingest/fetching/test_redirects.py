"""Redirects: followed by us, hop by hop, and not for ever."""

from __future__ import annotations

from itertools import count

import pytest

from tests.ingest.fetching.loopback import give, lead_to, page, refusal, site


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_page_is_known_by_where_it_was_asked_for_and_where_it_stands(served, status):
    served.routes["/old"] = lead_to("/new?a=1#part", status)
    served.routes["/new?a=1"] = give()
    found = page(f"{served.address}/old#top")
    assert found.source == f"{served.address}/old#top"
    assert found.origin == found.address == f"{served.address}/new?a=1"


def test_redirects_lead_from_server_to_server(served):
    with site() as other:
        served.routes["/a"] = lead_to(f"{other.address}/b")
        other.routes["/b"] = lead_to("c")
        other.routes["/c"] = lead_to(f"{served.address}/d")
        served.routes["/d"] = give()
        assert page(f"{served.address}/a").origin == f"{served.address}/d"


def test_a_circle_of_redirects_ends(served):
    served.routes["/a"] = lead_to("/b")
    served.routes["/b"] = lead_to("/a#again")
    assert "redirects in a circle" in refusal(f"{served.address}/a")


def test_redirects_without_end_are_given_up(served):
    numbers = count()
    for path in range(20):
        served.routes[f"/{path}"] = lambda handler: lead_to(f"/{next(numbers)}")(handler)
    assert "more than 3 redirects" in refusal(f"{served.address}/19")


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("ftp://quay.example/a", "only http and https are fetched"),
        ("file:///etc/passwd", "only http and https are fetched"),
        ("http://me:secret@quay.example/", "user name or password"),
        ("http://[::1", "no"),
        ("http://.", "without a host"),
        ("", "circle"),
    ],
)
def test_a_redirect_to_what_is_not_fetched_says_so(served, location, reason):
    served.routes["/a"] = lead_to(location)
    found = refusal(f"{served.address}/a")
    assert found.startswith("redirects") and reason in found


def test_a_redirect_without_a_target_is_a_refusal(served):
    served.routes["/a"] = give(status=302)
    assert refusal(f"{served.address}/a") == "the server says 302 Found"
