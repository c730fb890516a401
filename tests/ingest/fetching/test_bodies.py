"""Answers: whole, in bounds, of a kind that is read; or one line that says why not."""

from __future__ import annotations

import gzip
import json
import socket
import tracemalloc
import zlib
from dataclasses import replace

import brotli
import pytest

from archive.ingest.clean import clean
from archive.ingest.fetching import read
from archive.ingest.readers import Reading, parse_map
from tests.ingest.fetching.loopback import ARTICLE, SMALL, give, page, raw, refusal, terms
from tests.ingest.pages import LEAD, QUOTE

JSON = "application/json"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def deflated(data: bytes, bits: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, bits)
    return packer.compress(data) + packer.flush()


PACKED = {
    "gzip": gzip.compress(ARTICLE.encode()),
    "x-gzip": gzip.compress(ARTICLE.encode()),
    "deflate": deflated(ARTICLE.encode(), 15),
    "Deflate": deflated(ARTICLE.encode(), -15),
    "br": brotli.compress(ARTICLE.encode()),
    "deflate, gzip": gzip.compress(deflated(ARTICLE.encode(), 15)),
    "identity": ARTICLE.encode(),
}


@pytest.mark.parametrize("encoding", PACKED)
def test_a_packed_page_is_unpacked(served, encoding):
    served.routes["/"] = give(PACKED[encoding], content_encoding=encoding)
    assert page(served.address).body == ARTICLE.encode()


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, gzip"])
def test_a_bomb_is_not_unpacked(served, encoding):
    bomb = bytes(60_000_000)
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": pack_br}
    for name in encoding.split(", "):
        bomb = pack[name](bomb)
    assert len(bomb) < 1_000_000
    served.routes["/"] = give(bomb, content_encoding=encoding)
    tracemalloc.start()
    try:
        assert refusal(served.address).startswith("larger than 0.191 MB")
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def pack_br(data: bytes) -> bytes:
    return brotli.compress(data, quality=1)


@pytest.mark.parametrize(
    ("body", "encoding", "reason"),
    [
        (PACKED["gzip"][20:], "gzip", "the packed body is damaged"),
        (b"no brotli", "br", "the packed body is damaged"),
        (ARTICLE.encode(), "sdch", "packed in a way that was not asked for: sdch"),
        (ARTICLE.encode(), ", ".join(["gzip"] * 20), "the packed body is damaged"),
    ],
)
def test_what_cannot_be_unpacked_is_refused(served, body, encoding, reason):
    served.routes["/"] = give(body, content_encoding=encoding)
    assert refusal(served.address) == reason


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        ("text/html; charset=ISO-8859-1", "iso-8859-1"),
        ("text/html; charset=no-such-thing", "no-such-thing"),
        ('text/html; charset="', None),
        ("text/html;;;=", None),
        ("text/html", None),
        ("", None),
    ],
)
def test_a_wrong_charset_spoils_no_quotation_mark(served, header, charset):
    served.routes["/"] = give(kind=header)
    found = page(served.address)
    assert found.charset == charset
    assert QUOTE in clean(found).text


def test_a_body_without_end_is_cut_off(served):
    def endless(handler):
        handler.wfile.write(HEAD + b"\r\n")
        while not served.over.is_set():
            handler.wfile.write(b"<p>more</p>" * 1000)

    served.routes["/"] = endless
    assert refusal(served.address) == "larger than 0.191 MB, which no article is"


def test_a_chunked_body_without_end_is_cut_off(served):
    def endless(handler):
        handler.wfile.write(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        while not served.over.is_set():
            handler.wfile.write(b"400\r\n" + b"x" * 1024 + b"\r\n")

    served.routes["/"] = endless
    assert refusal(served.address) == "larger than 0.191 MB, which no article is"


def test_packed_nothing_without_end_is_cut_off(served):
    empty = deflated(b"", -15)[:-2] + b"\x00\x00\x00\xff\xff"

    def endless(handler):
        handler.wfile.write(HEAD + b"Content-Encoding: deflate\r\n\r\n")
        while not served.over.is_set():
            handler.wfile.write(empty * 1000)

    served.routes["/"] = endless
    assert "larger than" in refusal(served.address)


def test_a_length_that_is_too_much_is_not_read_at_all(served):
    served.routes["/"] = raw(HEAD + b"Content-Length: 999999999999\r\n\r\n")
    assert refusal(served.address) == "larger than 0.191 MB, which no article is"


def drip(served, start: bytes, piece: bytes):
    """Send a little, often enough that no single wait is long, for ever."""

    def route(handler):
        handler.wfile.write(start)
        while not served.over.wait(0.1):
            handler.wfile.write(piece)

    return route


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (HEAD + b"\r\n", b"x"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
        (HEAD, b"X-More: y\r\n"),
        (HEAD, b"x"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
)
def test_a_page_that_drips_ends(served, start, piece):
    served.routes["/"] = drip(served, start, piece)
    assert refusal(served.address, replace(SMALL, page=0.6)) == "it took longer than 0.6 s"


@pytest.mark.parametrize("start", [b"", HEAD, HEAD + b"\r\n<p>"])
def test_a_server_that_falls_silent_is_not_waited_for(served, start):
    def route(handler):
        handler.wfile.write(start)
        served.over.wait()

    served.routes["/"] = route
    hasty = replace(SMALL, silence=0.3)
    assert refusal(served.address, hasty) == "127.0.0.1 sent nothing for 0.3 s"


def test_a_server_that_accepts_nobody_is_not_waited_for():
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = []
        for _ in range(4):  # fills the queue of who waits to be accepted
            waiting.append(socket.socket())
            waiting[-1].setblocking(False)
            waiting[-1].connect_ex(full.getsockname())
        reason = refusal(f"http://127.0.0.1:{full.getsockname()[1]}/", replace(SMALL, connect=0.3))
        for one in waiting:
            one.close()
    assert reason == "127.0.0.1 does not answer"


def test_a_port_where_nobody_listens_says_so():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    assert refusal(f"http://127.0.0.1:{port}/") == (
        "cannot connect to 127.0.0.1: Connection refused"
    )


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"", "127.0.0.1 closed the connection without an answer"),
        (b"SSH-2.0-server\r\n", "127.0.0.1 does not speak HTTP as it should"),
        (b"HTTP/1.1 OK\r\n\r\n", "127.0.0.1 does not speak HTTP as it should"),
        (HEAD + b"X: " + b"y" * 20_000 + b"\r\n\r\n", "a header of more than 16 KB"),
        (HEAD + b"X: y\r\n" * 90 + b"Content-Length: 0\r\n\r\n", None),
        (HEAD + b"X: y\r\n" * 200 + b"\r\n", "127.0.0.1 does not speak HTTP as it should"),
        (HEAD + b"Content-Length: 100\r\n\r\n<p>half", "the answer of 127.0.0.1 broke off"),
        (
            HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<p>ha",
            "the answer of 127.0.0.1 broke off",
        ),
        (
            HEAD + b"Transfer-Encoding: chunked\r\n\r\nwhat\r\n",
            "the answer of 127.0.0.1 broke off",
        ),
    ],
)
def test_an_answer_that_is_none_is_one_clear_line(served, answer, reason):
    served.routes["/"] = raw(answer)
    if reason is None:
        assert page(served.address).body == b""
    else:
        assert refusal(served.address) == reason


def test_headers_without_a_colon_leave_no_trace(served, caplog):
    served.routes["/"] = raw(HEAD + b"no colon here\r\n\r\n" + ARTICLE.encode())
    page(served.address)
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, "the server says 404 Not Found"),
        (403, "the server says 403 Forbidden"),
        (500, "the server says 500 Internal Server Error"),
        (204, "the server says 204 No Content"),
        (206, "the server says 206 Partial Content"),
        (304, "the server says 304 Not Modified"),
        (599, "the server says 599"),
    ],
)
def test_any_other_status_is_the_reason(served, status, reason):
    served.routes["/"] = give(status=status)
    assert refusal(served.address) == reason


@pytest.mark.parametrize(
    "kind",
    ["image/png", "application/pdf", "video/mp4", "application/octet-stream", "text/css", "TEXT/X"],
)
def test_a_type_that_is_no_article_is_refused_unread(served, kind):
    served.routes["/"] = give(b"\x00" * 100, kind)
    assert refusal(served.address).startswith(f"of the type {kind.lower()}: ")


@pytest.mark.parametrize(
    "kind", ["text/html", "application/xhtml+xml", "text/plain", "Text/HTML; charset=utf-8", ""]
)
def test_pages_and_plain_text_are_read(served, kind):
    served.routes["/"] = give(kind=kind)
    found = page(served.address)
    assert found.body == ARTICLE.encode()
    assert QUOTE in clean(found).text


def test_a_record_is_read_as_one(served):
    record = json.dumps({"text": f"{LEAD}\n\n{QUOTE}", "title": "Ferry opens"})
    for body, kind in ((record, "application/json"), (record, "text/plain"), (f"[{record}]", JSON)):
        served.routes["/"] = give(body, kind)
        found = page(served.address)
        assert QUOTE in clean(found).text
        assert found.origin.startswith(f"{served.address}/#")


def test_fields_may_have_other_names(served):
    served.routes["/"] = give(json.dumps([{"body": LEAD}, {"body": QUOTE}, {}]), JSON)
    reading = Reading(parse_map("text=body"))
    found = list(read([served.address], terms(), reading))
    assert [type(one).__name__ for one in found] == ["Page", "Page", "Refused"]


@pytest.mark.parametrize(
    ("kind", "body", "reason"),
    [
        ("application/json", '["a list"]', "no JSON with an article"),
        ("application/json", "", "no JSON with an article"),
        ("application/xml", "<urlset><url/></urlset>", "XML that is neither a page nor a feed"),
        ("application/rss+xml", "sorry", "XML that is neither a page nor a feed"),
    ],
)
def test_data_that_is_no_article_is_not_taken_for_text(served, kind, body, reason):
    served.routes["/"] = give(body, kind)
    assert refusal(served.address).startswith(reason)


def test_a_page_may_be_called_xml(served):
    served.routes["/"] = give('<?xml version="1.0"?>' + ARTICLE, "application/xml")
    assert QUOTE in clean(page(served.address)).text


def test_who_asks_is_named(served):
    served.routes["/"] = give()
    page(served.address, contact="https://archive.example")
    assert served.agents == {"Onrecord/1 (+https://archive.example)"}
    assert terms().user_agent == "Onrecord/1"
