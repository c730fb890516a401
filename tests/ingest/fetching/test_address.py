"""Addresses: one spelling, and no surprise in them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.ingest.fetching.address import is_address, parse_address
from archive.ingest.fetching.unfetchable import Unfetchable


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("http://quay.example", "http://quay.example/"),
        ("HTTP://Quay.Example:80/a/../b#part", "http://quay.example/b"),
        ("https://quay.example:8443/a?b=c d", "https://quay.example:8443/a?b=c%20d"),
        ("https://quay.example/žluť?q=é", "https://quay.example/%C5%BElu%C5%A5?q=%C3%A9"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[2001:DB8::1]:8080/a", "http://[2001:db8::1]:8080/a"),
        ("http://２１３.example/", "http://213.example/"),
    ],
)
def test_an_address_has_one_spelling(written, read):
    assert str(parse_address(written)) == read


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("ftp://quay.example/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("http://", "without a host"),
        ("http://./", "without a host"),
        ("http://me:secret@quay.example/", "user name or password"),
        ("http://me@quay.example/", "user name or password"),
        ("http://quay.example:0/", "impossible port"),
        ("http://quay.example:99999/", "address"),
        ("http://quay .example/", "no valid address"),
        ("http://[::1/", "no valid address"),
        ("http://quay.example/\r\nX: y", "control characters"),
        ("http://straße.example/", "two spellings"),
        ("http://" + "ž" * 70 + ".example/", "no valid address"),
        ("http://quay.example/" + "a" * 3000, "more than 2,000 characters"),
    ],
)
def test_a_wrong_address_says_what_is_wrong(written, reason):
    with pytest.raises(Unfetchable, match=reason):
        parse_address(written)


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("next", "http://quay.example/a/next"),
        ("/next", "http://quay.example/next"),
        ("//other.example/", "http://other.example/"),
        ("?page=2", "http://quay.example/a/b?page=2"),
        ("https://quay.example/ž", "https://quay.example/%C5%BE"),
    ],
)
def test_a_redirect_may_be_relative(location, leads_to):
    assert str(parse_address("http://quay.example/a/b").joined(location)) == leads_to


def test_what_is_no_address_is_a_file():
    assert is_address("HTTPS://quay.example/")
    assert not is_address("http.txt")
    assert not is_address("folder/http://")


BASE = parse_address("http://quay.example/a/b")
ADDRESSES = st.text() | st.from_regex(r"https?://[^\s]{0,40}", fullmatch=True)


@given(ADDRESSES)
@example("//[")
@example("http://[::1%25eth0]/")
@example("http:///path")
@example("http://\u2488com/")
def test_any_text_is_an_address_or_says_why_not(text):
    for read in (parse_address, BASE.joined):
        try:
            address = read(text)
        except Unfetchable as why:
            assert why.reason.isprintable()
        else:
            assert str(address).isascii() and address.host and address.target.startswith("/")
            assert parse_address(str(address)) == address
