"""CSV and TSV: delimiters, encodings, broken rows."""

from __future__ import annotations

import pytest

from archive.ingest.clean import clean
from archive.ingest.readers import Reading, parse_map
from tests.ingest.readers.files import found

TEXT = "“She sails,” said Ana Tull, the mayor, and “nobody” waved."


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_in_any_delimiter_and_encoding(tmp_path, delimiter, encoding):
    rows = [["Title", "URL", "Text"], ["Ferry é", "https://quay.example/f", f'"{TEXT}\n\nMore."']]
    lines = "\r\n".join(delimiter.join(row) for row in rows)
    (tmp_path / "x.csv").write_bytes(lines.encode(encoding))
    (page,), refused = found(tmp_path)
    article = clean(page)
    assert (article.title, article.url) == ("Ferry é", "https://quay.example/f")
    assert TEXT in article.text
    assert (page.source, refused) == ("x.csv:2", [])


def test_a_table_is_known_by_its_first_line_when_its_name_says_nothing(tmp_path):
    (tmp_path / "table").write_text(f'title,text\nFerry,"{TEXT}"\n')
    assert [page.source for page in found(tmp_path)[0]] == ["table:2"]


def test_columns_may_be_mapped(tmp_path):
    (tmp_path / "x.tsv").write_text(f"Kopf\tInhalt\nFerry\t{TEXT}\n")
    (page,), _ = found(tmp_path, Reading(parse_map("title=Kopf,text=Inhalt")))
    assert clean(page).title == "Ferry"


def test_a_table_without_a_text_is_refused_with_its_columns(tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    pages, (refused,) = found(tmp_path)
    assert pages == []
    assert "columns: a, b" in refused.reason and "--map text=" in refused.reason


def test_a_broken_row_costs_no_other_row(tmp_path):
    rows = [
        "title,text",
        f"One,{TEXT.replace(',', '')}",
        "Two,a,b,c",
        '"Three,never closed',
        ",",
        "\0,",
        f"Four,{TEXT.replace(',', '')}",
        "",
    ]
    (tmp_path / "x.csv").write_text("\n".join(rows))
    pages, refused = found(tmp_path)
    assert [page.source for page in pages] == ["x.csv:2", "x.csv:7"]
    assert [one.source for one in refused] == ["x.csv:3", "x.csv:4", "x.csv:6"]
    assert "nothing closes" in refused[1].reason


def test_a_cell_that_is_too_large_is_refused_and_the_rest_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("archive.ingest.readers.tables.LARGEST_RECORD", 1000)
    bare = TEXT.replace(",", "")
    (tmp_path / "x.csv").write_text(f'title,text\nOne,"{"word " * 900}"\nTwo,{bare}\n')
    pages, refused = found(tmp_path)
    assert [page.source for page in pages][-1] == "x.csv:3"
    assert refused[0].source == "x.csv:2"


def test_a_file_of_broken_rows_only_ends(tmp_path):
    (tmp_path / "x.csv").write_text("title,text\n" + 'a"b,"c"d"\n' * 1000)
    pages, refused = found(tmp_path)
    assert pages == [] or len(refused) <= 101
    assert "no table" in refused[-1].reason
