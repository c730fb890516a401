"""The same article in another format, at another spelling of its address, or in part."""

from __future__ import annotations

import json

import pytest

from archive.management.commands.ingest import Command
from archive.models import Article, Statement
from tests.ingest.readers.files import html, item, packed, record, rss, warc
from tests.test_commands import run

pytestmark = pytest.mark.django_db

HEAD = '<meta property="og:site_name" content="The Quay Post">'


def ingest(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return run("ingest", path)


@pytest.mark.parametrize("tracking", ["utm_source=feed&utm_medium=rss", "fbclid=abc", "gclid=x"])
def test_another_tracking_parameter_is_no_other_article(tmp_path, tracking):
    for query in ("", f"?{tracking}", "#comments"):
        head = f'<link rel="canonical" href="https://quay.example/Heron{query}">'
        assert ingest(tmp_path, f"{len(query)}.html", html("Heron", head))[0] == 0
    assert Article.objects.get().canonical_url == "https://quay.example/Heron"


def test_an_answer_served_with_tracking_is_the_page_without(tmp_path):
    canonical = '<link rel="canonical" href="https://quay.example/Heron">'
    ingest(tmp_path, "a.html", html("Heron", canonical))
    ingest(tmp_path, "b.warc.gz", packed(warc("Heron", uri="https://quay.example/Heron?utm_id=1")))
    assert Article.objects.count() == 1


def test_one_article_in_many_formats_is_one_article(tmp_path):
    facts = record("Heron", outlet="The Quay Post")
    text = f"{facts['title']}\n\nThe Quay Post\n\n{facts['text']}"
    ingest(tmp_path, "a.html", html("Heron", HEAD))
    ingest(tmp_path, "b.jsonl", json.dumps(facts))
    ingest(tmp_path, "c.json", json.dumps({"items": [facts]}))
    ingest(tmp_path, "d.csv", "title,text,outlet\n" + ",".join(
        '"' + facts[key].replace('"', '""') + '"' for key in ("title", "text", "outlet")
    ))  # fmt: skip
    ingest(tmp_path, "e.txt", text)
    assert Article.objects.count() == 1


def test_a_summary_never_replaces_an_article(tmp_path):
    ingest(tmp_path, "a.warc.gz", packed(warc("Heron")))
    before = set(Statement.objects.values_list("pk", "status"))
    teaser = item("Heron", "description").replace("<p>The council", "<p>A council")
    assert ingest(tmp_path, "b.xml", rss(teaser))[0] == 0
    assert Article.objects.get().versions.count() == 1
    assert set(Statement.objects.values_list("pk", "status")) == before


def test_an_article_replaces_its_summary(tmp_path):
    teaser = item("Heron", "description").replace("<p>The council", "<p>A council")
    ingest(tmp_path, "a.xml", rss(teaser))
    ingest(tmp_path, "b.warc.gz", packed(warc("Heron")))
    article = Article.objects.get()
    assert article.versions.count() == 2
    assert "The council met" in article.current_version.text


def test_a_corrected_summary_is_a_new_version_of_the_summary(tmp_path):
    ingest(tmp_path, "a.xml", rss(item("Heron", "description")))
    corrected = item("Heron", "description").replace("in May", "in June")
    ingest(tmp_path, "a.xml", rss(corrected))
    assert "in June" in Article.objects.get().current_version.text


def test_records_that_share_a_source_are_articles_of_their_own(tmp_path):
    names = ("Auk", "Heron", "Tern")
    lines = "\n".join(json.dumps(record(name, source="Quay Post")) for name in names)
    assert ingest(tmp_path, "a.jsonl", lines)[0] == 0
    assert Article.objects.count() == 3


def test_a_wrong_map_is_wrong_usage_with_the_names_there_are(capsys):
    parser = Command().create_parser("manage.py", "ingest")
    parser.called_from_command_line = True
    with pytest.raises(SystemExit) as ended:
        parser.parse_args(["x", "--map", "headline=x"])
    assert ended.value.code == 2
    assert "'headline' is no field; there are text, html, title" in capsys.readouterr().err
