"""The curators' side in a browser: decide, hide, bring back; choose a speaker while typing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from archive.models import Statement


@pytest.mark.parametrize("width", [390, 1280])
def test_a_statement_is_hidden_explained_and_shown_again(desk, site, width):
    page = desk(width)
    statement = Statement.objects.get(text="We will mend the bridge, part 7.")

    def choose(action):
        page.goto(f"{site['root']}/admin/archive/statement/?q=%22part+7%22")
        page.locator("tr input.action-select").check()
        page.locator("select[name=action]").select_option(action)
        page.locator(".actions button[type=submit]").click()

    choose("hide_selected")
    page.get_by_label("Reason").fill("a caption")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Hide").click()
    expect(page.get_by_text("1 statement hidden.")).to_be_visible()
    page.get_by_role("link", name="We will mend the bridge, part 7.").click()
    expect(page.get_by_text("Hidden: only the reason can change.")).to_be_visible()
    page.get_by_label("Reason").fill("no statement at all")
    page.get_by_role("button", name="Save", exact=True).click()
    statement.refresh_from_db()
    assert (statement.status, statement.reason) == ("hidden", "no statement at all")
    choose("show_selected")
    expect(page.get_by_text("1 statement shown again.")).to_be_visible()
    statement.refresh_from_db()
    assert statement.status == "checked"
    assert page.said == []


@pytest.mark.parametrize("width", [390, 1280])
def test_a_speaker_is_chosen_while_typing(desk, site, width):
    page = desk(width)
    statement = Statement.objects.get(text="We will mend the bridge, part 7.")
    page.goto(f"{site['root']}/admin/archive/statement/{statement.pk}/change/")
    page.locator(".field-speaker .select2-selection").click()
    page.locator(".select2-search__field").fill("wendell")
    page.locator(".select2-results__option", has_text="Wendell Ash").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    statement.refresh_from_db()
    assert (statement.speaker.name, statement.status) == ("Wendell Ash", "edited")
    assert page.said == []
