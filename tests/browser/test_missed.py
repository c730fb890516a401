"""A missed statement is added in a browser: by selecting its words, and without JavaScript."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from archive.models import Article, Statement
from tests.factories import make_article, make_speaker

TEXT = "Tides 🚢 turn\n\nThe pilot is sure. It is so, 🌊 he adds. “It is so.”"


@pytest.fixture
def address(site, desk):
    make_speaker("Ben Orr").aliases.create(text="Pilot Orr")
    article = make_article(TEXT, title="Tides 🚢 turn", outlet="Radio Sund")
    return f"{site['root']}/admin/archive/article/{article.pk}/missed/"


def test_selected_words_are_added_with_a_speaker_chosen_while_typing(desk, address):
    page = desk(1280)
    page.goto(address)
    page.locator("#whole-text").evaluate(
        """text => {
          const words = text.firstChild;
          const at = words.textContent.lastIndexOf("It is so");
          const range = document.createRange();
          range.setStart(words, at);
          range.setEnd(words, at + "It is so.".length);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    expect(page.get_by_label("Words")).to_have_value("It is so.")
    expect(page.get_by_label("From character")).to_have_value(str(TEXT.rindex("It is so.")))
    page.get_by_label("Speaker", exact=True).press_sequentially("pilot o")
    page.locator(".offered [role=option]").first.click()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("Added:")).to_be_visible()
    expect(page.locator("#whole-text mark")).to_have_text("It is so.")
    row = Statement.objects.get(article=Article.objects.get(title="Tides 🚢 turn"))
    assert (row.start, row.speaker.name) == (TEXT.rindex("It is so."), "Ben Orr")
    assert page.said == []


def test_without_javascript_the_words_are_pasted(new_context, desk, address):
    state = desk(1280).context.storage_state()
    page = new_context(java_script_enabled=False, storage_state=state).new_page()
    page.goto(address)
    page.get_by_label("Words").fill("The pilot is sure.")
    page.get_by_label("reported").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("Added:")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_has_no_barrier(desk, address, width, scheme):
    page = desk(width, scheme)
    page.goto(address)
    found = Axe().run(page, context="#content")
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.said == []
