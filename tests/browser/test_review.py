"""The review queue in a browser: by keyboard alone, side by side, stale, without a barrier."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import expect

from archive.models import Statement
from tests.factories import make_speaker, make_statement


@pytest.fixture
def queue(site, desk):
    """Return the address of the queue of one outlet, in which twenty statements wait."""
    for number in range(20):
        words = f"The lighthouse number {number} must stay lit, and so must we."
        statement = make_statement(words, outlet="Radio Sund", confidence=0.3 + number / 100)
    make_speaker("Ben Orr").aliases.create(text="Pilot Orr")
    outlet = statement.outlet_id
    return f"{site['root']}/admin/archive/statement/review/?outlet={outlet}"


def shown(page, number: int) -> None:
    expect(page.locator("#paragraph mark")).to_contain_text(f"number {number} must")


def test_twenty_statements_are_checked_by_keyboard_alone(desk, queue):
    page = desk(1280)
    page.goto(queue)
    keys = page.keyboard
    for number in range(20):
        shown(page, number)
        if number == 3:
            keys.press("s")
            keys.type("pilot o")
            expect(page.get_by_role("option").first).to_contain_text("Ben Orr")
            keys.press("ArrowDown")
            keys.press("Enter")
            keys.press("Enter")
        elif number == 5:
            keys.press("s")
            keys.type("Cyd Roe")
            keys.press("Escape")
            keys.press("n")
            keys.press("2")
            keys.press("Enter")
        elif number == 7:
            keys.press("w")
            keys.type("The lighthouse number 7 must stay lit")
            keys.press("Escape")
            keys.press("Enter")
        elif number == 9:
            keys.press("r")
            keys.type("a caption")
            keys.press("Escape")
            keys.press("h")
        elif number == 11:
            keys.press("h")
            shown(page, 12)
            keys.press("u")
            shown(page, 11)
            keys.press("a")
        else:
            keys.press("a")
    expect(page.get_by_text("Nothing waits here")).to_be_visible()
    rows = {row.text.split("number ")[1].split()[0]: row for row in lit()}
    assert len(rows) == 20 and {row.decided_by.username for row in rows.values()} == {"chief"}
    assert (rows["3"].speaker.name, rows["3"].status) == ("Ben Orr", "edited")
    assert (rows["5"].speaker.name, rows["5"].kind) == ("Cyd Roe", "mixed")
    assert rows["7"].text == "The lighthouse number 7 must stay lit"
    assert (rows["9"].status, rows["9"].reason) == ("hidden", "a caption")
    assert rows["11"].status == "checked" and page.said == []


def lit():
    return Statement.objects.filter(text__contains="lighthouse number").select_related(
        "speaker", "decided_by"
    )


def test_words_selected_in_the_paragraph_are_the_new_span(desk, queue):
    page = desk(1280)
    page.goto(queue)
    page.locator("#paragraph mark").evaluate(
        """mark => {
          const words = mark.firstChild;
          const range = document.createRange();
          range.setStart(words, 0);
          range.setEnd(words, words.textContent.indexOf(","));
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    expect(page.get_by_label("Words")).to_have_value("The lighthouse number 0 must stay lit")
    page.keyboard.press("Enter")
    shown(page, 1)
    assert lit().filter(text="The lighthouse number 0 must stay lit", status="edited").exists()


def test_two_curators_side_by_side_never_get_the_same_and_a_stale_form_says_so(desk, queue, site):
    User.objects.create_superuser("second", password="a long one")
    first, second = desk(1280), desk(1280, name="second")
    first.goto(queue)
    second.goto(queue)
    shown(first, 0)
    shown(second, 1)
    held = lit().get(text__contains="number 0 must")
    second.goto(f"{site['root']}/admin/archive/statement/{held.pk}/change/")
    second.get_by_label("Reason").fill("heard it myself")
    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.get_by_text("was changed successfully")).to_be_visible()
    first.keyboard.press("h")
    expect(first.get_by_text("Nothing was saved")).to_be_visible()
    expect(first.get_by_text("heard it myself").first).to_be_visible()
    held.refresh_from_db()
    assert (held.status, held.decided_by.username) == ("checked", "second")
    first.get_by_role("link", name="To the next one").click()
    shown(first, 2)


def test_without_javascript_every_deed_can_be_done(new_context, desk, queue):
    entered = desk(1280)
    state = entered.context.storage_state()
    page = new_context(java_script_enabled=False, storage_state=state).new_page()
    page.goto(queue)
    page.get_by_role("button", name="Right as it is").click()
    shown(page, 1)
    page.get_by_label("Speaker").first.fill("Pilot Orr")
    page.get_by_role("button", name="Save").click()
    shown(page, 2)
    page.get_by_label("Reason").fill("a caption")
    page.get_by_role("button", name="Hide").click()
    shown(page, 3)
    statuses = [row.status for row in lit().order_by("confidence")[:3]]
    assert statuses == ["checked", "edited", "hidden"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_queue_has_no_barrier(desk, queue, width, scheme):
    page = desk(width, scheme)
    page.goto(queue)
    found = Axe().run(page, context="#content")
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.said == []
