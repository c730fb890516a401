"""Speakers and periods side by side: one query, one chart, one address, one table."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from archive.models import Statement
from archive.search import TookTooLong
from archive.views import compare
from tests.factories import make_statement

pytestmark = pytest.mark.django_db

BOTH = "/compare/?q=bridge&speaker=ada-voss&speaker=ben-ash"
PERIODS = "/compare/?speaker=ada-voss&period=2019&period=2021-01..2022-06"


@pytest.fixture
def two(db):
    for year in (2015, 2019, 2021, 2021):
        make_statement(f"The bridge of {year}.", said_on=date(year, 3, 1))
    make_statement("The bridge is yours.", speaker="Ben Ash", said_on=date(2022, 3, 1))
    make_statement("The ferry.", speaker="Ben Ash", said_on=date(2022, 3, 1))


def sides_of(client, address):
    return client.get(address).context["compared"]


@pytest.mark.parametrize("address", [BOTH, PERIODS])
def test_a_side_is_what_its_search_finds(client, two, address):
    for side in sides_of(client, address):
        context = client.get(side.url).context
        assert context["found"].total == side.found.n > 0, side
        shown = [row.pk for row in context["listing"].page.object_list]
        assert {row.pk for row in side.statements} <= set(shown)


def test_two_speakers_are_counted_over_the_same_time(client, two):
    context = client.get(BOTH).context
    assert context["labels"] == [str(year) for year in range(2015, 2023)]
    ada, ben = context["series"]
    assert (ada.name, ben.name) == ("Ada Voss", "Ben Ash")
    assert list(ada.numbers) == [1, 0, 0, 0, 1, 0, 2, 0]
    assert list(ben.numbers) == [0, 0, 0, 0, 0, 0, 0, 1]


def test_one_speaker_is_compared_in_two_periods(client, two):
    found = sides_of(client, PERIODS)
    assert [side.found.n for side in found] == [1, 2]
    assert found[0].name == "Ada Voss, from 2019"


def test_the_newest_words_stand_side_by_side_with_hits_marked(client, two):
    response = client.get(BOTH)
    ada, ben = response.context["compared"]
    assert [row.said_on.year for row in ada.statements] == [2021, 2021, 2019, 2015]
    assert [row.text for row in ben.statements] == ["The bridge is yours."]
    assert b"<mark>bridge</mark>" in response.content


def test_the_table_holds_exactly_the_numbers_of_the_chart(client, two):
    for address in (BOTH, PERIODS):
        context = client.get(address).context
        response = client.get(context["csv"])
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        head, *rows = csv.reader(io.StringIO(response.content.decode()))
        assert head == ["when", *(each.name for each in context["series"])]
        assert [row[0] for row in rows] == context["labels"]
        for place, each in enumerate(context["series"], 1):
            assert [int(row[place]) for row in rows] == list(each.numbers)


def test_names_are_taken_as_typed_and_the_address_is_one(client, two):
    typed = client.get("/compare/?speaker=Ada+Voss&speaker=ash&q=bridge&period=&speaker=")
    assert typed.context["canonical"] == client.get(BOTH).context["canonical"]
    assert typed.context["names"] == ["Ada Voss", "Ben Ash"]


def test_what_is_not_understood_is_named(client, two):
    page = client.get("/compare/?speaker=nobody&speaker=ada-voss&period=soon").content.decode()
    assert "There is no speaker “nobody”" in page and "“soon” is not a period" in page


def test_without_names_the_two_quoted_most_are_an_example_with_its_address(client, two):
    for n in range(3):
        make_statement(f"The tide {n}.", speaker="Cy Roe", said_on=date(2021, 4, 1))
    answer = client.get("/compare/?speaker=&q=")
    page = answer.content.decode()
    assert "Name two speakers" in page and "the two quoted most" in page
    assert [side.name for side in answer.context["compared"]] == ["Ada Voss", "Cy Roe"]
    assert answer.context["example"] == "/compare/?speaker=ada-voss&speaker=cy-roe"
    assert answer.context["boxes"] == ["", ""] and "noindex" not in page
    assert answer.context["canonical"] == "http://testserver/compare/"
    shown = client.get(answer.context["example"]).context["compared"]
    assert [side.found.n for side in shown] == [side.found.n for side in answer.context["compared"]]


def test_what_was_asked_for_and_not_found_gets_no_example(client, two):
    for address in ("/compare/?speaker=nobody", "/compare/?q=bridge", "/compare/?period=2021"):
        context = client.get(address).context
        assert context["compared"] == [] and "example" not in context


@pytest.mark.parametrize("speakers", [[], ["Ada Voss"]])
def test_an_archive_of_fewer_than_two_speakers_says_what_is_missing(client, speakers):
    for name in speakers:
        make_statement("The bridge.", speaker=name)
    answer = client.get("/compare/")
    assert answer.context["compared"] == []
    assert "fewer than two speakers" in answer.content.decode()


def test_an_example_that_takes_too_long_is_left_out(client, two, monkeypatch):
    def give_up(*_):
        raise TookTooLong

    monkeypatch.setattr(compare, "sides", give_up)
    page = client.get("/compare/").content.decode()
    assert "takes too long" not in page and "over-time" not in page


def test_a_comparison_that_takes_too_long_says_so(client, two, monkeypatch):
    def give_up(*_):
        raise TookTooLong

    monkeypatch.setattr(compare, "sides", give_up)
    response = client.get(BOTH)
    assert "takes too long" in response.content.decode()


def test_no_more_than_six_sides_are_compared(client, two):
    for n in range(8):
        make_statement("The bridge.", speaker=f"Speaker {n}")
    address = "/compare/?" + "&".join(f"speaker=speaker-{n}" for n in range(8))
    assert len(sides_of(client, address)) == 6


def test_hidden_statements_are_in_no_number(client, two, django_user_model):
    Statement.objects.get(text="The bridge is yours.").hide(
        django_user_model.objects.create_user("curator"), "A caption."
    )
    assert [side.found.n for side in sides_of(client, BOTH)] == [4, 0]


@pytest.mark.parametrize("rows", [1, 25])
def test_it_asks_the_same_number_of_queries_for_any_number_of_rows(
    client, django_assert_num_queries, rows
):
    for n in range(rows):
        make_statement(f"The bridge {n}.", said_on=date(2000 + n, 1, 1))
        make_statement(f"The bridge {n}.", speaker="Ben Ash", said_on=date(2000 + n, 1, 1))
    with django_assert_num_queries(19):
        client.get(BOTH)
    with django_assert_num_queries(19):
        client.get("/compare/")


def test_a_mistyped_name_stays_in_its_box_and_the_nearest_are_offered(client, two):
    address = "/compare/?speaker=ada+vosz&speaker=ben-ash&q=bridge"
    page = client.get(address)
    assert 'value="ada vosz"' in page.content.decode()
    [(name, url)] = page.context["meant"]
    assert name == "Ada Voss"
    sides = client.get(url).context["compared"]
    assert {side.name for side in sides} == {"Ada Voss", "Ben Ash"}
