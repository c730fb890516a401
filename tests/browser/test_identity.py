"""Merging and splitting in a browser: by hand, without a barrier, without a word to the console."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from archive.models import Speaker
from tests.factories import make_speaker, make_statement


@pytest.fixture
def addresses(site, desk):
    """Return the addresses of the pages about who is who; two speakers may be one."""
    for number in range(3):
        make_statement(f"The toll number {number} is too high.", speaker="A. Voss")
    short, long = make_speaker("A. Voss"), make_speaker("Ada Voss")
    short.aliases.create(text="Minister A. Voss")
    speakers = f"{site['root']}/admin/archive/speaker"
    return {
        "merge": f"{speakers}/{short.pk}/merge/?other=Ada+Voss",
        "choose": f"{speakers}/{short.pk}/merge/",
        "split": f"{speakers}/{long.pk}/split/",
        "alike": f"{speakers}/alike/",
        "speaker": f"{speakers}/{long.pk}/change/",
        "old": f"{site['root']}{short.get_absolute_url()}",
    }


def test_two_speakers_are_merged_the_old_address_followed_and_the_merge_undone(desk, addresses):
    page = desk(1280)
    page.goto(addresses["choose"])
    page.get_by_role("combobox").press_sequentially("minister v")
    expect(page.get_by_role("option").first).to_contain_text("“Minister Voss”")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="See what would move").click()
    expect(page.get_by_text("3 found by machine")).to_be_visible()
    page.get_by_label("Reason").fill("the same minister")
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.get_by_text("3 statements went over")).to_be_visible()
    decision = page.url
    page.goto(addresses["old"])
    expect(page.get_by_role("heading", name="Ada Voss", exact=True).first).to_be_visible()
    page.goto(decision)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("3 statements came back")).to_be_visible()
    page.goto(addresses["old"])
    expect(page.get_by_role("heading", name="A. Voss", exact=True).first).to_be_visible()
    assert Speaker.objects.get(name="A. Voss").statements.count() == 3
    assert page.said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_about_who_is_who_has_a_barrier(desk, addresses, width, scheme):
    page = desk(width, scheme)
    for name in ("merge", "split", "alike"):
        page.goto(addresses[name])
        found = Axe().run(page, context="#content")
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert page.said == []
