"""`python -m archive.extraction`: documents in, quotations out, one line each."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import Any

from archive.extraction.__main__ import run

GOOD = json.dumps({"id": "a", "text": "“We will wait,” said Ada Example.", "date": "2031-05-02"})


def outcome(*lines: str, that: bool = False) -> tuple[int, list[dict[str, Any]], str]:
    output, errors = io.StringIO(), io.StringIO()
    status = run(lines, output, errors, that=that)
    return status, [json.loads(line) for line in output.getvalue().splitlines()], errors.getvalue()


def test_a_document_gives_its_quotations_with_offsets() -> None:
    status, (document,), errors = outcome(GOOD)
    assert (status, errors) == (0, "")
    (quote,) = document["quotes"]
    assert document["id"] == "a"
    assert (quote["start"], quote["end"], quote["kind"]) == (1, 13, "direct")
    assert quote["speaker"] == {"start": 21, "end": 32, "text": "Ada Example"}
    assert quote["speaker_canonical"] == "Ada Example"
    assert quote["cue"] == {"start": 16, "end": 20, "text": "said"}


def test_a_bad_line_is_named_and_the_good_ones_are_written() -> None:
    status, documents, errors = outcome("{no", GOOD, '{"id": 5, "text": ""}', "[1]", "")
    assert status == 1
    assert [d["id"] for d in documents] == ["a"]
    assert [line.split(":")[0] for line in errors.splitlines()] == ["line 1", "line 3", "line 4"]


def test_the_corpus_custom_keeps_the_opening_that() -> None:
    line = json.dumps({"id": "b", "text": "Ada Example said that the dam is safe."})
    plain, kept = outcome(line)[1], outcome(line, that=True)[1]
    assert plain[0]["quotes"][0]["start"] == 22
    assert kept[0]["quotes"][0]["start"] == 17


def test_it_runs_as_a_program_without_django() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "archive.extraction"],
        input=f"{GOOD}\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["id"] == "a"
    assert "django" not in done.stderr
