"""The page of a speaker: time, roles, subjects, who names whom."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.urls import reverse

from archive.models import Statement
from archive.search import Period, Tally
from archive.views.activity import activity
from archive.views.mentions import names_in
from archive.views.speaker import initials
from archive.views.timeline import timeline
from tests.factories import make_speaker, make_statement
from tests.world import make_busy_speaker

pytestmark = pytest.mark.django_db


def page_of(client, slug):
    response = client.get(reverse("speaker", args=[slug]))
    assert response.status_code == 200
    return response


def numbers(page, heading):
    """Return address → number of the links in the section under a heading."""
    section = re.search(rf'<h2 id="{heading}".*?</section>', page, re.DOTALL)[0]
    found = re.findall(r'href="([^"]+)"[^>]*>[^<]*</a>\s*<span class="n">([\d,]+)', section)
    return {html.unescape(url): int(n.replace(",", "")) for url, n in found}


def count(client, url):
    return client.get(url).context["found"].total


def test_every_number_leads_to_a_search_that_finds_as_many(client):
    make_busy_speaker()
    make_statement("It is open.", said_on=date(2021, 2, 3), outlet="Talv Gazette", kind="mixed")
    make_statement("Voss promised it; I heard Minister Voss.", speaker="Ben Ash")
    make_statement("I agree with Ben Ash.")
    response = page_of(client, "ada-voss")
    page = response.content.decode()
    for heading in ("quoted-by", "kinds", "names", "named"):
        linked = numbers(page, heading)
        assert linked, heading
        for url, n in linked.items():
            assert count(client, url) == n, url
    for point in response.context["activity"]:
        assert not point.n or count(client, point.url) == point.n
    assert count(client, response.context["named_url"]) == 1


def test_a_subject_leads_to_the_statements_that_hold_it(client):
    for n in range(12):
        make_statement(f"The ferries sail on day {n}.")
        make_statement(f"Doctors wait for letter {n}.", speaker="Cleo Dorn")
    page = page_of(client, "ada-voss").content.decode()
    linked = numbers(page, "subjects")
    assert linked == {
        "/statements/?q=ferries&speaker=ada-voss": 12,
        "/statements/?q=sail&speaker=ada-voss": 12,
        "/statements/?q=day&speaker=ada-voss": 12,
    }
    assert all(count(client, url) == 12 for url in linked)


def test_months_are_shown_of_a_short_time_and_years_of_a_long_one():
    short = activity([Period(date(2021, 11, 1), 2), Period(date(2022, 1, 1), 1)], {"speaker": "a"})
    assert [(point.label, point.n) for point in short] == [
        ("November 2021", 2), ("December 2021", 0), ("January 2022", 1),
    ]  # fmt: skip
    assert short[0].url == "/statements/?speaker=a&after=2021-11-01&before=2021-11-30"
    assert short[1].url == ""
    long = activity([Period(date(2010, 5, 1), 1), Period(date(2020, 1, 1), 1)], {})
    assert [point.label for point in long] == [str(year) for year in range(2010, 2021)]


def test_roles_lie_on_one_scale_of_years():
    ada = make_speaker("Ada Voss")
    ada.roles.create(title="mayor", since=date(2015, 1, 1), until=date(2018, 12, 31))
    ada.roles.create(title="keeper", until=date(2016, 1, 1))
    ada.roles.create(title="member")
    found = timeline(ada.roles.all(), Tally(1, date(2011, 5, 1), date(2020, 5, 1)))
    assert found.first == 2011
    by_title = {stretch.role.title: stretch for stretch in found.stretches}
    assert by_title["member"].x == by_title["keeper"].x == 0
    assert by_title["mayor"].x > 0
    for stretch in found.stretches:
        assert 0 < stretch.width <= 1000 - stretch.x
    assert timeline([], Tally()).stretches == []


def test_the_names_in_a_text_are_runs_of_capitals():
    text = "Yesterday Ada Voss met Ludwig van der Meer; Éva’s reply to O’Hara was short."
    found = set(names_in(text))
    assert {"Ada Voss", "Ludwig van der Meer", "Éva", "O’Hara"} <= found
    assert not {"met", "short"} & found


def test_a_speaker_who_is_named_twice_in_a_statement_counts_once(client):
    make_speaker("Ada Voss").also_called("Voss")
    make_statement("Ada Voss said no. Voss said yes.", speaker="Ben Ash")
    assert [(who.slug, who.n) for who in page_of(client, "ben-ash").context["names"]] == [
        ("ada-voss", 1)
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Ada Voss", "AV"), ("Anna", "A"), ("Ludwig van der Meer", "LM"), ("7 Up", "U"), ("№ 5", "")],
)
def test_initials_stand_where_a_portrait_would(name, expected):
    assert initials(name) == expected


def test_pages_of_statements_go_on_with_the_speaker_s_role(client):
    make_busy_speaker()
    response = client.get(reverse("speaker", args=["ada-voss"]), {"page": 2})
    assert response.context["listing"].page.number == 2
    assert len(response.context["listing"].page.object_list) == 5
    assert "harbour minister" in response.content.decode()


def test_a_speaker_without_statements_has_a_page(client):
    make_speaker("Nil Nemo")
    page = page_of(client, "nil-nemo").content.decode()
    assert "No statement is on record." in page and "Over time" not in page
    assert not Statement.objects.exists()
