"""Every page in a browser: nothing to complain about, wide and narrow, light and dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

SIZES = [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]
REFUSED = ("hidden", "withdrawn", "embedded no more", "not found")
QUOTATIONS = ".quotation, .text p, .context, h1"


def names(site, *leave_out):
    """Return the names of the pages, in one order."""
    return [name for name in site if name not in ("root", *leave_out)]


def open_page(new_context, width, scheme="light", **options):
    context = new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
    return context.new_page()


@pytest.mark.parametrize(
    ("width", "scheme", "language"), [*((*size, "en") for size in SIZES), (390, "light", "de")]
)
def test_no_page_has_a_barrier(new_context, site, width, scheme, language):
    page = open_page(new_context, width, scheme, locale=language)
    axe = Axe()
    for name in names(site):
        page.goto(site[name])
        found = axe.run(page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_quotations_have_the_highest_contrast(new_context, site, scheme):
    page = open_page(new_context, 1280, scheme)
    strict = {"runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]}}
    for name in ("search", "narrowed", "statement", "article", "withdrawn", "russian"):
        page.goto(site[name])
        assert page.locator(QUOTATIONS).count()
        found = Axe().run(
            page, context=[[s.strip()] for s in QUOTATIONS.split(",")], options=strict
        )
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"


def test_the_lit_statement_that_was_asked_for_has_the_highest_contrast(new_context, site):
    strict = {"runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]}}
    for scheme in ("light", "dark"):
        page = open_page(new_context, 1280, scheme)
        page.goto(site["article"])
        for anchor in page.locator("mark.lit[id]").evaluate_all("marks => marks.map(m => m.id)"):
            page.goto(f"{site['article']}#{anchor}")
            found = Axe().run(page, context=".text", options=strict)
            assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(
    ("width", "language"), [(320, "en"), (320, "de"), (390, "en"), (1280, "en")]
)
def test_no_page_scrolls_sideways(new_context, site, width, language):
    page = open_page(new_context, width, locale=language)
    for name in names(site):
        page.goto(site[name])
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_no_page_scrolls_sideways_with_the_filters_open(new_context, site):
    page = open_page(new_context, 320)
    page.goto(site["search"])
    page.locator(".filters summary").click()
    assert page.get_by_label("since").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_pages_say_nothing_to_the_console_and_ask_no_other_host(new_context, site):
    page = open_page(new_context, 1280)
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.on("request", lambda request: asked.append(request.url))
    for name in names(site, *REFUSED):
        # The favicon comes last: a page left before is an aborted request, not a fault.
        page.goto(site[name], wait_until="networkidle")
    assert said == []
    assert not [url for url in asked if not url.startswith(site["root"])]


def test_nothing_moves_once_it_is_shown(new_context, site):
    page = open_page(new_context, 390)
    page.add_init_script("""
      window.moved = 0;
      new PerformanceObserver((list) => {
        for (const { hadRecentInput, value } of list.getEntries())
          if (!hadRecentInput) window.moved += value;
      }).observe({ type: "layout-shift", buffered: true });
    """)
    for name in ("home", "search", "statement", "article"):
        page.goto(site[name], wait_until="networkidle")
        assert page.evaluate("window.moved") == 0, name


@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_is_read_with_letters_of_twice_the_size(new_context, site, width):
    page = open_page(new_context, width)
    for name in names(site):
        page.goto(site[name])
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_the_filters_stand_beside_the_results_where_there_is_room(new_context, site):
    page = open_page(new_context, 1280, java_script_enabled=False)
    page.goto(site["search"])
    facet, first = page.locator(".facet a").first, page.locator(".card").first
    assert facet.bounding_box()["x"] + facet.bounding_box()["width"] < first.bounding_box()["x"]
    page = open_page(new_context, 390, java_script_enabled=False)
    page.goto(site["search"])
    assert not page.locator(".facet a").first.is_visible()


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_menu_stands_on_one_line_of_a_phone(new_context, site, language):
    page = open_page(new_context, 390, locale=language)
    page.goto(site["home"])
    tops = page.locator(".site-head li a").evaluate_all("all => all.map(a => a.offsetTop)")
    assert len(tops) == 6 and len(set(tops)) == 1


@pytest.mark.parametrize("width", [320, 390, 820])
def test_no_date_of_a_card_is_broken(new_context, site, width):
    page = open_page(new_context, width)
    page.goto(site["search"])
    lines = page.locator(".card time").evaluate_all(
        "all => all.map(t => t.getClientRects().length)"
    )
    assert set(lines) == {1}


def test_the_calendar_of_a_month_stands_before_its_statements_on_a_phone(new_context, site):
    for width, is_above in ((390, True), (1280, False)):
        page = open_page(new_context, width)
        page.goto(site["month"])
        month, first = page.locator("table.month"), page.locator(".card").first
        assert (
            month.bounding_box()["y"] + month.bounding_box()["height"] < first.bounding_box()["y"]
        ) is is_above
        if not is_above:
            right = first.bounding_box()["x"] + first.bounding_box()["width"]
            assert right < month.bounding_box()["x"]


def test_numbers_of_a_table_stand_below_one_another(new_context, site):
    page = open_page(new_context, 1280)
    page.goto(site["about"])
    cells = page.locator(".of-numbers td")
    assert set(cells.evaluate_all("all => all.map(td => getComputedStyle(td).textAlign)")) == {
        "end"
    }


def test_the_page_of_a_statement_prints_without_the_frame(new_context, site):
    page = open_page(new_context, 1280)
    page.goto(site["statement"])
    page.emulate_media(media="print")
    assert page.locator(".quotation").first.is_visible()
    assert not page.locator(".site-head nav").is_visible()


def test_paper_is_white_also_for_who_reads_in_the_dark(new_context, site):
    page = open_page(new_context, 1280, "dark")
    page.goto(site["statement"])
    page.emulate_media(media="print", color_scheme="dark")
    colours = """all => [...new Set(all.map(one => getComputedStyle(one).backgroundColor))]"""
    seen = page.locator("html, textarea, .quotation").evaluate_all(colours)
    assert set(seen) == {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
    assert not page.get_by_role("link", name="Report an error").is_visible()


def test_a_chart_begins_at_the_left_also_where_one_writes_from_the_right(new_context, site):
    page = open_page(new_context, 1280)
    page.goto(site["search"])
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    ends = page.locator(".chart .axis > *").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().left)"
    )
    assert len(ends) >= 2 and ends == sorted(ends)


def test_a_full_stop_stays_with_the_number_before_it(new_context, site):
    page = open_page(new_context, 390)
    page.goto(site["article"])
    apart = """(width) => {
      const text = document.querySelector(".text");
      text.style.width = `${width}px`;
      return [...text.querySelectorAll("p .lit-number")].filter((number) => {
        const next = number.parentElement.nextSibling;
        if (!next || !/^[.,”]/.test(next.textContent)) return false;
        const range = document.createRange();
        range.setStart(next, 0);
        range.setEnd(next, 1);
        const [stop, own] = [range.getBoundingClientRect(), number.getBoundingClientRect()];
        return stop.top > own.bottom || stop.left < own.left;
      }).length;
    }"""
    assert page.locator(".text p .lit-number").count() > 2
    assert [width for width in range(180, 380, 3) if page.evaluate(apart, width)] == []


def test_a_statement_is_read_in_the_page_of_somebody_else(new_context, site, serve):
    page = open_page(new_context, 600)
    page.goto(site["statement"])
    frame = page.get_by_label("Show it in another page").input_value()
    other = open_page(new_context, 390)
    other.goto(serve(f"<!doctype html><title>A blog</title><p>She said:</p>{frame}"))
    held = other.frame_locator("iframe")
    expect(held.get_by_text("We will mend the bridge, part 25.")).to_be_visible()
    scrolled = held.locator("html").evaluate("one => one.scrollHeight - one.clientHeight")
    assert scrolled <= 0
