"""Years, months and days: what they show is what the search for them finds."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from archive.models import Statement
from archive.views.calendar import LEVELS, months, weekdays
from tests.factories import make_statement

pytestmark = pytest.mark.django_db

DAYS = [date(2021, 5, 1), date(2021, 5, 12), date(2021, 5, 12), date(2021, 8, 2), date(2023, 1, 31)]


@pytest.fixture
def days(db):
    for n, day in enumerate(DAYS):
        make_statement(f"Number {n}.", said_on=day, speaker=["Ada Voss", "Ben Ash"][n % 2])
    month = {"said_on": date(2021, 5, 1), "said_precision": "month"}
    make_statement("In May.", **month)
    make_statement("In 2021.", said_on=date(2021, 1, 1), said_precision="year")
    make_statement("Some day.", said_on=None)


@pytest.mark.parametrize(
    ("address", "typed", "n"),
    [
        ("/on/2021/", "on:2021", 6),
        ("/on/2021/05/", "on:2021-05", 4),
        ("/on/2021/05/12/", "on:2021-05-12", 2),
        ("/on/2021/05/01/", "on:2021-05-01", 1),
        ("/on/2022/", "on:2022", 0),
        ("/on/2024/02/29/", "on:2024-02-29", 0),
    ],
)
def test_a_page_shows_what_the_search_for_its_day_finds(client, days, address, typed, n):
    context = client.get(address).context
    found = client.get(reverse("statements"), {"q": typed}).context
    assert context["said"].n == found["found"].total == n
    assert client.get(context["search"]).context["found"].total == n
    if "listing" in context:
        rows = {row.pk for row in context["listing"].page.object_list}
        assert rows == {row.pk for row in found["listing"].page.object_list}


def test_the_calendar_leads_to_days_that_have_statements(client, days):
    page = client.get("/on/2021/").content.decode()
    for address in ("/on/2021/05/", "/on/2021/05/12/", "/on/2021/08/02/"):
        assert f'href="{address}"' in page
    assert 'href="/on/2021/01/01/"' not in page  # known to the year only
    context = client.get("/on/2021/").context
    assert [month.n for month in context["months"]] == [0, 0, 0, 0, 3, 0, 0, 1, 0, 0, 0, 0]
    assert context["less_exact"] == 2


def test_one_goes_from_day_to_day_over_those_without_statements(client, days):
    around = client.get("/on/2021/05/12/").context["around"]
    assert around["earlier"].url == "/on/2021/05/01/" and around["later"].url == "/on/2021/08/02/"
    around = client.get("/on/2021/").context["around"]
    assert set(around) == {"later"} and around["later"].url == "/on/2023/"
    around = client.get("/on/2023/01/").context["around"]
    assert set(around) == {"earlier"} and around["earlier"].url == "/on/2021/08/"


@pytest.mark.parametrize(
    "address", ["/on/2021/13/", "/on/2021/02/30/", "/on/2021/5/", "/on/0999/", "/on/21/", "/on/x/"]
)
def test_a_day_that_no_calendar_has_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_the_first_and_the_last_year_of_the_calendar_have_pages(client):
    for address in ("/on/1000/", "/on/9999/12/31/", "/on/9999/"):
        assert client.get(address).status_code == 200


def test_the_calendar_begins_with_the_latest_year(client, days):
    assert client.get("/on/").headers["Location"] == "/on/2023/"
    Statement.objects.all().delete()
    assert client.get("/on/").headers["Location"] == "/statements/"


@pytest.mark.parametrize(
    ("language", "first", "place"), [("en", "Monday", 5), ("de", "Montag", 5), ("pt", "Domingo", 6)]
)
def test_months_are_whole_weeks_in_the_order_of_the_locale(language, first, place):
    with translation.override(language):
        [month] = months([date(2021, 5, 1)], {date(2021, 5, 12): 9, date(2021, 5, 13): 1})
        names = [full for _short, full in weekdays()]
    cells = [cell for week in month.weeks for cell in week if cell]
    assert {len(week) for week in month.weeks} == {7} and len(cells) == 31
    assert names[0].startswith(first)
    held = [week.index(cells[0]) for week in month.weeks if cells[0] in week]
    assert held == [place]  # 1 May 2021 was a Saturday
    assert (cells[11].level, cells[12].level, cells[0].level) == (LEVELS, 2, 0)


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [("en", "May", ["9 statements", "1 statement"]), ("de", "Mai", ["9 Aussagen", "1 Aussage"])],
)
def test_only_days_with_statements_have_an_address_and_a_number_in_words(language, name, said):
    with translation.override(language):
        [month] = months([date(2021, 5, 1)], {date(2021, 5, 2): 9, date(2021, 5, 13): 1})
    leading = [cell for week in month.weeks for cell in week if cell and cell.url]
    assert month.name == name
    assert [(cell.url, cell.said) for cell in leading] == [
        ("/on/2021/05/02/", said[0]),
        ("/on/2021/05/13/", said[1]),
    ]


@pytest.mark.parametrize("rows", [1, 25])
@pytest.mark.parametrize(
    ("address", "queries"), [("/on/2021/", 5), ("/on/2021/05/", 7), ("/on/2021/05/12/", 7)]
)
def test_a_page_asks_the_same_number_of_queries_for_any_number_of_rows(
    client, django_assert_num_queries, rows, address, queries
):
    for n in range(rows):
        make_statement(f"Number {n}.", said_on=date(2021, 5, 12), speaker=f"Ada Voss {n}")
    with django_assert_num_queries(queries):
        client.get(address)
