"""One spelling of an address, and never one for two articles."""

from __future__ import annotations

import pytest

from archive.ingest.cleaning.addresses import article_address, joined_address

FERRY = "https://quay.example/ferry?id=7"


@pytest.mark.parametrize(
    "address",
    [
        FERRY,
        "HTTPS://Quay.Example/ferry?id=7",
        "https://quay.example:443/ferry?id=7#comments",
        "https://quay.example./ferry?id=7",
        "https://quay.example/ferry?id=7&utm_source=x&utm_campaign=",
        "https://quay.example/ferry?fbclid=abc&id=7",
        "https://quay.example/ferry?UTM_Medium=x&id=7&gclid=y&&mc_cid=1",
    ],
)
def test_spellings_of_one_address_are_one(address):
    assert article_address(address) == FERRY


@pytest.mark.parametrize(
    "address",
    [
        "https://quay.example/ferry?id=8",
        "https://quay.example/ferry?id=7&page=2",
        "https://quay.example/ferry?cid=7",
        "https://quay.example/Ferry?id=7",
        "https://quay.example:8443/ferry?id=7",
        "http://quay.example:443/ferry?id=7",
        "https://quay.example/#!/ferry/7",
        "https://quay.example/?p=7",
    ],
)
def test_what_may_be_another_article_stays_another_address(address):
    assert article_address(address) not in (FERRY, None)


@pytest.mark.parametrize(
    "address",
    [
        None, "", "https://quay.example", "https://quay.example/", "https://quay.example/?utm_id=1",
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//quay.example/a",
        "https://user:word@quay.example/a", "https://[::1", "https://quay.example:port/a",
        "https://quay.example/a b", "https://quay.example/\u202egpj", "http://",
        "https://quay.example/" + "x" * 3000,
    ],
)  # fmt: skip
def test_what_is_no_address_of_an_article_is_none(address):
    assert article_address(address) is None


def test_a_link_is_joined_to_where_the_page_was_served():
    assert joined_address("https://quay.example/a/b", "../ferry") == "https://quay.example/ferry"
    assert joined_address(None, "https://quay.example/x") == "https://quay.example/x"
    assert joined_address("https://quay.example/a", "https://[") is None
