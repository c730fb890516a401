"""manage.py reextract: which articles, what is printed, and what a kill leaves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from archive.audit import INVARIANTS, violations
from archive.extraction import VERSION
from archive.models import Article, ArticleVersion, Speaker, Statement
from tests.test_commands import BRIDGE, FERRY, run

ROOT = Path(__file__).resolve().parent.parent
MANY = 60
database = pytest.mark.django_db


@pytest.fixture
def two(db, tmp_path):
    """Ingest an article of May 2023 and one of June, as an older extractor read them."""
    (tmp_path / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (tmp_path / "ferry.html").write_text(FERRY, encoding="utf-8")
    run("ingest", tmp_path)
    age()
    return Article.objects.get(source="bridge.txt"), Article.objects.get(source="ferry.html")


def age() -> None:
    """Leave in every article a speaker that the current extractor corrects, and one to find."""
    wrong = Speaker.objects.get_or_create(name="Wrong One", defaults={"slug": "wrong"})[0]
    Statement.objects.update(extractor="rules/0", nested_in=None, continues=None)
    for article in Article.objects.all():
        first, *others = article.statements.order_by("start")
        Statement.objects.filter(pk=first.pk).update(speaker=wrong, name="Wrong One")
        if others:
            others[-1].delete()
    ArticleVersion.objects.update(extractor="rules/0")


def unread() -> int:
    return ArticleVersion.objects.exclude(extractor=VERSION).count()


def test_all_that_another_extractor_read_is_read_anew_once(two):
    code, line = run("reextract")
    assert (code, line) == (
        0, "read 2 articles, changed 2: 2 kept, 2 changed, 2 new\n",
    )  # fmt: skip
    assert unread() == 0 and not Statement.objects.filter(speaker__name="Wrong One").exists()
    assert run("reextract") == (0, "read 0 articles, changed 0: nothing\n")
    assert run("reextract", "--all")[1].startswith("read 2 articles, changed 0: 6 kept")
    assert run("verify")[0] == 0


def test_a_dry_run_says_what_would_change(two):
    before = list(Statement.objects.values())
    code, text = run("reextract", "--dry-run")
    lines = text.splitlines()
    bridge, _ = two
    assert code == 0
    assert lines[0].startswith(f"article {bridge.pk} “Harbour bridge to open in May”: ")
    changed = [line for line in lines if line.startswith("  changed")]
    assert len(changed) == 2 and all("Wrong One → " in line for line in changed)
    assert sum(line.startswith("  new") for line in lines) == 2
    assert lines[-1] == "read 2 articles, would change 2: 2 kept, 2 changed, 2 new"
    assert list(Statement.objects.values()) == before and unread() == 2


def test_a_program_reads_what_would_change(two):
    _, text = run("reextract", "--dry-run", "--json")
    *articles, summary = map(json.loads, text.splitlines())
    assert [row["type"] for row in articles] == ["article", "article"]
    change = next(row for row in articles[0]["statements"] if row["what"] == "changed")
    assert change["before"]["speaker"] == "Wrong One"
    assert change["after"]["speaker"] == "Ada Voss"
    assert (summary["dry_run"], summary["changed_articles"], summary["new"]) == (True, 2, 2)
    _, text = run("reextract", "--json")
    assert json.loads(text.splitlines()[-1]) == summary | {"dry_run": False}


@pytest.mark.parametrize(
    ("options", "read"),
    [
        (["--outlet", "the-quay-post"], {"ferry.html"}),
        (["--until", "2023-05-31"], {"bridge.txt"}),
        (["--since", "2023-05-02", "--until", "2023-05-02"], {"bridge.txt"}),
        (["--since", "2023-05-03"], {"ferry.html"}),
        (["--since", "9999-12-31"], set()),
    ],
)
def test_some_are_chosen(options, read, two):
    assert run("reextract", *options)[0] == 0
    done = Article.objects.filter(current_version__extractor=VERSION)
    assert set(done.values_list("source", flat=True)) == read


def test_articles_are_chosen_by_their_ids(two):
    assert run("reextract", "--article", two[1].pk)[1].startswith("read 1 article, ")
    assert unread() == 1


@database
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--article", 99], "there is no article 99"),
        (["--outlet", "nobody"], "there is no outlet 'nobody'"),
        (["--since", "soon"], "'soon' is no day: write 2021-06-15"),
        (["--until", "2023-02-31"], "'2023-02-31' is no day"),
    ],
)
def test_wrong_usage_is_one_clear_line(options, said):
    code, line = run("reextract", *options)
    assert code == 2 and said in line and "\n" not in line.strip()


def test_an_article_that_cannot_be_stored_stops_no_other(two, caplog):
    with connection.cursor() as cursor:
        cursor.execute(
            f"""CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN RAISE EXCEPTION ''no way''; END';
                CREATE TRIGGER refuse BEFORE UPDATE OF extractor ON archive_articleversion
                FOR EACH ROW WHEN (NEW.article_id = {two[0].pk})
                EXECUTE FUNCTION refuse()"""
        )
    code, line = run("reextract")
    assert code == 1 and line.endswith("; 1 failed\n")
    assert unread() == 1
    assert Statement.objects.filter(article=two[0], extractor=VERSION).count() == 0


def test_an_interruption_says_how_to_go_on(two, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("archive.management.commands.reextract.Reextraction.run", interrupted)
    assert run("reextract") == (
        130, "interrupted; what was read is stored. Run it again to go on",
    )  # fmt: skip
    assert run("reextract", "--all")[1].endswith("Run it without --all to go on")


@pytest.fixture
def many(transactional_db, tmp_path):
    """Ingest many articles, as an older extractor read them; return what is to come of them."""
    for number in range(MANY):
        text = BRIDGE.replace("harbour bridge", f"harbour bridge number {number}")
        (tmp_path / f"{number:03}.txt").write_text(text, encoding="utf-8")
    run("ingest", tmp_path)
    wanted = found()
    age()
    return wanted


def found() -> list[tuple]:
    fields = ("article__source", "start", "end", "text", "speaker__name", "status", "extractor")
    return sorted(Statement.objects.values_list(*fields))


def start() -> subprocess.Popen:
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path="/" + connection.settings_dict["NAME"])
    environment = os.environ | {"DATABASE_URL": url.geturl()}
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "reextract"],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_was_ended_goes_on_where_it_was(sent, many):
    process = start()
    while unread() == MANY and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(sent)
    _, said = process.communicate(timeout=60)
    assert process.returncode == (-9 if sent == signal.SIGKILL else 130), said
    left = unread()
    assert 0 < left < MANY
    assert [row for invariant in INVARIANTS for row in violations(invariant)] == []
    code, line = run("reextract")
    assert code == 0 and line.startswith(f"read {left} article")
    assert found() == many
