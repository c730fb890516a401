"""A JSON record to an article: its fields are metadata, its text is cleaned as plain text."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

from archive.ingest.article import SUMMARY_READER, CleanArticle
from archive.ingest.cleaning.addresses import article_address
from archive.ingest.cleaning.characters import tidy
from archive.ingest.cleaning.encoding import decode
from archive.ingest.cleaning.facts import stated_date
from archive.ingest.cleaning.html import article_of_markup
from archive.ingest.cleaning.known import Known
from archive.ingest.cleaning.language import language_code
from archive.ingest.cleaning.markup import looks_like_markup
from archive.ingest.cleaning.plain import article_of_text
from archive.ingest.page import Refusal

READER = "record/1"
_LONGEST = 400  # characters of a title, a name


def article_of_record(body: bytes) -> CleanArticle:
    """Make the article of one JSON object with the fields `text` or `html`, `title`, `url`,
    `outlet`, `byline`, `published_at` and `language`, of which only a text is needed.

    A field `part` with the value "summary" says that the text may be a part of the article.
    Raises Refusal for what is no such record.
    """
    record = _record(body)
    markup = record.get("html")
    text = markup if isinstance(markup, str) and markup.strip() else record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Refusal("a record without a text: the field “text” is missing or empty")
    known = _known(record)
    is_markup = text is markup
    if is_markup and "<" not in text:  # one paragraph: what most feeds call a description
        return article_of_text(tidy(" ".join(unescape(text).split())), known)
    if is_markup or looks_like_markup(text, ""):
        return _merged(article_of_markup(tidy(text), known.title), known)
    return article_of_text(tidy(text), known)


def _record(body: bytes) -> dict[str, Any]:
    try:
        record = json.loads(decode(body))
    except (ValueError, RecursionError):
        raise Refusal("not a JSON record") from None
    if not isinstance(record, dict):
        raise Refusal("not a JSON record: a line has to be an object with fields")
    return record


def _known(record: dict[str, Any]) -> Known:
    published = record.get("published_at")
    return Known(
        reader=SUMMARY_READER if record.get("part") == "summary" else READER,
        title=_line(record.get("title")),
        outlet=_line(record.get("outlet")),
        byline=_line(record.get("byline")),
        url=article_address(_line(record.get("url"))),
        language=_line(record.get("language")),
        date=stated_date(published, "the record’s field published_at")
        if isinstance(published, str) and len(published) < 100
        else None,
    )


def _line(value: Any) -> str | None:
    text = " ".join(tidy(value).split()) if isinstance(value, str) else ""
    return text if 0 < len(text) <= _LONGEST * 5 else None


def _merged(article: CleanArticle, known: Known) -> CleanArticle:
    """Let the record's fields go before what the HTML in it says."""
    return CleanArticle(
        title=article.title,
        text=article.text,
        outlet=known.outlet or article.outlet,
        byline=known.byline or article.byline,
        url=known.url or article.url,
        language=language_code(known.language) or article.language,
        date=known.date or article.date,
        dateline=article.dateline,
        reader=known.reader,
    )
