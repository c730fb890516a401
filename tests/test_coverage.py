"""What the archive holds by outlet and year: gaps are named, beginnings and ends are none."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime

import pytest

from archive.views import site
from archive.views.coverage import columns, coverage
from tests.factories import make_article


def counted(**outlets):
    """Return rows as the database counts them: `gazette={2001: 2, None: 1}`."""
    return [
        {"slug": name, "label": name.title(), "year": year, "n": n}
        for name, counts in outlets.items()
        for year, n in counts.items()
    ]


def marks(row):
    return ["gap" if cell.is_gap else cell.n for cell in row.cells]


def test_an_empty_year_between_two_others_is_a_gap_and_one_outside_is_not():
    found = coverage(counted(gazette={2001: 2, 2003: 1}, herald={2002: 4, 2003: 1, 2004: 1}))
    assert [str(years) for years in found.years] == ["2001", "2002", "2003", "2004"]
    assert [marks(row) for row in found.rows] == [[2, "gap", 1, 0], [0, 4, 1, 1]]
    assert found.has_gaps and not found.has_undated


def test_years_without_anything_are_one_column_and_a_gap_of_whoever_printed_on_both_sides():
    found = coverage(counted(gazette={1890: 1, 2001: 2}, herald={2001: 1}))
    assert [str(years) for years in found.years] == ["1890", "1891–2000", "2001"]
    assert [marks(row) for row in found.rows] == [[1, "gap", 2], [0, 0, 1]]


def test_what_has_no_date_or_no_outlet_makes_no_gap():
    rows = [{"slug": None, "label": None, "year": year, "n": 1} for year in (2001, 2003, None)]
    found = coverage([*rows, *counted(gazette={2002: 1, None: 3})])
    assert [(row.slug, marks(row), row.undated, row.n) for row in found.rows] == [
        ("", [1, 0, 1], 1, 3),
        ("gazette", [0, 1, 0], 3, 4),
    ]
    assert found.has_undated and not found.has_gaps


def test_the_calendar_s_whole_length_is_three_columns():
    assert [str(years) for years in columns({9999, 1})] == ["1", "2–9998", "9999"]
    assert columns(()) == []


@pytest.mark.django_db
def test_the_page_says_gap_in_words_and_what_it_means(client):
    for year in (2019, 2021):
        moment = datetime(year, 5, 1, tzinfo=UTC)
        make_article(f"A title\n\n{year}", outlet="The Quay Post", published_at=moment)
    page = html.unescape(client.get("/about/").content.decode())
    (cell,) = re.findall(r'<td class="is-gap">([^<]+)</td>', page)
    assert cell == "gap" and '<th scope="col">2020</th>' in page
    assert "A gap is a time of which the archive has no article" in page
    make_article("A title\n\n2020", outlet="The Quay Post", published_at=moment.replace(year=2020))
    page = client.get("/about/").content.decode()
    assert "is-gap" not in page and "A gap is a time" not in page


def test_the_last_row_is_the_sum_of_all_also_of_rows_that_are_not_shown():
    found = coverage(counted(gazette={2001: 2, None: 3}, herald={2001: 4, 2002: 1}, echo={2002: 7}))
    assert (marks(found.total), found.total.undated, found.total.n) == ([6, 8], 3, 17)
    cut = found.largest(1)
    assert [row.slug for row in cut.rows] == ["echo"]
    assert (cut.total, cut.outlets, cut.years) == (found.total, 3, found.years)
    assert found.largest(3) is found


@pytest.mark.django_db
def test_the_table_of_many_outlets_is_cut_and_all_stand_on_pages_of_their_own(client, monkeypatch):
    monkeypatch.setattr(site, "MOST_OUTLETS", 2)
    monkeypatch.setattr(site, "OUTLETS_A_PAGE", 3)
    moment = datetime(2020, 5, 1, tzinfo=UTC)
    for n, name in enumerate(["Ash News", "Bay News", "Cape News", "Dale News"]):
        for m in range(n + 1):
            make_article(f"A title\n\n{name} {m}", outlet=name, published_at=moment)
    names = re.compile(r">(\w+ News)<")
    about = client.get("/about/").content.decode()
    assert names.findall(about) == ["Dale News", "Cape News"]
    assert "the 2 outlets with most of them" in about and "All 4 outlets" in about
    assert "<strong>10</strong>" in about
    first, second = (client.get(f"/about/coverage/?page={n}").content.decode() for n in (1, 2))
    assert names.findall(first) == ["Ash News", "Bay News", "Cape News"]
    assert names.findall(second) == ["Dale News"] and "<strong>10</strong>" in second
