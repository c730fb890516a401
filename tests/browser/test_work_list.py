"""The work list in a browser: what was refused is mended, tried again and settled."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from archive.models import ImportProblem
from tests.test_commands import BRIDGE, run


@pytest.mark.parametrize("width", [390, 1280])
def test_a_refused_file_is_mended_and_tried_again(desk, site, tmp_path, width):
    (tmp_path / "bridge.txt").write_bytes(b"")
    run("ingest", tmp_path)
    page = desk(width)
    page.goto(f"{site['root']}/admin/archive/importproblem/")

    def try_again():
        page.locator("tr", has_text="bridge.txt").locator("input.action-select").first.check()
        page.locator("select[name=action]").select_option("try_again")
        page.locator(".actions button[type=submit]").click()

    try_again()
    expect(page.get_by_text("Still refused: bridge.txt: the file is empty.")).to_be_visible()
    (tmp_path / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    try_again()
    expect(page.get_by_text("Read again: 1 new.")).to_be_visible()
    assert ImportProblem.objects.get().settled_by.username == "chief"
    page.goto(f"{site['root']}/admin/archive/importbatch/")
    expect(page.get_by_text("again: bridge.txt").first).to_be_visible()
    assert page.said == []
