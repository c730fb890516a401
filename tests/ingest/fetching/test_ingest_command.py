"""`manage.py ingest https://…`, end to end."""

from __future__ import annotations

import gzip

import pytest

from archive.ingest.fetching.hosts import Host
from archive.models import Article, ImportBatch, ImportProblem, Statement
from tests.ingest.fetching.loopback import ARTICLE, give, lead_to
from tests.ingest.fetching.test_feeds import rss
from tests.ingest.pages import LEAD
from tests.test_commands import BRIDGE, run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    monkeypatch.setattr(Host, "rest", lambda self, seconds: None)


def test_a_page_goes_in_and_again_changes_nothing(served):
    served.routes["/old"] = lead_to("/ferry")
    served.routes["/ferry"] = give(gzip.compress(ARTICLE.encode()), content_encoding="gzip")
    code, line = run("ingest", f"{served.address}/old", "--allow-private")
    last = line.splitlines()[-1]
    assert (code, last.split(";")[0]) == (0, "ingested 1 article: 1 new, 0 changed, 0 unchanged")
    article = Article.objects.get()
    assert article.source == f"{served.address}/old"
    assert article.origin == f"{served.address}/ferry"
    assert Statement.objects.filter(text__contains="waited ten years").exists()
    _, line = run("ingest", f"{served.address}/ferry", "--allow-private")
    assert "0 new, 0 changed, 1 unchanged" in line
    assert run("verify")[0] == 0


def test_nothing_of_this_machine_is_fetched_without_being_asked_for(served):
    served.routes["/"] = give()
    code, line = run("ingest", served.address)
    assert code == 1 and "1 refused" in line
    assert "not a public address" in ImportProblem.objects.get().reason
    assert served.connections == 0


def test_the_articles_of_a_feed_go_in_beside_files(served, tmp_path):
    (tmp_path / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    served.routes["/feed"] = give(rss("/a", "/gone", "/b"))
    served.routes["/a"] = give()
    served.routes["/b"] = give(ARTICLE.replace("Ferry", "Tunnel").replace(LEAD, LEAD.upper()))
    code, line = run("ingest", f"{served.address}/feed", tmp_path, "--follow", "--allow-private")
    assert code == 1
    assert "3 new" in line and "1 refused" in line
    problem = ImportProblem.objects.get()
    assert problem.reason == "the server says 404 Not Found"
    assert problem.origin == problem.source == f"{served.address}/gone"
    assert ImportBatch.objects.get().arguments == f"{served.address}/feed {tmp_path}"


def test_a_problem_is_settled_when_its_address_answers_again(served):
    assert run("ingest", f"{served.address}/a", "--allow-private")[0] == 1
    served.routes["/a"] = give()
    assert run("ingest", ImportProblem.objects.get().origin, "--allow-private")[0] == 0
    assert ImportProblem.objects.get().settled_at is not None


def test_a_problem_is_settled_when_its_address_redirects_to_a_page(served):
    run("ingest", f"{served.address}/a#top", "--allow-private")
    served.routes.update({"/a": lead_to("/b"), "/b": give()})
    assert run("ingest", ImportProblem.objects.get().origin, "--allow-private")[0] == 0
    assert ImportProblem.objects.get().settled_at is not None
