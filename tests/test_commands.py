"""The commands: arguments in, report out, an exit code that tells."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection

from archive.audit import INVARIANTS, violations
from archive.extraction import VERSION
from archive.extraction.scoring import Report
from archive.ingest.bundled import MEASURED
from archive.management.commands.evaluate import write
from archive.models import Article, ImportBatch, ImportProblem, Outlet, Speaker, Statement
from tests.factories import make_statement

pytestmark = pytest.mark.django_db

BRIDGE = """Harbour bridge to open in May

PORT ELDRA, 2 May 2023. /Nord Press/. The harbour bridge will open in May, minister Ada Voss said.

“We will open the bridge in May,” Voss told reporters. “It has cost 40 million crowns.”
"""
FERRY = """<!doctype html><html lang="en"><head><title>Ferry stops | The Quay Post</title>
<meta property="og:title" content="Old ferry stops for good">
<meta property="og:site_name" content="The Quay Post">
<meta property="article:published_time" content="2023-06-01T08:30:00+00:00">
<link rel="canonical" href="https://quay.example/ferry"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Old ferry stops for good</h1>
<p>The old ferry made its last crossing on Thursday, with two hundred people on board and a band on
the quay that played until the ropes were fast.</p>
<p>“I have steered her for thirty years,” said captain Ben Orr. “She deserves her rest.”</p>
<p>The harbour office said that the ferry would become a museum as soon as a berth was found.</p>
</article><footer>About us. Contact. Cookies.</footer></body></html>
"""

CHANGE_ONE = """UPDATE archive_statement SET text = text || '!'
                WHERE id = (SELECT min(id) FROM archive_statement)"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (tmp_path / "ferry.html").write_text(FERRY, encoding="utf-8")
    return tmp_path


def run(*arguments) -> tuple[int, str]:
    """Call a command; return its exit code and what it printed."""
    output, code = StringIO(), 0
    try:
        call_command(*map(str, arguments), stdout=output, stderr=StringIO())
    except SystemExit as ended:
        code = ended.code
    except CommandError as error:
        code = error.returncode
        output.write(str(error))
    return code, output.getvalue()


def test_a_folder_goes_in_and_the_same_again_changes_nothing(folder):
    code, line = run("ingest", folder)
    last = line.splitlines()[-1]
    assert (code, last.split(";")[0]) == (0, "ingested 2 articles: 2 new, 0 changed, 0 unchanged")
    before = run("dump")
    code, line = run("ingest", folder)
    assert "0 new, 0 changed, 2 unchanged; 0 statements; 0 refused" in line
    assert run("dump") == before
    assert run("verify")[0] == 0


def test_what_a_page_says_of_itself_is_kept(folder):
    run("ingest", folder)
    ferry = Article.objects.get(source="ferry.html")
    assert (ferry.title, ferry.outlet.name) == ("Old ferry stops for good", "The Quay Post")
    assert ferry.canonical_url == "https://quay.example/ferry"
    assert ferry.published_at.isoformat() == "2023-06-01T08:30:00+00:00"
    assert (ferry.date_precision, ferry.date_basis) == ("minute", "stated")
    assert "Cookies" not in ferry.current_version.text
    steered = Statement.objects.get(text__startswith="I have steered")
    assert (steered.speaker.name, steered.kind, steered.outlet.name) == (
        "Ben Orr", "direct", "The Quay Post",
    )  # fmt: skip
    bridge = Article.objects.get(source="a/bridge.txt")
    assert (bridge.outlet.name, str(bridge.published_at.date())) == ("Nord Press", "2023-05-02")


def test_one_bad_file_stops_nobody(folder):
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    code, line = run("ingest", folder)
    assert code == 1
    assert "2 new" in line and "2 refused" in line
    problems = ImportProblem.objects.all()
    assert {problem.source for problem in problems} == {"empty.txt", "noise.txt"}
    run("ingest", folder)
    assert ImportProblem.objects.count() == 2


def test_a_problem_is_settled_when_the_file_is_mended(folder):
    (folder / "later.txt").write_bytes(b"")
    run("ingest", folder)
    (folder / "later.txt").write_text(BRIDGE.replace("bridge", "tunnel"), encoding="utf-8")
    run("ingest", folder)
    assert ImportProblem.objects.get().settled_at is not None


def test_a_program_reads_the_report_as_json(folder):
    (folder / "empty.txt").write_bytes(b"")
    code, line = run("ingest", folder, "--json")
    report = json.loads(line)
    assert (code, report["new"], report["articles"]) == (1, 2, 2)
    assert report["refused"][0]["source"] == "empty.txt" and report["refused"][0]["reason"]


def test_what_the_operator_knows_goes_before_what_the_text_says(folder):
    table = folder / "articles.csv"
    table.write_text(
        "source,title,outlet,url,published_at\n"
        "bridge.txt,Bridge opens,Eldra Courier,https://eldra.example/b,2023-05-03\n"
        "nothing.txt,,,,2020\n"
    )
    code, _ = run("ingest", folder / "a", "--metadata", table)
    assert code == 0
    article = Article.objects.get()
    assert (article.title, article.outlet.name) == ("Bridge opens", "Eldra Courier")
    assert (str(article.published_at.date()), article.date_basis) == ("2023-05-03", "given")
    assert {str(day) for day in Statement.objects.values_list("said_on", flat=True)} == {
        "2023-05-03"
    }
    run("ingest", folder / "a")
    article.refresh_from_db()
    assert (article.title, article.date_basis) == ("Bridge opens", "given")


def test_a_given_date_keeps_what_the_article_prints(folder):
    (folder / "open.txt").write_text(
        "A day at sea\n\nPORT ELDRA, March 4. /Nord Press/. “We saw whales,” said Ben Orr.\n"
    )
    table = folder / "articles.csv"
    table.write_text("source,published_at\nopen.txt,2023-03-04\n")
    run("ingest", folder / "open.txt", "--metadata", table)
    article = Article.objects.get()
    assert (article.date_printed, article.date_basis) == ("March 4", "given")
    assert str(article.published_at.date()) == "2023-03-04"


def test_options_for_all_fill_what_the_files_leave_open(folder):
    (folder / "open.txt").write_text(
        "A day at sea\n\n“We saw whales,” said Ben Orr of the ferry.\n"
    )
    run("ingest", folder, "--outlet", "The Archive", "--published", "2023-05")
    known = {row.source: (row.outlet.name, row.date_precision) for row in Article.objects.all()}
    assert known["ferry.html"] == ("The Quay Post", "minute")
    assert known["open.txt"] == ("The Archive", "month")
    run("ingest", folder, "--outlet", "Another", "--published", "2022")
    assert Article.objects.get(source="open.txt").outlet.name == "The Archive"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("title\nx\n", "source"),
        ("source,colour\na.txt,red\n", "colour"),
        ("source,published_at\na.txt,soon\n", "'soon' is no date"),
        ("source,published_at\na.txt,2023-02-31\n", "is no date"),
        ("source,title\na.txt,x\na.txt,y\n", "twice"),
        ("", "nothing"),
    ],
)
def test_a_wrong_table_is_one_clear_line_and_nothing_is_stored(folder, table, said):
    path = folder / "wrong.csv"
    path.write_text(table)
    code, line = run("ingest", folder / "a", "--metadata", path)
    assert code == 2
    assert said in line and "\n" not in line.strip()
    assert not Article.objects.exists()


@pytest.mark.parametrize("arguments", [["/there/is/nothing"], [".", "--published", "soon"]])
def test_wrong_usage_is_one_clear_line(arguments):
    code, line = run("ingest", *arguments)
    assert code == 2 and "\n" not in line.strip()
    assert not ImportBatch.objects.exists()


def behind_the_database_s_back(sql: str) -> None:
    """Run `sql` as an owner who turns the guards off and on again."""
    tables = ("archive_statement", "archive_articleversion", "archive_article")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(sql)
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_verify_finds_a_text_that_was_changed_behind_the_database_s_back(folder):
    run("ingest", folder)
    behind_the_database_s_back(CHANGE_ONE)
    code, lines = run("verify")
    assert code == 1
    assert f"statement {Statement.objects.order_by('pk').first().pk}: the words are" in lines
    assert "1 violations" in lines


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE archive_statement SET mention = 'x' || mention WHERE mention <> ''",
        "UPDATE archive_statement SET cue = 'x' || cue WHERE cue <> ''",
        "UPDATE archive_statement SET quoted = '{{0,1}}'",
        "UPDATE archive_statement SET outlet_id = NULL",
        "UPDATE archive_statement SET said_on = said_on + 1",
        "UPDATE archive_statement SET nested_in_id = id",
        "UPDATE archive_articleversion SET number = 2",
        "UPDATE archive_articleversion SET text = text || chr(57344)",
        "UPDATE archive_article SET current_version_id = NULL",
        "ALTER TABLE archive_statement DISABLE TRIGGER archive_statement_is_its_span",
        "ALTER TABLE archive_articleversion DISABLE TRIGGER archive_version_text_stays",
    ],
)
def test_verify_finds_what_else_was_spoiled(spoil, folder):
    run("ingest", folder)
    if spoil.startswith("UPDATE"):
        behind_the_database_s_back(spoil)
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(spoil)
    assert run("verify")[0] == 1


def test_every_invariant_is_a_query_that_runs():
    assert len(INVARIANTS) > 15
    assert [row for invariant in INVARIANTS for row in violations(invariant)] == []


def test_the_dump_knows_no_ids_and_no_clocks(folder, tmp_path_factory):
    run("ingest", folder)
    first = run("dump")[1]
    rows = [json.loads(line) for line in first.splitlines()]
    assert {row["type"] for row in rows} == {"article", "speaker", "statement"}
    assert not any("id" in row or "fetched_at" in row for row in rows)
    # The same articles, in the other order, into an archive that has had others before.
    for model in (Statement, Article):
        Article.objects.update(current_version=None)
        model.objects.all().delete()
    Speaker.objects.all().delete()
    Outlet.objects.all().delete()
    run("ingest", folder / "ferry.html")
    run("ingest", folder)
    assert run("dump")[1] == first


def test_the_dump_tells_decisions(folder):
    run("ingest", folder)
    Statement.objects.first().hide(User.objects.create_user("curator"), reason="not one")
    hidden = [json.loads(line) for line in run("dump")[1].splitlines() if '"hidden"' in line]
    assert [(row["decided_by"], row["reason"]) for row in hidden] == [("curator", "not one")]


def test_the_doctor_finds_this_database_in_order():
    code, lines = run("doctor")
    assert code == 0
    assert "connected to PostgreSQL" in lines and "0 migrations waiting" in lines
    assert "wrong" not in lines


def test_the_sample_goes_in_and_out_and_leaves_the_rest():
    mine = make_statement("The bridge stays open.", speaker="Zora Unlikely", outlet="My Own Paper")
    code, line = run("sample", "--load")
    assert code == 0 and "0 refused" in line
    assert Article.objects.count() >= 41
    assert run("verify")[0] == 0
    code, line = run("sample", "--remove")
    assert code == 0 and line.startswith("removed ")
    assert list(Statement.objects.all()) == [mine]
    assert [row.name for row in Outlet.objects.all()] == ["My Own Paper"]
    assert [row.name for row in Speaker.objects.all()] == ["Zora Unlikely"]


def test_the_measured_accuracy_that_is_shown_is_the_one_of_this_extractor():
    shown = json.loads(MEASURED.read_text(encoding="utf-8"))
    out = StringIO()
    call_command("evaluate", "--json", stdout=out)
    assert shown["figures"] == json.loads(out.getvalue()), "run manage.py evaluate --write"
    assert shown["extractor"] == VERSION


def test_the_day_of_a_measurement_stays_while_its_figures_do(tmp_path):
    path, report = tmp_path / "measured.json", Report()
    write(report, path)
    path.write_text(path.read_text().replace(json.loads(path.read_text())["day"], "2020-01-01"))
    write(report, path)
    assert json.loads(path.read_text())["day"] == "2020-01-01"
    report.documents = 1
    write(report, path)
    assert json.loads(path.read_text())["day"] != "2020-01-01"
