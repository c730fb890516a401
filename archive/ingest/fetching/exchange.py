"""One request and its answer, in bounds."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException

from urllib3 import HTTPResponse
from urllib3.exceptions import DecodeError, HTTPError, ReadTimeoutError
from urllib3.util.request import ACCEPT_ENCODING

from archive.ingest.fetching.address import Address
from archive.ingest.fetching.connection import GuardedConnection, connection_to
from archive.ingest.fetching.deadline import Deadline
from archive.ingest.fetching.terms import Terms
from archive.ingest.fetching.unfetchable import Unfetchable, Unreachable, one_line
from archive.ingest.readers.limits import KILOBYTE, MEGABYTE

_PIECE = 64 * KILOBYTE
_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
    "application/json;q=0.9, text/plain;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1"
)
_ENCODINGS = {"", "identity", *HTTPResponse.CONTENT_DECODERS}


@contextmanager
def answer_of(address: Address, terms: Terms, deadline: Deadline) -> Iterator[HTTPResponse]:
    """Ask for `address` and give the answer, its body still to be read.

    Raises Unfetchable for all that goes wrong, also while the body is read inside of the `with`.
    """
    connection = connection_to(address, terms, deadline)
    part = "header"
    try:
        connection.request("GET", address.target, headers=_headers(terms), preload_content=False)
        response = connection.getresponse()
        part = "body"
        # Packed, it is smaller than the body it makes, or as large and a little.
        connection.allow(terms.limits.body + MEGABYTE)
        _check_encoding(response)
        try:
            yield response
        finally:
            response.close()
    except ssl.SSLError as error:
        raise Unreachable(_why(error, connection, part)) from None
    except (OSError, HTTPException, HTTPError) as error:
        raise Unfetchable(_why(error, connection, part)) from None
    finally:
        connection.close()


def body_of(response: HTTPResponse, most: int) -> bytes:
    """Read and unpack the body, at most `most` bytes of it and one. Raises urllib3's errors."""
    body = bytearray()
    while len(body) <= most and (piece := response.read(min(_PIECE, most + 1 - len(body)))):
        body += piece
    return bytes(body)


def too_large(most: int) -> str:
    """Say that a body is larger than `most` bytes."""
    return f"larger than {most / MEGABYTE:.3g} MB, which no article is"


def _headers(terms: Terms) -> dict[str, str]:
    return {
        "User-Agent": terms.user_agent,
        "Accept": _ACCEPT,
        "Accept-Encoding": ACCEPT_ENCODING,
        "Connection": "close",
    }


def _check_encoding(response: HTTPResponse) -> None:
    for encoding in response.headers.get("content-encoding", "").lower().split(","):
        if encoding.strip() not in _ENCODINGS:
            name = one_line(encoding.strip(), 40)
            raise Unfetchable(f"packed in a way that was not asked for: {name}")


def _why(error: Exception, connection: GuardedConnection, part: str) -> str:
    limits, host = connection.terms.limits, connection.host
    if connection.sent_too_much and part == "header":
        return f"a header of more than {limits.headers // KILOBYTE} KB"
    if connection.sent_too_much:
        return too_large(limits.body)
    if connection.deadline.is_over:
        return f"it took longer than {connection.deadline.seconds:g} s"
    if isinstance(error, TimeoutError | ReadTimeoutError):
        return f"{host} sent nothing for {limits.silence:g} s"
    if isinstance(error, ssl.SSLError):
        return _why_no_tls(error, host)
    return _why_no_answer(error, host, part)


def _why_no_tls(error: ssl.SSLError, host: str) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate of {host} is not valid: {one_line(error.verify_message)}"
    return f"{host} does not speak TLS as it should: {error.reason or 'the connection broke'}"


def _why_no_answer(error: Exception, host: str, part: str) -> str:
    if isinstance(error, DecodeError):
        return "the packed body is damaged"
    if part == "body":
        return f"the answer of {host} broke off"
    if isinstance(error, OSError):  # http.client.RemoteDisconnected is one, too
        return f"{host} closed the connection without an answer"
    return f"{host} does not speak HTTP as it should"
