"""Packed files: .gz and .zip of anything, bombs, cuts, hostile names."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from tests.ingest.readers.files import as_lines, found, html, packed, record, texts, warc

LINES = as_lines(record("Dolphin"), record("Heron")).encode()


def zipped(**members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "count"),
    [
        ("a.txt.gz", b"Ferry sails\n\nShe sailed, said Ana Tull, the mayor.", 1),
        ("a.html.gz", html("Dolphin").encode(), 1),
        ("a.jsonl.gz", LINES, 2),
        ("a.gz", LINES, 2),
        ("a.csv.gz", b'title,text\nFerry,"She sailed, said Ana Tull."\n', 1),
    ],
)
def test_one_packed_file_is_read_as_what_it_holds(tmp_path, name, data, count):
    (tmp_path / name).write_bytes(gzip.compress(data))
    pages, refused = found(tmp_path)
    assert (len(pages), refused) == (count, [])
    assert pages[0].source.startswith(name)


def test_a_cut_file_gives_what_could_be_unpacked_and_says_so(tmp_path):
    lines = as_lines(*(record(f"Ship{n}", id=n) for n in range(3000))).encode()
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines)[:-3000])
    pages, refused = found(tmp_path)
    assert len(pages) > 1000
    assert refused[-1].source == "a.jsonl.gz"
    assert "cut off" in refused[-1].reason


def test_the_files_in_a_zip_are_read_each_as_its_kind(tmp_path):
    files = {
        "a/ferry.html": html("Dolphin"),
        "wire.jsonl": LINES,
        "crawl.warc.gz": packed(warc("Auk"), warc("Tern")),
        "b.txt.gz": gzip.compress(b"Ferry sails\n\nShe sailed, said Ana Tull, the mayor."),
        "__MACOSX/x.txt": "no",
        ".hidden": "no",
        "folder/": "",
    }
    path = tmp_path / "all.zip"
    path.write_bytes(zipped(**files))
    pages, refused = found(path)
    assert (len(pages), refused) == (6, [])
    assert pages[0].source == "all.zip/a/ferry.html"
    assert pages[0].origin == path.as_uri() + "#a/ferry.html"
    assert len({page.origin for page in pages}) == 6
    assert "Dolphin" in texts(pages)[0]


@pytest.mark.parametrize("name", ["../x.txt", "/tmp/x.txt", "a/../../x.txt", "c:\\x.txt"])
def test_a_name_that_leads_out_is_refused(tmp_path, name):
    (tmp_path / "a.zip").write_bytes(zipped(**{name: html("Heron"), "good.html": html("Auk")}))
    pages, (refused,) = found(tmp_path)
    assert [page.source for page in pages] == ["a.zip/good.html"]
    assert "leads out" in refused.reason


def test_bombs_are_refused_and_cost_no_other_file(tmp_path):
    bomb = b"\0" * 20_000_000
    (tmp_path / "a.zip").write_bytes(zipped(**{"bomb.txt": bomb, "good.html": html("Auk")}))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(bomb))
    pages, refused = found(tmp_path)
    assert [page.source for page in pages] == ["a.zip/good.html"]
    assert [one.source for one in refused] == ["a.zip/bomb.txt", "b.jsonl.gz"]
    assert all("bomb" in one.reason for one in refused)


def test_a_bomb_that_hides_its_size_is_stopped(tmp_path):
    data = bytearray(zipped(**{"bomb.txt": b"\0" * 20_000_000}))
    at = data.index(b"PK\x01\x02") + 24  # the size unpacked, in the directory
    data[at : at + 4] = (1000).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(data)
    pages, refused = found(tmp_path)
    assert (pages, len(refused)) == ([], 1)


def test_packing_without_end_is_refused(tmp_path):
    data = b"x" * 100
    for _ in range(10):
        data = gzip.compress(data)
    (tmp_path / "a.txt.gz").write_bytes(data)
    (tmp_path / "b.zip").write_bytes(zipped(**{"c.zip": zipped(**{"d.zip": zipped(x="y")})}))
    pages, refused = found(tmp_path)
    assert pages == []
    assert ["times over" in one.reason for one in refused] == [True, True]


def test_an_encrypted_file_is_refused_by_name(tmp_path):
    data = bytearray(zipped(**{"a.txt": "secret"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    _, (refused,) = found(tmp_path)
    assert refused.source == "a.zip/a.txt"
    assert "encrypted" in refused.reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped(**{"[Content_Types].xml": "x", "word/document.xml": "x"}), "office"),
        (zipped(), "without files"),
        (zipped(a="x" * 1000)[:-30], "damaged"),
        (b"PK\x03\x04" + b"x" * 100, "damaged"),
        (b"no zip", "not zip"),
    ],
    ids=["office", "empty", "cut", "damaged", "no zip"],
)
def test_what_is_no_archive_of_articles_is_refused(tmp_path, data, reason):
    (tmp_path / "a.zip").write_bytes(data)
    pages, (refused,) = found(tmp_path)
    assert pages == []
    assert reason in refused.reason
