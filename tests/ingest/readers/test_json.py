"""JSON: lines, arrays, objects round them; names of fields; names of records."""

from __future__ import annotations

import json

import pytest

from archive.ingest.clean import clean
from archive.ingest.readers import Fields, Reading, WrongMap, parse_map
from tests.ingest.readers.files import as_lines, found, record, texts


@pytest.mark.parametrize(
    "wrap",
    [
        lambda records: records,
        lambda records: {"status": "ok", "articles": records},
        lambda records: {"data": {"items": records, "page": 1}, "tags": [{"name": "x"}]},
    ],
    ids=["array", "object round an array", "two objects round it"],
)
def test_an_array_of_records_is_found_where_it_stands(tmp_path, wrap):
    path = tmp_path / "wire.json"
    path.write_text(json.dumps(wrap([record("Dolphin"), record("Heron")]), indent=1))
    pages, refused = found(path)
    assert [page.source for page in pages] == ["wire.json:1", "wire.json:2"]
    assert "Heron" in texts(pages)[1]
    assert refused == []


def test_one_object_is_one_article_in_the_place_of_its_file(tmp_path):
    path = tmp_path / "one.json"
    comments = [{"text": "Nice."}, {"text": "Nice, too."}]
    path.write_text(json.dumps(record("Dolphin", comments=comments), indent=2))
    (page,), refused = found(path)
    assert page.source == "one.json"
    assert "Dolphin" in clean(page).text
    assert refused == []


def test_lines_are_read_as_lines_whatever_the_file_is_called(tmp_path):
    for name in ("a.json", "b", "c.txt", "d.jsonl"):
        (tmp_path / name).write_text(as_lines(record("Dolphin"), record("Heron")))
    pages, refused = found(tmp_path)
    assert (len(pages), refused) == (8, [])


def test_an_array_is_read_as_an_array_whatever_the_file_is_called(tmp_path):
    (tmp_path / "wire.jsonl").write_text(json.dumps([record("Dolphin"), record("Heron")], indent=1))
    assert len(found(tmp_path)[0]) == 2


def test_an_array_that_is_cut_keeps_what_stands_before_the_cut(tmp_path):
    path = tmp_path / "wire.json"
    path.write_text(json.dumps([record("Dolphin"), record("Heron"), record("Tern")])[:-40])
    pages, (refused,) = found(path)
    assert len(pages) == 2
    assert refused.source == "wire.json:3"
    assert "broken" in refused.reason


@pytest.mark.parametrize("text", ['{"a": 1}', "[]", '[{"title": "x"}]', "[" * 100_000, "5"])
def test_json_without_an_article_is_refused_by_name(tmp_path, text):
    (tmp_path / "x.json").write_text(text)
    pages, (refused,) = found(tmp_path)
    assert (pages, refused.source) == ([], "x.json")


def test_a_record_that_is_too_large_is_refused_and_not_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("archive.ingest.readers.json_documents.LARGEST_RECORD", 200_000)
    large = record("Heron", text="word " * 100_000)
    (tmp_path / "x.json").write_text(json.dumps([record("Dolphin"), large]))
    pages, (refused,) = found(tmp_path)
    assert len(pages) == 1
    assert refused.source == "x.json:2"


def test_a_line_that_is_too_long_is_passed_over_and_named(tmp_path, monkeypatch):
    monkeypatch.setattr("archive.ingest.readers.json_lines.LARGEST_RECORD", 1000)
    large = record("Heron", text="word " * 1000)
    (tmp_path / "x.jsonl").write_text(as_lines(record("Dolphin"), large, record("Tern")))
    pages, (refused,) = found(tmp_path)
    assert len(pages) == 2
    assert refused.source == "x.jsonl:2"


def test_the_usual_names_of_fields_are_known(tmp_path):
    facts = {
        "headline": "Ferry sails",
        "body": "“She sails,” said Ana Tull.",
        "link": "https://quay.example/f",
        "publisher": {"@type": "Organization", "name": "The Quay Post"},
        "authors": [{"name": "Jo Roe"}, "Bo Lind"],
        "datePublished": "2023-05-03",
    }
    (tmp_path / "x.jsonl").write_text(as_lines(facts))
    article = clean(found(tmp_path)[0][0])
    assert (article.title, article.outlet) == ("Ferry sails", "The Quay Post")
    assert (article.byline, article.url) == ("Jo Roe, Bo Lind", "https://quay.example/f")
    assert str(article.date.at).startswith("2023-05-03")


def test_a_map_says_what_fields_are_called_and_how_deep_they_stand(tmp_path):
    facts = {"name": "Ferry sails", "content": {"rendered": "<p>“She sails,” said Bo Lind.</p>"}}
    (tmp_path / "x.jsonl").write_text(as_lines(facts))
    reading = Reading(parse_map("title=name, html=content.rendered"))
    article = clean(found(tmp_path, reading)[0][0])
    assert article.text == "Ferry sails\n\n“She sails,” said Bo Lind."


def test_a_mapped_field_is_nothing_else_besides():
    fields = parse_map("outlet=source,text=body")
    facts = fields.of({"source": "The Quay Post", "body": "Yes, he said.", "text": "no"})
    assert facts == {"outlet": "The Quay Post", "text": "Yes, he said."}


@pytest.mark.parametrize("words", ["", "titel=x", "title", "title=", "title=a,title=b"])
def test_a_wrong_map_names_what_may_be_written(words):
    with pytest.raises(WrongMap, match="title"):
        parse_map(words)


@pytest.mark.parametrize(
    ("value", "day"),
    [(1683108000, "2023-05-03"), (1683108000000, "2023-05-03"), (7, ""), (True, "")],
)
def test_moments_counted_since_1970_are_dates(value, day):
    assert Fields().of({"date": value}).get("published_at", "")[:10] == day


def test_a_record_without_a_text_says_which_fields_it_has(tmp_path):
    (tmp_path / "x.jsonl").write_text(as_lines({"story": "Long.", "title": "x"}))
    _, (refused,) = found(tmp_path)
    assert "fields: story, title" in refused.reason
    assert "--map text=" in refused.reason


def test_a_name_that_many_records_share_is_no_name_of_a_record(tmp_path):
    path = tmp_path / "wire.jsonl"
    path.write_text(as_lines(*(record(n, source="Quay Post") for n in ("Dolphin", "Heron"))))
    pages, _ = found(path)
    assert len({page.origin for page in pages}) == 2
    assert [page.source for page in pages] == ["wire.jsonl:1", "wire.jsonl:2"]


def test_a_corrected_record_keeps_the_place_of_its_id(tmp_path):
    path = tmp_path / "wire.jsonl"
    path.write_text(as_lines(record("Dolphin", id=17)))
    ((before,), _) = found(path)
    path.write_text(as_lines(record("Heron", id=18), record("Dolphin", id=17, language="en")))
    pages, _ = found(path)
    assert pages[1].origin == before.origin == path.as_uri() + "#17"
