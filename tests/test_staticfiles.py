"""The folder of static files: filled again when they change, never emptied when it is not ours."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from django.conf import settings
from django.test import override_settings

from archive.staticfiles import collect_static


def test_a_folder_that_holds_other_things_keeps_them(tmp_path):
    (tmp_path / "letters.txt").write_text("dear")
    with override_settings(STATIC_ROOT=tmp_path):
        assert collect_static()
    assert (tmp_path / "letters.txt").read_text() == "dear"
    assert (tmp_path / "archive" / "style.css").exists()


def test_what_an_older_version_left_goes_and_the_same_again_does_nothing(tmp_path):
    with override_settings(STATIC_ROOT=tmp_path):
        assert collect_static()
        assert not collect_static()
        (tmp_path / "old.css").write_text("old")
        (tmp_path / "made-from.sha256").write_text("other files")
        assert collect_static()
    assert not (tmp_path / "old.css").exists()
    assert (tmp_path / "archive" / "style.css").exists()


def test_code_of_others_is_what_was_published():
    folder = Path(settings.ROOT) / "static" / "archive" / "vendor"
    line = re.compile(r"^\| (\S+\.js) \|.*\| (\w{64}) \|$", re.M)
    told = dict(line.findall((folder / "README.md").read_text()))
    files = folder.glob("*.js")
    assert told == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert told
