"""What an HTML page says of its article outside the text: head, JSON-LD, microdata, htmldate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import htmldate
from lxml import html

from archive.ingest.article import PublicationDate
from archive.ingest.cleaning.addresses import article_address, joined_address
from archive.ingest.cleaning.known import Known
from archive.ingest.cleaning.page_title import Told, clean_line, text_of, title_and_site
from archive.ingest.cleaning.stamps import publication_date, stamp_in
from archive.ingest.cleaning.structured import Structured, structured_facts

READER = "html/1"
_PUBLISHED = (
    "article:published_time", "og:published_time", "article:published", "datepublished",
    "date_published", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "pubdate",
    "publishdate", "publish-date", "publication_date", "parsely-pub-date", "sailthru.date",
    "citation_publication_date", "article.published", "rnews:datepublished", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified",
    "article:modified", "lastmod",
)  # fmt: skip
_SITE = ("og:site_name", "publisher", "dc.publisher", "citation_publisher", "application-name")
_AUTHOR = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_LANGUAGE = ("og:locale", "content-language", "inlanguage", "dc.language", "language")


def facts_of(tree: html.HtmlElement, served: str | None = None) -> Known:
    """Read the metadata of a page, JSON-LD before meta elements before guesses of libraries.

    `served` is the address at which the page was found: its canonical address may be written
    relative to that, and is that where it says none.
    """
    metas = _metas(tree)
    data = structured_facts(tree)
    named = (clean_line(data.publisher), _first(metas, _SITE))
    headlines = (data.headline, metas.get("og:title"), metas.get("twitter:title"))
    title, site = title_and_site(tree, Told(tuple(map(clean_line, headlines)), named))
    return Known(
        reader=READER,
        title=title,
        outlet=named[0] or named[1] or site,
        byline=clean_line(data.authors) or _author(tree, metas),
        url=_address(tree, (metas.get("og:url"), data.url), served),
        language=tree.get("lang") or data.language or _first(metas, _LANGUAGE),
        date=_date(tree, metas, data),
    )


def date_by_htmldate(tree: html.HtmlElement) -> PublicationDate | None:
    """Ask htmldate, which also reads addresses and class names: an inference, and named so."""
    try:
        found = htmldate.find_date(tree, extensive_search=False, original_date=True)
    except Exception:  # the library promises nothing about broken pages
        return None
    if not found:
        return None
    at = datetime.strptime(found, "%Y-%m-%d").replace(tzinfo=UTC)
    evidence = "found by htmldate in the markup or address of the page"
    return PublicationDate(at, "day", "inferred", evidence, found)


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    """Collect the contents of meta elements and microdata by lower-case name, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta", "time", "span", "div", "a", "link"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if element.tag != "meta":
            name = element.get("itemprop")
        elif element.get("http-equiv"):
            name = element.get("http-equiv")
        value = element.get("content") or element.get("datetime")
        if name and value:
            found.setdefault(name.strip().lower()[:60], value.strip())
    return found


def _first(metas: dict[str, str], names: Iterable[str]) -> str | None:
    return next((value for name in names if (value := clean_line(metas.get(name)))), None)


def _author(tree: html.HtmlElement, metas: dict[str, str]) -> str | None:
    name = _first({k: v for k, v in metas.items() if "://" not in v}, _AUTHOR)
    if name:
        return name
    linked = (clean_line(text_of(a)) for a in tree.iter("a") if a.get("rel") == "author")
    return next((text for text in linked if text), None)


def _address(
    tree: html.HtmlElement, named: tuple[str | None, ...], served: str | None
) -> str | None:
    """Give the first usable of the canonical links, the addresses named, the one served."""
    links = [
        joined_address(served, link.get("href"))
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    return next((a for a in map(article_address, [*links, *named, served]) if a), None)


def _date(
    tree: html.HtmlElement, metas: dict[str, str], data: Structured
) -> PublicationDate | None:
    candidates = [("JSON-LD datePublished", data.published)]
    candidates += [(f"the page’s field {name}", metas.get(name, "")) for name in _PUBLISHED]
    candidates += [("the page’s element <time>", value) for value in _times(tree)]
    for where, value in candidates:
        date = stated_date(value, where)
        if date is not None:
            modified = data.modified or _first(metas, _MODIFIED) or ""
            return _with_update(date, stated_date(modified, where))
    return None


def stated_date(value: str, where: str) -> PublicationDate | None:
    """Read a metadata value that holds a date; `where` names the field. None without a year."""
    stamp = stamp_in(value.strip())
    date = publication_date(stamp, where) if stamp and stamp.day else None
    return replace(date, printed=value.strip()) if date and date.at else None


def _with_update(date: PublicationDate, update: PublicationDate | None) -> PublicationDate:
    """Add the last change where it is an instant later than the publication."""
    if update and update.at and date.at and update.precision == "minute" and update.at > date.at:
        return replace(date, updated_at=update.at)
    return date


def _times(tree: html.HtmlElement) -> list[str]:
    """Give the date of the page's only <time>, or of the first one in an article's header."""
    times = [t.get("datetime") for t in tree.iter("time") if t.get("datetime")]
    marked = [t.get("datetime") for t in tree.iter("time") if t.get("pubdate") is not None]
    return [
        v for v in (marked[:1] or (times if len(set(times)) == 1 else _header_times(tree))) if v
    ]


def _header_times(tree: html.HtmlElement) -> list[str]:
    """Give the date of the first <time> behind the main heading."""
    seen = False
    for element in tree.iter("h1", "time"):
        seen = seen or element.tag == "h1"
        if seen and element.get("datetime"):
            return [element.get("datetime") or ""]
    return []
