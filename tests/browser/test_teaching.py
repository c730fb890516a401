"""In the queue a corrected speaker is applied to others by keyboard, and the queue goes on."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from archive.models import Statement
from tests.factories import make_article, make_speaker, make_statement


@pytest.fixture
def queue(site, desk):
    """Return the queue of one outlet: three statements by a pilot whom nobody knows."""
    for number in range(3):
        text = f"T\n\n“The lamp number {number} is lit.” the pilot said."
        article = make_article(text, outlet="Radio Sund", published_at=None)
        words, at = f"The lamp number {number} is lit.", text.index("the pilot")
        row = make_statement(
            words, speaker=None, article=article, said_on=None, confidence=0.3 + number / 10
        )
        Statement.objects.filter(pk=row.pk).update(mention="the pilot", mention_start=at)
    make_speaker("Ben Orr")
    return f"{site['root']}/admin/archive/statement/review/?outlet={article.outlet_id}"


def lamps():
    return Statement.objects.filter(text__contains="lamp number")


def test_a_speaker_is_applied_to_the_others_and_undone_at_once(desk, queue):
    page = desk(1280)
    page.goto(queue)
    page.keyboard.press("s")
    page.keyboard.type("ben o")
    expect(page.get_by_role("option").first).to_contain_text("Ben Orr")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_text("“the pilot” is Ben Orr here")).to_be_visible()
    page.keyboard.press("t")
    page.get_by_label("All that went wrong in the same way: 2 more").check()
    page.get_by_label("is an alias of").check()
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_text("2 statements would be Ben Orr’s")).to_be_visible()
    found = Axe().run(page, context="#content")
    assert found.violations_count == 0, found.generate_report()
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_text("2 more given to Ben Orr.")).to_be_visible()
    expect(page.get_by_text("Nothing waits here")).to_be_visible()
    assert {row.speaker.name for row in lamps()} == {"Ben Orr"}
    page.get_by_role("link", name="Look at it, undo it").click()
    found = Axe().run(page, context="#content")
    assert found.violations_count == 0, found.generate_report()
    page.get_by_role("button", name="Undo all of it").click()
    expect(page.get_by_text("3 rows are as they were.")).to_be_visible()
    assert lamps().filter(speaker__isnull=True).count() == 2
    assert page.said == []
