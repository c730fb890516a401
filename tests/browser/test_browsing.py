"""Compare, leaf through the days, read the help: without scripts, and by keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

MOST_TABS = 150


@pytest.fixture
def enter(new_context, site):
    """Return what opens a page in one of the two ways: without scripts, or without a mouse."""

    def opened(name, scripts):
        size = {"width": 1280, "height": 900}
        page = new_context(viewport=size, java_script_enabled=scripts).new_page()
        page.goto(site[name])
        return page

    return opened


def reach(page, wanted):
    """Go on by the tab key until the element has the focus; it has to be visible there."""
    expect(wanted).to_have_count(1)
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            break
    expect(wanted).to_be_focused()
    expect(wanted).to_be_in_viewport()


def follow(page, wanted, scripts):
    """Press a link or a button: by the mouse without scripts, by the keyboard with them."""
    if scripts:
        reach(page, wanted)
        page.keyboard.press("Enter")
    else:
        wanted.click()


def type_into(page, box, text, scripts):
    """Write into an empty box."""
    if scripts:
        reach(page, box)
        page.keyboard.type(text)
    else:
        box.fill(text)


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "by keyboard"])
def test_two_speakers_are_compared_and_their_words_read(enter, scripts):
    page = enter("speaker", scripts)
    follow(page, page.get_by_role("link", name="Compare Ada Voss with others"), scripts)
    form = page.get_by_role("form", name="What to compare")
    expect(form.get_by_label("Speaker 1")).to_have_value("Ada Voss")
    type_into(page, form.get_by_label("Speaker 2"), "Wendell Ash", scripts)
    type_into(page, form.get_by_label("Words"), "bridge", scripts)
    follow(page, form.get_by_role("button", name="Compare"), scripts)
    for name in ("Ada Voss", "Wendell Ash"):
        expect(page.get_by_role("heading", level=2, name=name)).to_be_visible()
    follow(page, page.get_by_text("As a table"), scripts)
    table = page.get_by_role("table", name="Statements over time")
    expect(table.get_by_role("columnheader", name="Wendell Ash")).to_be_visible()
    side = page.get_by_role("region", name="Ada Voss")
    counted = side.get_by_role("link", name=re.compile(r"^\d+ statements$"))
    words = counted.inner_text()
    follow(page, counted, scripts)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(f"{words} containing “bridge” by Ada Voss")


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "by keyboard"])
def test_the_days_are_leafed_through_from_year_to_statement(enter, scripts):
    page = enter("about", scripts)
    days = page.get_by_role("navigation", name="Main").get_by_role("link", name="Days")
    follow(page, days, scripts)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^\d{4}$"))
    year = page.get_by_role("navigation", name="Before and after")
    follow(page, year.get_by_role("link", name="2023"), scripts)
    follow(page, page.get_by_role("link", name="May 2023"), scripts)
    expect(page.get_by_role("heading", level=1)).to_have_text("May 2023")
    month = page.get_by_role("table", name="May 2023")
    follow(page, month.get_by_role("link", name=re.compile("^7 ")), scripts)
    expect(page.get_by_role("heading", level=1)).to_have_text("7 May 2023")
    beside = page.get_by_role("navigation", name="Before and after")
    follow(page, beside.get_by_role("link", name="8 May 2023"), scripts)
    expect(page.get_by_role("article")).to_contain_text("part 8.")
    trail = page.get_by_role("navigation", name="Breadcrumbs")
    follow(page, trail.get_by_role("link", name="2023", exact=True), scripts)
    expect(page).to_have_url(re.compile("/on/2023/$"))


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "by keyboard"])
def test_the_help_leads_to_searches_and_to_what_programs_read(enter, scripts):
    page = enter("about", scripts)
    foot = page.get_by_role("contentinfo")
    follow(page, foot.get_by_role("link", name="Feeds, files and API"), scripts)
    expect(page.get_by_role("heading", level=1)).to_have_text("Feeds, files and API")
    expect(page.get_by_role("cell", name="all rows as a table")).to_be_visible()
    main = page.get_by_role("main")
    follow(page, main.get_by_role("link", name="Help for search"), scripts)
    expect(page.get_by_role("heading", level=1)).to_have_text("Help for search")
    follow(page, page.get_by_role("link", name="bridge -toll", exact=True), scripts)
    expect(page.get_by_role("heading", level=1)).to_contain_text("“bridge” without “toll”")
    page.go_back()
    page.go_back()
    follow(page, main.get_by_role("link", name="/api/v1/statements/"), scripts)
    expect(page.locator("body")).to_contain_text('"results"')


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "by keyboard"])
def test_another_language_is_chosen_and_the_page_stays(enter, scripts):
    page = enter("narrowed", scripts)
    here = page.url
    foot = page.get_by_role("contentinfo")
    follow(page, foot.get_by_role("link", name="Deutsch"), scripts)
    expect(page).to_have_url(here)
    expect(page.locator("html")).to_have_attribute("lang", "de")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Aussagen mit „bridge“ von Ada Voss der Art")
    follow(page, foot.get_by_role("link", name="English"), scripts)
    expect(page).to_have_url(here)
    expect(heading).to_contain_text("containing “bridge” by Ada Voss")
