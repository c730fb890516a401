"""Filtering and paging by htmx: no reload, a true address, the keyboard where it was."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def page(new_context, site):
    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto(site["search"])
    page.evaluate("window.isStillHere = true")
    yield page
    assert page.said == []


def is_still_here(page):
    return page.evaluate("window.isStillHere === true")


def test_facets_chips_sorting_and_paging_load_no_page(page):
    heading = page.get_by_role("heading", level=1)
    page.locator(".facet").get_by_role("link", name="The Quay Post", exact=True).click()
    expect(heading).to_contain_text("in The Quay Post")
    expect(page).to_have_title(re.compile("in The Quay Post"))
    expect(page).to_have_url(re.compile(r"\?q=bridge&outlet=the-quay-post$"))
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile("page=2$"))
    expect(heading).to_contain_text("21–")
    expect(heading).to_be_focused()
    page.get_by_role("link", name="oldest").click()
    expect(page).to_have_url(re.compile("sort=oldest$"))
    chips = page.get_by_role("list", name="Active filters")
    chips.get_by_role("link", name="The Quay Post").click()
    expect(heading).not_to_contain_text("The Quay Post")
    assert is_still_here(page)
    page.go_back()
    expect(heading).to_contain_text("in The Quay Post")


def test_the_box_the_dates_and_what_is_kept_follow_the_answer(page):
    page.get_by_role("list", name="Active filters").get_by_role("link", name="Words").click()
    expect(page.locator("#q")).to_have_value("")
    page.locator(".facet").get_by_role("link", name="Ada Voss", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?speaker=ada-voss$"))
    page.get_by_label("since").fill("2023-05-20")
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile(r"\?speaker=ada-voss&after=2023-05-20$"))
    page.locator("#q").fill("part")
    page.locator("#q").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "containing “part” by Ada Voss since 20 May 2023"
    )
    expect(page.locator("#q")).to_be_focused()
    assert is_still_here(page)


def test_a_bar_narrows_and_its_table_does_so_by_keyboard(page):
    chips = page.get_by_role("list", name="Active filters")
    page.locator(".numbers summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(chips).to_contain_text("On 1 May 2023")
    chips.get_by_role("link", name="On").click()
    expect(chips).not_to_contain_text("On 1 May 2023")
    page.locator(".plot a").last.click()
    expect(chips).to_contain_text("On 25 May 2023")
    assert is_still_here(page)


def test_the_keyboard_stays_on_the_facet_and_the_answer_is_announced(page):
    link = page.locator("#speaker-ada-voss")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#announced")).to_contain_text("by Ada Voss")
    expect(page.locator("#speaker-ada-voss")).to_be_focused()


def test_the_drawer_of_a_phone_stays_open(new_context, site):
    page = new_context(viewport={"width": 390, "height": 800}).new_page()
    page.goto(site["search"])
    page.locator(".filters > summary").click()
    page.locator("#speaker-ada-voss").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("by Ada Voss")
    expect(page.locator("#speaker-ada-voss")).to_be_visible()
    page.get_by_role("link", name="To the results").click()
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_a_broken_answer_falls_back_to_a_whole_page(page):
    page.route("**/statements/?*sort=oldest", lambda route: route.abort(), times=1)
    page.get_by_role("link", name="oldest").click()
    expect(page.locator(".sorts strong")).to_have_text("oldest")
    assert not is_still_here(page)
    page.said.clear()
