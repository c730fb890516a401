"""Pictures of every page of a running site: `python -m tests.screenshots [BASE_URL [OUT_FOLDER]]`.

Finds its pages by following links from the first one, so that it works on any archive. Without
an address it serves the bundled sample itself, and takes the curators' pages, too.
Exit 0 when all are taken, 1 when no site answers, 2 for wrong usage, 3 without a browser.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Error, sync_playwright

from tests.browser import chromium
from tests.serving import own_archive, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

OUT_FOLDER = "var/screenshots"
WIDTHS = {"phone": 390, "tablet": 820, "desktop": 1440}
SCHEMES = ("light", "dark")


def addresses(page: Page, base: str) -> Iterator[tuple[str, str]]:
    """Yield name and address of every page."""
    page.goto(base)
    statement = page.locator(".card-links a").first.get_attribute("href")
    article = page.locator(".card-links a").nth(1).get_attribute("href")
    speaker = page.locator("[aria-labelledby=most-quoted] li a").first.get_attribute("href")
    outlet = page.locator("[aria-labelledby=outlets] li a").first.get_attribute("href")
    yield from {
        "home": "/",
        "statements": "/statements/",
        "search": "/statements/?q=bridge",
        "search-grouped": "/statements/?q=bridge&by=speaker",
        "search-narrowed": "/statements/?q=bridge&kind=direct&after=2023-01-01",
        "search-nothing": "/statements/?q=zyzzyva&speaker=nobody&after=yesterday",
        "statement": statement,
        "embedded": f"{statement}embed/",
        "article": article,
        "speakers": "/speakers/",
        "speaker": speaker,
        "outlets": "/outlets/",
        "outlet": outlet,
        "year": "/on/",
        "compare": "/compare/",
        "api-docs": "/api/docs",
        "about": "/about/",
        "coverage": "/about/coverage/",
        "help": "/help/search/",
        "not-found": "/nothing-here/",
    }.items()


def desk(page: Page, base: str, password: str) -> Iterator[tuple[str, str]]:
    """Log in, decide about one statement, and yield name and address of the curators' pages."""
    admin = f"{base}/admin/archive"
    page.goto(f"{admin}/statement/review/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    page.locator("input[name=kind][value=indirect]").check()
    page.get_by_role("button", name="Save").click()
    page.goto(f"{admin}/change/")
    row = page.locator("#result_list tr", has=page.locator("a[href*='/archive/statement/']")).first
    change = row.locator("th a").get_attribute("href")
    statement = row.locator("a[href*='/archive/statement/']").get_attribute("href")
    yield from {
        "admin-review": "/admin/archive/statement/review/",
        "admin-changes": "/admin/archive/change/",
        "admin-change": change,
        "admin-history": statement.replace("/change/", "/history/"),
        "admin-quality": "/admin/archive/draw/",
        "admin-reports": "/admin/archive/readerreport/",
    }.items()


def shoot(browser: Browser, base: str, folder: Path, password: str) -> int:
    """Write a picture of each page, phone to desktop, light and dark; return how many."""
    with browser.new_page() as page:
        pages = list(addresses(page, base))
        pages += list(desk(page, base, password)) if password else []
        session = page.context.storage_state()
    for width, pixels in WIDTHS.items():
        for scheme in SCHEMES:
            size = {"width": pixels, "height": 900}
            context = browser.new_context(viewport=size, color_scheme=scheme, storage_state=session)
            page = context.new_page()
            for name, address in pages:
                page.goto(base + address)
                page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
            context.close()
    return len(pages) * len(WIDTHS) * len(SCHEMES)


def main(base: str = "", out: str = OUT_FOLDER) -> int:
    """Take the pictures, say where they are, and return the exit status."""
    if not chromium.find():
        print(chromium.HOW_TO_GET_IT, file=sys.stderr)
        return 3
    if base:
        return _take(base.rstrip("/"), Path(out))
    with own_archive() as environment, serving(environment) as (_, address, printed):
        shown = re.search(r"as admin, password (\S+)", printed())
        return _take(address, Path(out), shown[1] if shown else "")


def _take(base: str, folder: Path, password: str = "") -> int:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium.launch_options())
        try:
            count = shoot(browser, base, folder, password)
        except Error as error:
            print(f"no pictures of {base}: {error}", file=sys.stderr)
            return 1
        finally:
            browser.close()
    print(f"{count} pictures in {folder}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) > 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(*sys.argv[1:]))
