"""Readers: every file is a page or a refusal with a reason, and nothing is raised."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from archive.ingest.page import Page, Refused
from archive.ingest.readers import count_files, limits, read


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a/z.html", "a/c.HTM", ".hidden.txt", ".git/x.txt", "old.txt~"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"text of {name}")
    return tmp_path


def sources(path):
    return [found.source for found in read(path)]


def test_a_folder_is_read_in_order_without_hidden_files(folder):
    assert sources(folder) == ["b.txt", "a/c.HTM", "a/z.html"]
    assert count_files(folder) == 3


def test_a_single_file_is_named_by_its_name(folder):
    (found,) = read(folder / "b.txt")
    assert found == Page("b.txt", (folder / "b.txt").as_uri(), b"text of b.txt")


def test_unknown_kinds_are_refused_with_the_reason(folder):
    (folder / "x.exe").write_bytes(b"MZ")
    refused = [found for found in read(folder) if isinstance(found, Refused)]
    assert [one.source for one in refused] == ["x.exe"]
    assert "no known kind" in refused[0].reason


def test_html_without_a_known_name_is_read(tmp_path):
    (tmp_path / "page").write_text("<!doctype html><p>x</p>")
    assert isinstance(next(read(tmp_path)), Page)


def test_a_text_without_an_ending_in_its_name_is_read(tmp_path):
    (tmp_path / "note").write_text(
        "Ferry sails\n\n“She sails,” said Ana Tull, the mayor of the port."
    )
    (tmp_path / "key").write_bytes(bytes(range(256)))
    assert [isinstance(one, Page) for one in read(tmp_path)] == [False, True]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"text": "One."}\n{"text": "Two."}\n', "application/json"),
        (b"text,title\nOne.,x\nTwo.,y\n", "application/json"),
        (b"<!doctype html><p>One</p>", None),
    ],
)
def test_standard_input_is_read_as_what_it_holds(monkeypatch, body, kind):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(body)))
    found = list(read(Path("-")))
    assert all(isinstance(one, Page) and one.media_type == kind for one in found)
    assert len(found) == (2 if kind else 1)
    assert found[0].origin.startswith("stdin:")


def test_nothing_on_standard_input_is_refused(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    (refused,) = read(Path("-"))
    assert isinstance(refused, Refused) and refused.source == "stdin"


def test_a_missing_file_is_refused(tmp_path):
    (found,) = read(tmp_path / "no.txt")
    assert isinstance(found, Refused)


def test_pipes_links_out_and_loops_are_refused_or_passed_over(tmp_path):
    inside = tmp_path / "in"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (inside / "good.txt").write_text("good")
    (inside / "leak.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "gone.txt").symlink_to("nowhere")
    (inside / "loop").symlink_to(inside)
    os.mkfifo(inside / "pipe.txt")
    found = list(read(inside))
    assert [one.source for one in found if isinstance(one, Page)] == ["good.txt"]
    assert {one.source for one in found if isinstance(one, Refused)} == {
        "leak.txt",
        "gone.txt",
        "pipe.txt",
    }


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("archive.ingest.readers.single.LARGEST_FILE", 10)
    (tmp_path / "a.txt").write_text("longer than ten")
    origin = (tmp_path / "a.txt").as_uri()
    assert list(read(tmp_path)) == [Refused("a.txt", limits.TOO_LARGE, origin)]


def test_names_are_shown_on_one_line(tmp_path):
    (tmp_path / "new\nline\x1b[31m.txt").write_text("x")
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    assert all(source.isprintable() for source in sources(tmp_path))
    assert len(sources(tmp_path)) == 2


def test_each_line_of_json_is_a_page(tmp_path):
    path = tmp_path / "wire.jsonl"
    lines = [{"text": "One."}, {"text": "Two.", "source": "two"}]
    path.write_text("\ufeff" + "\r\n\r\n".join(json.dumps(line) for line in lines))
    found = list(read(path))
    assert [one.source for one in found] == ["wire.jsonl:1", "two"]
    assert all(one.media_type == "application/json" for one in found)
    assert found[1].origin == path.as_uri() + "#two"


def test_a_record_keeps_its_origin_when_another_is_put_before_it(tmp_path):
    path = tmp_path / "wire.jsonl"
    path.write_text('{"text": "One."}\n')
    (before,) = read(path)
    path.write_text('{"text": "Zero."}\n{"text": "One."}\n')
    assert [one.origin for one in read(path)][1] == before.origin


@pytest.mark.parametrize("line", ["{", "[]", "5", "null", "{}", '{"text": 7}', "[" * 100_000])
def test_a_line_that_is_no_record_is_refused_by_its_number(tmp_path, line):
    path = tmp_path / "wire.jsonl"
    path.write_text(f'{{"text": "One."}}\n{line}\n{{"text": "Three."}}\n')
    first, second, third = read(path)
    assert isinstance(first, Page) and isinstance(third, Page)
    assert isinstance(second, Refused)
    assert second.source == "wire.jsonl:2"
