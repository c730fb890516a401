"""Pages for tests, made of a text or of paragraphs."""

from __future__ import annotations

from archive.ingest.article import CleanArticle
from archive.ingest.clean import clean
from archive.ingest.page import Page

LEAD = (
    "The new ferry line across the sound opened on Monday, the harbour office of Port Elda said, "
    "and it will carry passengers every hour from six in the morning until midnight."
)
QUOTE = "“We have waited ten years for this morning,” said Ana Tull, the mayor of Port Elda."
THIRD = "The council met for three hours before the vote and will meet again in June."
TITLE = "Ferry line across the sound opens at last"


def article(text: str, source: str = "page.txt") -> CleanArticle:
    """Clean a text as a file of that name."""
    return clean(Page(source, f"file:///{source}", text.encode()))


def body_of(found: CleanArticle) -> list[str]:
    """Give the paragraphs below the title."""
    return found.text.split("\n\n")[1 if found.title else 0 :]


def html_page(body: str, head: str = "", attributes: str = 'lang="en"') -> str:
    """Wrap a body into a page with a title."""
    return (
        f"<!doctype html><html {attributes}><head><meta charset='utf-8'><title>{TITLE}</title>"
        f"{head}</head><body>{body}</body></html>"
    )


def paragraphs(*texts: str) -> str:
    """Make HTML paragraphs."""
    return "".join(f"<p>{text}</p>" for text in texts)
