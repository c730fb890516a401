"""manage.py export and import: files and pipes, gzip, one clear line, an exit code that tells."""

from __future__ import annotations

import gzip
import io
import sys
import threading
from types import SimpleNamespace

import pytest
from django.db import connection

from archive.dump import dump_lines
from archive.models import Article, Statement
from archive.portable import export_lines, snapshot
from tests.factories import make_statement
from tests.portable.archive_files import empty
from tests.test_commands import run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive():
    make_statement("The bridge stays open.")
    return list(dump_lines())


@pytest.mark.parametrize("name", ["archive.jsonl", "archive.jsonl.gz"])
def test_an_archive_moves_by_a_file(name, archive, tmp_path):
    file = tmp_path / name
    code, line = run("export", file)
    assert (code, line) == (
        0, "exported 1 outlet, 1 speaker, 1 batch, 1 article, 1 version, 1 statement\n",
    )  # fmt: skip
    first = file.read_bytes()
    assert (first[:2] == b"\x1f\x8b") == name.endswith(".gz")
    empty()
    code, line = run("import", file)
    assert (code, line.split(",")[0]) == (0, "imported 1 outlet")
    assert list(dump_lines()) == archive
    run("export", file)
    assert file.read_bytes() == first
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_pipe_carries_it_and_compression_is_known_by_content(archive, capsysbinary, monkeypatch):
    run("export", "-")
    sent = capsysbinary.readouterr().out
    assert sent.startswith(b'{"onrecord":"archive","format":1,') and sent.endswith(b'"}\n')
    for arrived in (sent, gzip.compress(sent)):
        empty()
        pipe = io.BufferedReader(io.BytesIO(arrived))
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=pipe))
        assert run("import", "-")[0] == 0
        assert list(dump_lines()) == archive


def test_a_place_that_cannot_be_written_is_one_line(archive, tmp_path):
    code, line = run("export", tmp_path / "nowhere" / "archive.jsonl")
    assert code == 1 and "cannot be written: No such file or directory" in line
    assert "\n" not in line


def test_a_full_disk_leaves_no_half_file(archive, tmp_path, monkeypatch):
    old = tmp_path / "archive.jsonl"
    old.write_text("the export of yesterday")

    def full():
        yield "{}"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("archive.management.commands.export.export_lines", full)
    code, line = run("export", old)
    assert code == 1 and "No space left on device" in line
    assert [path.name for path in tmp_path.iterdir()] == ["archive.jsonl"]
    assert old.read_text() == "the export of yesterday"


def test_a_missing_file_and_a_folder_are_one_line(tmp_path):
    for name in (tmp_path / "none.jsonl", tmp_path):
        code, line = run("import", name)
        assert code == 2 and "cannot be read" in line and "\n" not in line


def test_an_archive_with_content_is_left_alone(archive, tmp_path):
    file = tmp_path / "archive.jsonl"
    run("export", file)
    code, line = run("import", file)
    assert code == 2 and "the archive is not empty, it holds 1 article" in line
    assert list(dump_lines()) == archive


def test_a_damaged_file_stores_nothing(archive, tmp_path):
    file = tmp_path / "archive.jsonl"
    run("export", file)
    file.write_bytes(file.read_bytes()[:-80])
    empty()
    code, line = run("import", file)
    assert code == 1
    assert "archive.jsonl is refused, nothing was stored: line 8: the file ends within" in line
    assert not Article.objects.exists()


@pytest.mark.parametrize("command", ["export", "import"])
def test_an_interruption_leaves_nothing(command, archive, tmp_path, monkeypatch):
    file = tmp_path / "archive.jsonl"
    run("export", file)
    empty()

    def interrupted(*_):
        raise KeyboardInterrupt

    work = {"export": "export_lines", "import": "load"}[command]
    monkeypatch.setattr(f"archive.management.commands.{command}.{work}", interrupted)
    code, line = run(command, file)
    assert code == 130 and line.startswith("interrupted; n")
    assert [path.name for path in tmp_path.iterdir()] == ["archive.jsonl"]


def test_an_export_shows_one_moment_whatever_comes_in_meanwhile(archive):
    def ingest():
        make_statement("It came in meanwhile.")
        connection.close()

    with snapshot():
        lines = export_lines()
        begun = [next(lines)]
        other = threading.Thread(target=ingest)
        other.start()
        other.join()
        text = "\n".join([*begun, *lines])
    assert Statement.objects.count() == 2
    assert "meanwhile" not in text
    assert text.count('"type":"statement"') == text.count('"type":"article"') == 1


def test_an_ingest_waits_while_an_import_goes_on(archive, tmp_path, monkeypatch):
    file = tmp_path / "archive.jsonl"
    run("export", file)
    empty()
    waited = []

    def ingest():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
        try:
            make_statement("It wants to come in.")
        except Exception as error:
            waited.append(type(error.__cause__).__name__)
        connection.close()

    def load_and_ingest():
        other = threading.Thread(target=ingest)
        other.start()
        other.join()

    monkeypatch.setattr("archive.portable.loading._check_invariants", load_and_ingest)
    assert run("import", file)[0] == 0
    assert waited == ["LockNotAvailable"]
    assert list(dump_lines()) == archive
