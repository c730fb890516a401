"""One query everywhere: page, feed, files and API give the same rows in the same order."""

from __future__ import annotations

import csv
import html
import io
import json
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest
from django.http import QueryDict

from archive.models import Statement
from archive.views import api, rows
from tests.factories import make_statement
from tests.world import make_world

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
QUERIES = [
    "",
    "q=bridge&sort=newest",
    "q=bridge&sort=oldest",
    "q=bridge+-part&sort=newest",
    "q=%22mend+the+bridge%22+speaker:voss&sort=newest",
    "speaker=ada-voss&kind=direct&after=2023-05&before=2023-05-10",
    "outlet=the-quay-post&outlet=radio-kestrel&sort=oldest",
    "q=mentions:voss&sort=newest",
    "q=lang:ru",
    "q=zyzzyva&speaker=nobody",
    "kind=mixed&kind=indirect",
    "q=on:2023&status=machine",
]


@pytest.fixture
def world(db):
    make_world()
    # The world holds more than one page, and rows of one day, undated ones, hidden ones.
    assert Statement.objects.shown().count() > 30


def with_more(query, **more):
    parameters = QueryDict(query, mutable=True)
    for name, value in more.items():
        parameters[name] = value
    return parameters.urlencode()


def on_pages(client, query):
    ids, number = [], 1
    while True:
        page = client.get(f"/statements/?{with_more(query, page=number)}").context["listing"].page
        ids += [row.pk for row in page.object_list]
        if not page.has_next():
            return ids
        number += 1


def in_the_api(client, query, limit=7):
    ids, address = [], f"/api/v1/statements/?{with_more(query, limit=limit)}"
    while address:
        found = client.get(address).json()
        ids += [row["id"] for row in found["results"]]
        assert len(found["results"]) <= limit
        address = found["next"]
    return ids


def file_of(client, address):
    return b"".join(client.get(address).streaming_content).decode()


def in_the_table(client, query):
    table = csv.DictReader(io.StringIO(file_of(client, f"/statements.csv?{query}"), newline=""))
    return [int(row["id"]) for row in table]


def in_the_lines(client, query):
    lines = file_of(client, f"/statements.jsonl?{query}").splitlines()
    return [json.loads(line)["id"] for line in lines]


def in_the_feed(client, query):
    feed = ElementTree.fromstring(client.get(f"/statements.atom?{query}").content)
    links = [entry.find(f"{ATOM}link").get("href") for entry in feed.iter(f"{ATOM}entry")]
    return [int(link.rstrip("/").rpartition("/")[2]) for link in links]


@pytest.mark.parametrize("query", QUERIES)
def test_page_feed_files_and_api_give_the_same_rows(client, world, query, monkeypatch):
    monkeypatch.setattr(rows, "A_BATCH", 5)
    expected = on_pages(client, query)
    assert in_the_api(client, query) == expected
    assert in_the_table(client, query) == expected
    assert in_the_lines(client, query) == expected
    feed = in_the_feed(client, query)
    assert feed == expected if "oldest" not in query else set(feed) == set(expected)


def test_texts_are_word_for_word_in_files_feed_and_api(client, world):
    texts = {row.pk: row.text for row in Statement.objects.shown()}
    table = csv.DictReader(io.StringIO(file_of(client, "/statements.csv"), newline=""))
    assert {int(row["id"]): row["text"] for row in table} == texts
    lines = file_of(client, "/statements.jsonl").splitlines()
    assert {row["id"]: row["text"] for row in map(json.loads, lines)} == texts
    feed = ElementTree.fromstring(client.get("/statements.atom").content)
    summaries = [entry.findtext(f"{ATOM}summary") for entry in feed.iter(f"{ATOM}entry")]
    assert "<" not in "".join(summaries)
    summaries = html.unescape(" ".join(summaries))
    assert all(" ".join(text.split()) in " ".join(summaries.split()) for text in texts.values())


def test_rows_that_are_added_meanwhile_repeat_none(client):
    for n in range(6):
        make_statement(f"Number {n}.", said_on=date(2023, 1, 1))
    first = client.get("/api/v1/statements/?limit=3").json()
    make_statement("Newer.", said_on=date(2024, 1, 1))
    second = client.get(first["next"]).json()
    ids = [row["id"] for row in first["results"] + second["results"]]
    assert len(set(ids)) == 6 and second["next"] is None


def test_the_api_says_how_it_understood_the_query(client, world):
    found = client.get("/api/v1/statements/?q=bridge&speaker=nobody&speaker=ada-voss").json()
    assert found["understood"] == "containing “bridge” by Ada Voss"
    assert found["complaints"] == [
        "There is no speaker “nobody” in this archive; this filter was left out."
    ]
    assert client.get(found["page"]).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    ["limit=0", "limit=many", "limit=201", "cursor=x", "cursor=2023-13-01.4", "cursor=undated.",
     "cursor=2023-01-01.99999999999999999999", "limit=²"],
)  # fmt: skip
def test_a_wrong_limit_or_cursor_is_answered_with_one_line(client, world, wrong):
    response = client.get(f"/api/v1/statements/?{wrong}")
    assert response.status_code == 400 and response.json()["error"]


def test_one_statement_is_given_said_to_be_gone_or_unknown(client, django_user_model):
    row = make_statement()
    address = f"/api/v1/statements/{row.pk}/"
    assert client.get(address).json()["text"] == row.text
    row.hide(django_user_model.objects.create_user("curator"), "A caption.")
    gone = client.get(address)
    assert gone.status_code == 410 and row.text not in gone.content.decode()
    assert client.get("/api/v1/statements/999999/").status_code == 404


def test_a_feed_is_whole_and_names_itself(client, world):
    feed = ElementTree.fromstring(client.get("/statements.atom?q=bridge").content)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"].endswith("/statements.atom?q=bridge")
    assert feed.findtext(f"{ATOM}title") == "Onrecord: Statements containing “bridge”"
    for entry in feed.iter(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}updated") and entry.findtext(f"{ATOM}author/{ATOM}name")


@pytest.mark.parametrize("count", [1, 30])
def test_a_page_of_rows_asks_the_same_number_of_queries(client, django_assert_num_queries, count):
    for n in range(count):
        make_statement(f"The bridge {n}.", speaker=f"Speaker {n}")
    # what the words are, which rows, the rows
    with django_assert_num_queries(3):
        client.get("/api/v1/statements/?q=bridge")
    with django_assert_num_queries(3):
        client.get("/statements.atom?q=bridge")


def test_a_page_is_at_most_as_long_as_is_said():
    assert api.size_of("") == api.A_PAGE and api.size_of("200") == api.MOST
