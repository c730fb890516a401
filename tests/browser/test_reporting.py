"""Readers' forms in a browser: without a script, a barrier, or a word to the console."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from archive.models import ReaderReport


@pytest.mark.parametrize("script", [True, False])
def test_an_error_is_reported_and_comes_first_in_the_queue(new_context, desk, site, script):
    page = new_context(java_script_enabled=script).new_page()
    page.goto(site["statement"])
    page.get_by_role("link", name="Report an error").click()
    page.get_by_label("somebody else said it").check()
    page.get_by_label("In your words").fill("It was her brother.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_contain_text("Thank you")
    page.get_by_role("link", name="Back to the statement").click()
    assert page.url == site["statement"] and ReaderReport.objects.count() == 1
    curator = desk(1280)
    curator.goto(f"{site['root']}/admin/archive/statement/review/")
    expect(curator.get_by_text("reported by a reader")).to_contain_text("It was her brother.")
    curator.keyboard.press("a")
    expect(curator.get_by_text("It was her brother.")).to_have_count(0)
    assert ReaderReport.objects.get().state == "declined" and curator.said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_form_has_a_barrier(new_context, desk, site, width, scheme):
    size = {"width": width, "height": 900}
    page = new_context(viewport=size, color_scheme=scheme).new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    addresses = [f"{site['statement']}report/", f"{site['speaker']}suggest-merge/"]
    for address in [*addresses, f"{addresses[0]}?sent=1"]:
        page.goto(address)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(addresses[1])
    page.get_by_label("The other name on this site").fill("Nobody at all")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("No speaker is called")).to_be_visible()
    assert Axe().run(page).violations_count == 0 and said == []
