"""Web archives: whole records are kept, damaged ones named, what is no page counted."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest

from archive.ingest.clean import clean
from archive.ingest.readers import Reading
from tests.ingest.readers.files import answer, found, html, packed, warc


def archive(tmp_path, data, name="x.warc.gz", reading=None):
    (tmp_path / name).write_bytes(data)
    return found(tmp_path / name, reading)


def names(pages):
    return [page.address.rpartition("/")[2] for page in pages]


RECORDS = [warc(name) for name in ("Auk", "Heron", "Tern")]
PLAIN, PACKED = b"".join(RECORDS), packed(*RECORDS)
ONE_MEMBER = gzip.compress(PLAIN, mtime=0)


@pytest.mark.parametrize("data", [PLAIN, PACKED, ONE_MEMBER], ids=["plain", "packed", "one member"])
def test_every_answer_is_a_page_with_its_address(tmp_path, data):
    pages, refused = archive(tmp_path, data, "x.warc" if data is PLAIN else "x.warc.gz")
    assert (names(pages), refused) == (["Auk", "Heron", "Tern"], [])
    assert len({page.origin for page in pages}) == 3
    assert clean(pages[1]).url == "https://quay.example/Heron"


@pytest.mark.parametrize(
    ("data", "name"),
    [(PLAIN[:-300], "x.warc"), (PACKED[:-200], "x.warc.gz"), (ONE_MEMBER[:-60], "x.warc.gz")],
    ids=["plain", "packed", "one member"],
)
def test_a_cut_record_is_refused_and_the_whole_ones_are_kept(tmp_path, data, name):
    pages, refused = archive(tmp_path, data, name)
    assert names(pages)[0] == "Auk"
    assert "Tern" not in names(pages)
    assert len(refused) == 1
    assert refused[0].source.startswith(f"{name}@")


def test_a_cut_record_is_refused_by_where_it_begins(tmp_path):
    _, (refused,) = archive(tmp_path, PACKED[:-200])
    assert refused.source == f"x.warc.gz@{len(packed(*RECORDS[:2]))}"


def test_a_spoilt_record_costs_no_other(tmp_path):
    members = [bytearray(packed(one)) for one in RECORDS]
    members[1][len(members[1]) // 2] ^= 0xFF
    pages, (refused,) = archive(tmp_path, b"".join(members))
    assert names(pages) == ["Auk", "Tern"]
    assert "spoilt" in refused.reason


def test_a_wrong_checksum_is_a_damage_too(tmp_path):
    members = [bytearray(packed(one)) for one in RECORDS]
    members[1][-6] ^= 0xFF
    pages, (refused,) = archive(tmp_path, b"".join(members))
    assert names(pages) == ["Auk", "Tern"]
    assert "damaged" in refused.reason


def test_junk_between_records_is_named(tmp_path):
    pages, (refused,) = archive(tmp_path, packed(RECORDS[0]) + b"junk" * 9 + packed(RECORDS[1]))
    assert names(pages) == ["Auk", "Heron"]
    assert "no" in refused.reason


@pytest.mark.parametrize("length", [10**9, 10**30, -5, "abc", 50, ""])
@pytest.mark.parametrize("pack", [False, True], ids=["plain", "packed"])
def test_a_wrong_length_costs_no_other_record(tmp_path, length, pack):
    data = [RECORDS[0], warc("Heron", length=length), RECORDS[2]]
    name = "x.warc.gz" if pack else "x.warc"
    pages, refused = archive(tmp_path, packed(*data) if pack else b"".join(data), name)
    assert names(pages) == ["Auk", "Tern"]
    assert len(refused) == 1


def test_what_is_no_page_is_counted_and_passed_over(tmp_path):
    picture = answer(b"\x89PNG", headers="Content-Type: image/png")
    data = [
        *(warc("Auk", kind=kind) for kind in ("warcinfo", "request", "metadata", "revisit")),
        warc("gone", answer(html("gone").encode(), "404 Not Found")),
        warc("moved", answer(b"", "302 Found")),
        warc("picture", picture),
        warc("name", b"quay.example. 300 IN A 10.0.0.1", uri="dns:quay.example"),
        warc("Heron"),
    ]
    reading = Reading()
    pages, refused = archive(tmp_path, packed(*data), reading=reading)
    assert (names(pages), refused) == (["Heron"], [])
    assert reading.passed.total() == 8
    assert reading.passed["answers with status 404"] == 1
    assert reading.passed["answers of the kind image/png"] == 1


def test_a_page_kept_without_its_answer_is_read(tmp_path):
    block = html("Auk").encode()
    data = warc("Auk", block, kind="resource", content_type="text/html")
    assert names(archive(tmp_path, data, "x.warc")[0]) == ["Auk"]


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)],
)
def test_packed_answers_are_unpacked_and_bombs_refused(tmp_path, monkeypatch, encoding, pack):
    headers = f"Content-Type: text/html; charset=utf-8\r\nContent-Encoding: {encoding}"
    bomb = answer(pack(b"\0" * 30_000_000), headers=headers)
    good = answer(pack(html("Auk").encode()), headers=headers)
    kept = answer(html("Heron").encode(), headers=headers)  # unpacked, its header left
    spoilt = answer(b"\x1f\x8bspoilt", headers=headers)
    data = [warc("bomb", bomb), warc("Auk", good), warc("Heron", kept), warc("spoilt", spoilt)]
    pages, refused = archive(tmp_path, packed(*data))
    assert names(pages) == ["Auk", "Heron"]
    assert "The Auk will sail" in clean(pages[0]).text
    assert "larger than" in refused[0].reason
    assert "spoilt" in refused[1].reason or "too early" in refused[1].reason


def test_chunks_are_put_together(tmp_path):
    body = html("Auk").encode()
    chunks = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (100, body[:100], len(body) - 100, body[100:])
    headers = "Content-Type: text/html\r\nTransfer-Encoding: chunked"
    pages, _ = archive(tmp_path, warc("Auk", answer(chunks, headers=headers)), "x.warc")
    assert pages[0].body == body


def test_the_charset_of_the_header_helps_where_the_page_says_none(tmp_path):
    body = "<html><head><title>Ş</title></head><body><p>“Şimdi,” dedi Öğün Çağ. Ğ</p></body></html>"
    body = body.replace("“", '"').replace("”", '"')
    headers = "Content-Type: text/html; charset=iso-8859-9"
    block = answer(body.encode("iso-8859-9"), headers=headers)
    (page,), _ = archive(tmp_path, warc("Auk", block), "x.warc")
    assert "dedi Öğün Çağ" in clean(page).text


def test_a_large_record_is_passed_without_being_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("archive.ingest.readers.warc_records.LARGEST_RECORD", 10_000)
    video = answer(b"v" * 50_000, headers="Content-Type: video/mp4")
    page = answer(html("big").encode() + b" " * 50_000)
    data = packed(warc("video", video, kind="conversion"), warc("big", page), RECORDS[0])
    pages, (refused,) = archive(tmp_path, data)
    assert names(pages) == ["Auk"]
    assert "larger than" in refused.reason


def test_a_record_too_large_to_unpack_is_jumped_over(tmp_path, monkeypatch):
    monkeypatch.setattr("archive.ingest.readers.warc_records.LARGEST_SKIP", 20_000)
    monkeypatch.setattr("archive.ingest.readers.warc_records.LARGEST_RECORD", 10_000)
    pages, (refused,) = archive(tmp_path, packed(warc("big", answer(b"\0" * 500_000)), RECORDS[0]))
    assert names(pages) == ["Auk"]
    assert refused.source == "x.warc.gz@0"


@pytest.mark.parametrize("data", [b"", b"plain words", html("Auk").encode()])
@pytest.mark.parametrize("name", ["x.warc", "x.warc.gz"])
def test_other_files_under_that_name_are_refused(tmp_path, data, name):
    pages, (refused,) = archive(tmp_path, data, name)
    assert pages == []
    assert refused.source == name


def test_headers_without_end_are_refused(tmp_path):
    pages, (refused,) = archive(tmp_path, b"WARC/1.0\r\n" + b"X: y\r\n" * 100_000, "x.warc")
    assert pages == []
    assert "kB" in refused.reason
