"""What people checked becomes annotated articles that `evaluate` reads."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from archive.authorship import signed
from archive.extraction import find_quotations
from archive.extraction.scoring import Report, marks_of
from archive.gold import gold
from archive.models import Article, Statement
from tests.factories import make_article, make_person, make_speaker, make_statement

pytestmark = pytest.mark.django_db
TEXT = (
    "Bridge to stay open\n\n"
    "“We will mend the bridge,” Ada Voss said. She said that the toll would go.\n\n"
    "“It is late,” said Ben Orr."
)


@pytest.fixture
def article(db):
    return make_article(TEXT, title="Bridge to stay open")


@pytest.fixture
def rows(article):
    words = {"We will mend the bridge": "Ada Voss", "the toll would go": "Ada Voss"}
    words["It is late"] = "Ben Orr"
    return [make_statement(said, article=article, speaker=who) for said, who in words.items()]


@pytest.fixture
def rosa(db):
    return make_person("curator", "rosa")


def test_an_article_counts_once_every_statement_is_decided_about(rows, rosa):
    rows[0].check_by(rosa)
    rows[1].hide(rosa, "x")
    assert list(gold()) == []
    rows[2].check_by(rosa)
    (only,) = gold()
    assert [TEXT[quote["start"] : quote["end"]] for quote in only["quotes"]] == [
        "We will mend the bridge", "It is late",
    ]  # fmt: skip
    assert (only["text"], only["title"], only["date"]) == (
        TEXT,
        "Bridge to stay open",
        "2023-05-17",
    )


def test_an_article_in_which_all_was_hidden_or_nothing_found_is_left_out(rows, rosa):
    make_article()
    for row in rows:
        row.hide(rosa, "x")
    assert list(gold()) == []


def test_a_corrected_speaker_has_no_mention_of_the_machine_s(rows, rosa):
    with signed(rosa, "/admin/"):
        rows[0].edit(rosa, speaker=make_speaker("Cyd Roe"))
        rows[1].edit(rosa, kind="indirect")
        rows[2].check_by(rosa)
    first, second, third = next(gold())["quotes"]
    assert (first["speaker"], first["speaker_canonical"]) == (None, "Cyd Roe")
    assert second["kind"] == "indirect" and second["speaker"]["text"] == "Ada Voss"
    assert third["speaker"] == {
        "start": TEXT.index("Ben"),
        "end": TEXT.index("Ben") + 7,
        "text": "Ben Orr",
    }


def test_what_only_an_older_text_has_is_left_out(rows, rosa, article):
    for row in rows:
        row.check_by(rosa)
    newer = article.versions.get()
    newer.pk, newer.number, newer.text = None, 2, TEXT.replace("“It is late,” said Ben Orr.", "")
    newer.fingerprint = "f" * 64
    newer.save()
    article.current_version = newer
    article.save()
    Statement.objects.filter(pk__in=[row.pk for row in rows[:2]]).update(version=newer)
    assert len(next(gold())["quotes"]) == 2


def test_evaluate_and_the_scorer_read_what_is_written(rows, rosa, tmp_path, capsys):
    for row in rows:
        row.check_by(rosa)
    path = tmp_path / "gold.jsonl"
    call_command("gold", str(path))
    assert capsys.readouterr().err == "1 checked articles with 3 statements\n"
    assert list(tmp_path.iterdir()) == [path]
    call_command("evaluate", str(path))
    assert "| all | 3 |" in capsys.readouterr().out
    report = Report()
    for line in path.read_text(encoding="utf-8").splitlines():
        document, marks = marks_of(json.loads(line))
        assert [document.text[m.span.start : m.span.end] for m in marks] == [r.text for r in rows]
        report.add(document, marks, find_quotations(document))
    assert report.scores["all"].marked == 3


def test_the_machine_scores_full_marks_on_what_it_found_and_people_accepted(db, rosa, tmp_path):
    call_command("sample", "--load", stdout=io.StringIO(), stderr=io.StringIO())
    statements = Statement.objects.filter(article__in=Article.objects.order_by("pk")[:10])
    for statement in statements.filter(status="machine"):
        statement.check_by(rosa)
    report = Report()
    for row in gold():
        document, marks = marks_of(json.loads(json.dumps(row)))
        report.add(document, marks, find_quotations(document))
    assert report.documents >= 8 and report.scores["all"].span_f1 > 0.98


def test_a_file_that_cannot_be_written_is_one_line(rows, tmp_path):
    with pytest.raises(CommandError, match="cannot write"):
        call_command("gold", str(tmp_path / "no" / "gold.jsonl"))


def test_the_standard_output_is_a_file_too(rows, rosa, capsys):
    for row in rows:
        row.check_by(rosa)
    call_command("gold", "-")
    assert json.loads(capsys.readouterr().out)["id"] == rows[0].article.source
