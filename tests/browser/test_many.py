"""All of a search is decided about in a browser; the pages of curation have no barrier."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from archive.models import Article, Statement, Topic
from tests.factories import make_article, make_statement


@pytest.fixture
def captions(site, desk):
    """Return the address of an article of three captions."""
    words = [f"Gull number {n} is back." for n in range(3)]
    article = make_article("T\n\n" + " ".join(words), outlet="Radio Sund", published_at=None)
    for one in words:
        make_statement(one, article=article, section="caption", said_on=None)
    return article


def test_all_of_a_caption_are_hidden_from_the_public_search_and_undone(desk, site, captions):
    page = desk(1280)
    page.goto(f"{site['root']}/statements/?q=gull")
    page.get_by_role("link", name="Decide about all of these at once").click()
    page.get_by_label("Only in").select_option("caption")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="3 statements")).to_be_visible()
    page.get_by_label("Hide: not statements").check()
    page.get_by_label("Reason").fill("a caption")
    page.get_by_role("button", name="Do it with all 3").click()
    expect(page.get_by_text("3 statements hidden.")).to_be_visible()
    gulls = Statement.objects.filter(article=captions)
    assert {(row.status, row.reason) for row in gulls} == {("hidden", "a caption")}
    page.get_by_role("link", name="Look at it, undo it").click()
    page.get_by_role("button", name="Undo all of it").click()
    expect(page.get_by_text("3 rows are as they were.")).to_be_visible()
    assert {row.status for row in gulls.all()} == {"machine"}
    assert page.said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_have_no_barrier(desk, site, captions, width, scheme):
    page = desk(width, scheme)
    outlet = Article.objects.get(pk=captions.pk).outlet_id
    topics = [Topic.objects.named(name) for name in ("Birds", "Gulls")]
    for address in (
        "statement/many/?q=gull",
        f"article/{captions.pk}/withdraw/",
        f"outlet/{outlet}/merge/",
        f"topic/{topics[0].pk}/merge/?other={topics[1].pk}",
        "speaker/table/",
    ):
        page.goto(f"{site['root']}/admin/archive/{address}")
        found = Axe().run(page, context="#content")
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert page.said == []
