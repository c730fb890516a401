"""What people come for, done in a browser: by mouse, by keyboard, without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

WORDS = "We will mend the bridge, part 7."


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [390, 1280])
def test_find_narrow_open_read_in_place_and_go_back(new_context, site, width, scripts):
    page = new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripts
    ).new_page()
    page.goto(site["home"])
    page.locator("[data-search]").fill("bridge part")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page).to_have_title(re.compile("25 statements containing “bridge part”"))

    if width < 900:
        page.locator(".filters > summary").click()
    page.locator(".facet").get_by_role("link", name="The Quay Post", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("in The Quay Post")
    narrowed = page.url
    page.get_by_role("link", name="oldest").click()
    # The card stands in both orders: without waiting it may be opened from the first.
    expect(page).to_have_url(re.compile("sort=oldest"))

    card = page.get_by_role("article").filter(has_text=WORDS)
    card.get_by_role("link", name="This statement").click()
    expect(page.locator("blockquote").first).to_contain_text(WORDS)
    page.get_by_role("link", name="Read it in").click()
    expect(page).to_have_url(re.compile(r"/articles/\d+/#s\d+$"))
    expect(page.locator("mark:target")).to_contain_text("part 7")

    for _ in range(3):
        page.go_back()
    expect(page).to_have_url(narrowed)
    chips = page.get_by_role("list", name="Active filters")
    chips.get_by_role("link", name="The Quay Post").click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("The Quay Post")


def test_find_and_open_by_keyboard_alone(new_context, site):
    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(site["about"])
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#content$"))
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    page.keyboard.type('"part 7"')
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="This statement")
    expect(link).to_have_count(1)
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    assert link.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("blockquote").first).to_contain_text(WORDS)


def test_a_slash_typed_into_a_box_stays_a_slash(new_context, site):
    page = new_context().new_page()
    page.goto(site["speakers"])
    box = page.get_by_role("searchbox", name="Name", exact=True)
    box.click()
    page.keyboard.type("a/b")
    expect(box).to_have_value("a/b")


def test_days_narrow_and_the_filters_stay(new_context, site):
    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{site['search']}&speaker=ada-voss")
    page.get_by_label("since").fill("2023-05-20")
    page.get_by_role("button", name="Apply").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("containing “bridge” by Ada Voss since 20 May 2023")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_query_is_read_back_in_words_and_its_repair_can_be_undone(new_context, site, scripts):
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto(site["home"])
    page.locator("[data-search]").fill('bridge speaker:voss NOT "part 7')
    page.get_by_role("main").get_by_role("button", name="Search").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("statements containing “bridge 7” without “part” by Ada Voss")
    repairs = page.locator(".repairs")
    expect(repairs).to_contain_text("A quotation mark has no partner")
    expect(repairs).to_contain_text("“NOT” was read as a dash")
    repairs.get_by_role("listitem").filter(has_text="quotation mark").get_by_role(
        "link", name="Search it as typed"
    ).click()
    expect(heading).to_contain_text("containing “bridge” without the phrase “part 7” by Ada Voss")
    expect(page.locator(".repairs")).not_to_contain_text("partner")


def test_browse_a_speaker_and_search_inside(new_context, site):
    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(site["home"])
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Speakers").click()
    page.get_by_role("link", name="Ada Voss").click()
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    page.get_by_label("Search what Ada Voss said").fill("part 3")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("by Ada Voss")


def test_copy_the_citation(new_context, site):
    context = new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site["statement"])
    page.get_by_role("button", name="Copy Plain").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Ada Voss, “We will mend") and copied.endswith(site["statement"])


def test_every_piece_of_a_statement_over_paragraphs_is_lit(new_context, site):
    page = new_context().new_page()
    page.goto(site["article"])
    outer = page.locator("mark.direct[id]").filter(has_text="I told her").get_attribute("id")
    page.goto(f"{site['article']}#{outer}")
    assert page.locator("mark.target").count() >= 2


def test_a_name_is_offered_while_one_types_and_becomes_a_filter(new_context, site):
    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(site["home"])
    box = page.get_by_role("combobox", name="Search all statements")
    box.press_sequentially("bridge ada v")
    offered = page.get_by_role("option", name=re.compile("Ada Voss"))
    expect(offered).to_contain_text("speaker")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(offered).to_be_hidden()
    box.press_sequentially("o")
    expect(offered).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", re.compile("offered-0$"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Active filters")).to_contain_text("Ada Voss")
    expect(page.get_by_role("heading", level=1)).to_contain_text("bridge")
    assert said == []


SELECT = """([first, from, last, to]) => {
  const texts = (selector) => {
    const held = document.querySelector(selector);
    const walker = document.createTreeWalker(held, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };
  const at = (selector, words) => {
    const node = texts(selector).find((text) => text.data.includes(words));
    return [node, node.data.indexOf(words)];
  };
  const range = document.createRange();
  range.setStart(...at(first, from));
  const [node, offset] = at(last, to);
  range.setEnd(node, offset + to.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def test_selected_words_have_a_link_that_lights_just_them(new_context, site):
    context = new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site["article"])
    button = page.get_by_role("button", name="Copy link to the selected words")
    expect(button).to_be_hidden()
    rows = ".text .row:nth-child({}) [data-start]"
    # Behind the number of a nested statement, and on into the next paragraph.
    page.evaluate(SELECT, [rows.format(1), "she laughed", rows.format(2), "wrote it down"])
    expect(button).to_be_visible()
    button.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"\?version=1&passage=\d+-\d+#passage:~:text=she", copied)
    other = new_context(java_script_enabled=False).new_page()
    other.goto(copied)
    lit = "|".join(other.locator("mark.passage").all_inner_texts())
    assert re.fullmatch(r"she laughed\.\|“Then she wrote it down\d", lit)
    expect(other.locator("#passage")).to_be_in_viewport()
