"""The search page: picture, facets in full, who says it most, words around."""

from __future__ import annotations

import gzip
import html
import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.http import QueryDict

from archive.filters import StatementFilter
from archive.models import Statement
from archive.search import Period
from archive.views.histogram import MOST_BARS, points
from tests.factories import make_person, make_statement
from tests.test_views import get, text_of

pytestmark = pytest.mark.django_db


def search(query=""):
    return StatementFilter(QueryDict(query), queryset=Statement.objects.shown())


def bars(page):
    """Return label → (number, address) of the rows of the picture's table."""
    table = page.split('class="numbers"')[1].split("</details>")[0]
    row = re.compile(r'<th scope="row">(.*?)</th>\s*<td class="n">([\d,]+)</td>', re.S)
    found = {}
    for label, n in row.findall(table):
        link = re.search(r'href="([^"]*)"', label)
        found[text_of(label)] = (int(n.replace(",", "")), html.unescape(link[1]))
    return found


def test_the_picture_shows_gaps_and_each_bar_narrows(client):
    for day in (date(2020, 1, 5), date(2020, 1, 6), date(2020, 4, 1)):
        make_statement("The bridge.", said_on=day)
    found = bars(get(client, "/statements/?q=bridge"))
    assert [n for n, _ in found.values()] == [2, 0, 0, 1]
    address = "/statements/?q=bridge&after=2020-01-01&before=2020-01-31"
    assert found["January 2020"] == (2, address)
    inside = bars(get(client, address))
    assert [n for n, _ in inside.values()] == [1, 1]
    assert inside["6 January 2020"][1].endswith("after=2020-01-06&before=2020-01-06")


def test_centuries_of_years_are_drawn_by_decades():
    found = points(search(), [Period(date(1799, 1, 1), 2), Period(date(2024, 1, 1), 1)], "year")
    assert len(found) <= MOST_BARS and sum(point.n for point in found) == 3
    assert (found[0].label, found[0].n) == ("1790–1799", 2)
    assert found[-1].url == "/statements/?after=2020-01-01&before=2029-12-31"
    ancient = points(search(), [Period(date(1, 1, 1), 2), Period(date(9999, 1, 1), 1)], "year")
    assert len(ancient) <= MOST_BARS


def test_no_picture_of_one_day(client):
    make_statement()
    assert "Over time" not in get(client, "/statements/")


def test_a_long_facet_is_cut_off_and_shown_in_full_by_a_click(client):
    for n in range(14):
        make_statement(f"The bridge {n}.", speaker=f"Voss {n} Ada")
    page = get(client, "/statements/?q=bridge")
    facet = page.split('aria-labelledby="facet-speaker"')[1].split("</section>")[0]
    assert facet.count('class="without"') == 12
    assert 'href="/statements/?q=bridge&amp;all=speaker"' in facet
    whole = get(client, "/statements/?q=bridge&all=speaker")
    facet = whole.split('aria-labelledby="facet-speaker"')[1].split("</section>")[0]
    assert facet.count('class="without"') == 14 and "Show all" not in facet


def test_who_says_it_most_is_one_address_and_leads_to_what_they_said(client):
    for n in range(3):
        make_statement(f"The bridge {n}.", speaker="Mira Holt", said_on=date(2020 + n, 1, 1))
    make_statement("The bridge.")
    page = get(client, "/statements/?q=bridge&by=speaker&sort=oldest")
    assert "Who said the 4 statements containing “bridge”" in text_of(page)
    table = text_of(page.split('class="voices"')[1].split("</table>")[0])
    assert "Mira Holt 3 1 January 2020 1 January 2022 Ada Voss 1" in table
    assert 'href="/statements/?q=bridge&amp;speaker=mira-holt&amp;sort=oldest"' in page
    assert "blockquote" not in page
    form = page.split('id="search"')[1].split("</form>")[0]
    assert re.search(r'name="by"\s+value="speaker"', form)


def test_another_grouping_is_named_and_left_out(client):
    make_statement()
    page = get(client, "/statements/?by=moon")
    assert "cannot be grouped by “moon”" in text_of(page) and "blockquote" in page


def test_nobody_known_says_it(client):
    make_statement("The bridge.", speaker=None)
    page = get(client, "/statements/?q=bridge&by=speaker")
    assert "Nobody who says it is known by name." in page


def test_a_card_shows_the_words_around(client):
    make_statement()
    assert "“ […] ” Ada Voss said." in text_of(get(client, "/statements/"))


@pytest.mark.parametrize("query", ["all=%00", "all=moon", "by=%00", "by=speaker&page=9"])
def test_no_parameter_breaks_the_page(client, query):
    make_statement()
    get(client, f"/statements/?{query}")


def test_page_style_and_scripts_are_light_over_the_wire(client):
    """As gzip packs them, which every browser takes; brotli packs them smaller."""
    for n in range(30):
        make_statement(f"The bridge {n}.", speaker=f"Voss {n} Ada", outlet=f"Outlet {n}")
    page = client.get("/statements/?q=bridge", headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    plain = get(client, "/statements/?q=bridge")
    names = re.findall(r'(?:src|href)="/static/([^"]+)"', plain)
    assert {Path(name).suffix for name in names} >= {".css", ".js", ".svg"}
    sizes = {name: len(gzip.compress(Path(find(name)).read_bytes())) for name in names}
    sizes["page"] = len(page.content)
    assert sum(sizes.values()) <= 60_000, sizes


def test_only_who_may_decide_about_many_is_offered_to_and_caches_know(client):
    make_statement()
    offer = "Decide about all of these at once"
    everybody = client.get("/statements/?q=bridge")
    assert offer not in everybody.content.decode()
    assert "Cookie" in everybody["Vary"] and not everybody.cookies
    for role, is_offered in (("reader", False), ("curator", False), ("editor", True)):
        client.force_login(make_person(role))
        page = client.get("/statements/?q=bridge")
        assert (offer in page.content.decode()) is is_offered, role
        assert "Cookie" in page["Vary"]


def test_curators_find_their_way_in_at_the_foot_of_every_page(client):
    for address in ("/", "/about/", "/statements/?q=zyzzyva"):
        assert 'href="/admin/" rel="nofollow">Curators: sign in' in get(client, address)


@pytest.mark.parametrize(("reader", "shown"), [("en", "Russian"), ("de", "Russisch")])
def test_languages_are_called_by_their_names(client, reader, shown):
    make_statement("Мост закрыт.", language="ru")
    make_statement("The bridge is shut.", language="en")
    make_statement("Bardhë.", language="qqq")
    page = client.get(
        "/statements/?q=lang:ru", headers={"accept-language": reader}
    ).content.decode()
    assert page.count(shown) >= 3  # in the sentence, the chip and the facet
    assert "qqq" in page  # a language that nobody knows
