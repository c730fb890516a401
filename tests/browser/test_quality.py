"""Judging and the pages about quality and history in a browser: by keyboard, without a barrier."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import expect

from archive.models import Change, Draw, Judgement, Statement
from archive.models.draw import draw


@pytest.fixture
def made(site, desk):
    """Return a sample of the world's statements, some of which somebody decided about."""
    chief = User.objects.get(username="chief")
    waiting = Statement.objects.filter(status="machine")
    for statement in waiting[:4]:
        statement.check_by(chief, "heard it")
    for statement in waiting[:2]:
        statement.hide(chief, "a caption")
    return draw(10, "", 1, chief)


def test_a_sample_is_judged_by_keyboard_alone(desk, site, made):
    page = desk(1280)
    page.goto(f"{site['root']}/admin/archive/draw/{made.pk}/judge/")
    for key, count in (("1", 1), ("4", 2), ("u", 1), ("2", 2)):
        page.keyboard.press(key)
        expect(page.get_by_text(f"You have judged {count}.")).to_be_visible()
    said = set(Judgement.objects.values_list("verdict", flat=True))
    assert said == {"right", "nothing"} and page.said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_about_quality_or_history_has_a_barrier(desk, site, made, width, scheme, tmp_path):
    page = desk(width, scheme)
    admin = f"{site['root']}/admin/archive"
    decided = Change.objects.filter(model="statement").first()
    addresses = {
        "quality": f"{admin}/draw/",
        "draw": f"{admin}/draw/add/",
        "judge": f"{admin}/draw/{Draw.objects.get().pk}/judge/",
        "log": f"{admin}/change/",
        "change": f"{admin}/change/{decided.pk}/change/",
        "history": f"{admin}/statement/{decided.row}/history/",
    }
    for name, address in addresses.items():
        page.goto(address, wait_until="networkidle")
        assert page.said == [], name
        found = Axe().run(page, context="#content")
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        if name not in ("log", "change"):  # the stock admin's own lists scroll
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
        page.said.clear()  # axe and the picture bring styles of their own, which the policy refuses
    assert len(list(tmp_path.iterdir())) == len(addresses)
