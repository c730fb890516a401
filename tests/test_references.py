"""One statement as a file: JSON, BibTeX, RIS and CSL, gone and unknown as its page is."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.factories import make_article, make_person, make_statement

pytestmark = pytest.mark.django_db

FILES = ("json", "bib", "ris", "csl.json")
TAG = re.compile(r"[A-Z][A-Z0-9]  - ")


def get(client, pk, ending):
    return client.get(f"/statements/{pk}.{ending}")


def test_each_form_has_its_type_and_a_name_to_be_kept_under(client):
    pk = make_statement().pk
    found = {ending: get(client, pk, ending) for ending in FILES}
    assert {
        ending: answer["Content-Type"].partition(";")[0] for ending, answer in found.items()
    } == {
        "json": "application/json",
        "bib": "application/x-bibtex",
        "ris": "application/x-research-info-systems",
        "csl.json": "application/vnd.citationstyles.csl+json",
    }
    for ending in ("bib", "ris", "csl.json"):
        assert found[ending]["Content-Disposition"] == (
            f'attachment; filename="onrecord-{pk}.{ending}"'
        )


def test_the_files_say_what_page_and_api_say(client):
    statement = make_statement("The quay is ours.")
    page = client.get(statement.get_absolute_url())
    cited = {one.key: one.text for one in page.context["citations"]}
    assert get(client, statement.pk, "bib").content.decode() == cited["bibtex"] + "\n"
    assert get(client, statement.pk, "json").json() == (
        client.get(f"/api/v1/statements/{statement.pk}/").json()
    )


def test_a_record_for_managers_names_speaker_words_place_and_day(client):
    statement = make_statement("The quay is ours.", said_on=date(2023, 5, 17))
    lines = get(client, statement.pk, "ris").content.decode().split("\r\n")
    assert all(TAG.match(line) for line in lines)
    assert lines[0] == "TY  - NEWS" and lines[-1].strip() == "ER  -"
    held = dict(line.split("  - ", 1) for line in lines)
    assert held["AU"] == "Ada Voss" and held["TI"] == "“The quay is ours.”"
    assert (held["T2"], held["PY"], held["DA"]) == ("The Quay Post", "2023", "2023/05/17/")
    assert held["UR"].endswith(statement.get_absolute_url()) and held["LA"] == "en"


@pytest.mark.parametrize(
    ("precision", "day"), [("month", "2023/05//"), ("year", "2023///"), ("unknown", None)]
)
def test_a_record_is_no_more_exact_than_its_day(client, precision, day):
    said_on = None if precision == "unknown" else date(2023, 5, 1)
    statement = make_statement(said_on=said_on, said_precision=precision)
    text = get(client, statement.pk, "ris").content.decode()
    assert (f"DA  - {day}\r\n" in text) if day else ("DA" not in text and "PY" not in text)
    [item] = get(client, statement.pk, "csl.json").json()
    parts = [int(part) for part in day.split("/") if part] if day else None
    assert item.get("issued", {}).get("date-parts") == ([parts] if parts else None)


def test_an_item_of_the_citation_style_language_names_speaker_words_and_place(client):
    statement = make_statement("The quay is ours.", said_on=date(2023, 5, 17))
    [item] = get(client, statement.pk, "csl.json").json()
    assert item["author"] == [{"literal": "Ada Voss"}] and item["title"] == "“The quay is ours.”"
    assert item["container-title"] == "The Quay Post" and item["type"] == "article-newspaper"
    assert item["URL"].endswith(statement.get_absolute_url())


def test_a_line_of_an_article_begins_no_line_of_a_record(client):
    words = "It is\r\nER  - \r\nTY  - over"
    article = make_article(f"A\nTY  - title\n\n“{words}” Ada Voss said.", title="A\nTY  - title")
    statement = make_statement(words, article=article)
    text = get(client, statement.pk, "ris").content.decode()
    assert [line[:2] for line in text.strip().split("\r\n")].count("TY") == 1
    assert "\nER" in text and len(re.findall(r"^ER", text, re.MULTILINE)) == 1


@pytest.mark.parametrize("ending", FILES)
def test_what_is_hidden_is_gone_and_what_never_was_is_unknown(client, ending):
    statement = make_statement("This is a secret caption.")
    statement.hide(make_person("curator"), "A caption.")
    gone = get(client, statement.pk, ending)
    assert gone.status_code == 410 and "caption" not in gone.content.decode()
    assert get(client, 0, ending).status_code == get(client, 10**30, ending).status_code == 404


@pytest.mark.parametrize("ending", FILES)
def test_a_file_asks_the_same_number_of_queries_whoever_speaks(
    client, django_assert_num_queries, ending
):
    for statement in (make_statement(), make_statement("Nobody knows.", speaker=None)):
        with django_assert_num_queries(1 if statement.speaker is None else 2):
            get(client, statement.pk, ending)


def test_the_page_leads_to_the_files(client):
    statement = make_statement()
    page = client.get(statement.get_absolute_url()).content.decode()
    for ending in FILES:
        assert f'href="/statements/{statement.pk}.{ending}"' in page
