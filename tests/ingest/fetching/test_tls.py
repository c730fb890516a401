"""TLS: the name of the host in a certificate that somebody trusted has signed.

`quay.example.pem` is a key and a certificate made for these tests, worth nothing elsewhere.
"""

from __future__ import annotations

import ssl
from functools import partial
from pathlib import Path

import pytest

from archive.ingest.fetching.connection import tls_context
from tests.ingest.fetching.loopback import SMALL, Names, give, page, refusal, site

CERTIFICATE = Path(__file__).with_name("quay.example.pem")
NAMES = Names(quay_example=["127.0.0.1"], other_example=["127.0.0.1"])


@pytest.fixture
def secure():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with site(wrap=partial(context.wrap_socket, server_side=True)) as here:
        here.routes["/"] = give()
        yield here


@pytest.fixture
def trusted(monkeypatch):
    """Let the operator trust the certificate, as OpenSSL is told to."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    tls_context.cache_clear()
    yield
    tls_context.cache_clear()


def test_a_trusted_certificate_of_that_name_is_accepted(secure, trusted):
    found = page(f"https://quay.example:{secure.port}/", resolver=NAMES)
    assert found.origin == f"https://quay.example:{secure.port}/"


def test_a_certificate_of_another_name_is_not(secure, trusted):
    reason = refusal(f"https://other.example:{secure.port}/", resolver=NAMES)
    assert reason.startswith("the certificate of other.example is not valid: Hostname mismatch")
    assert secure.asked == []


def test_a_certificate_that_nobody_trusts_is_not(secure):
    reason = refusal(f"https://quay.example:{secure.port}/", resolver=NAMES)
    assert reason == "the certificate of quay.example is not valid: self-signed certificate"
    assert secure.asked == []


def test_a_server_without_tls_says_so(served):
    reason = refusal(served.address.replace("http:", "https:"))
    assert reason.startswith("127.0.0.1 does not speak TLS as it should")


def test_limits_hold_inside_tls(secure, trusted):
    secure.routes["/"] = give("x" * (SMALL.body + 1))
    reason = refusal(f"https://quay.example:{secure.port}/", resolver=NAMES)
    assert reason.startswith("larger than")
    secure.routes["/"] = give(x_more="y" * SMALL.headers)
    reason = refusal(f"https://quay.example:{secure.port}/", resolver=NAMES)
    assert reason == "a header of more than 16 KB"
