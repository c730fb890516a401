"""Page to article: decode, take off the page's furniture, read what it says of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from archive.ingest.article import CleanArticle, PublicationDate
from archive.ingest.cleaning.addresses import article_address
from archive.ingest.cleaning.characters import tidy
from archive.ingest.cleaning.encoding import decode
from archive.ingest.cleaning.html import article_of_markup
from archive.ingest.cleaning.known import Known
from archive.ingest.cleaning.markup import looks_like_markup
from archive.ingest.cleaning.plain import article_of_text
from archive.ingest.cleaning.record import article_of_record
from archive.ingest.page import Page, Refusal

__all__ = ["Refusal", "clean"]

_AHEAD = timedelta(days=2)  # clocks and zones differ; papers print tomorrow's date


def clean(page: Page) -> CleanArticle:
    """Make the article of a page.

    A date of publication that has not come yet is not believed. Raises Refusal, with one clear
    line for a person, for what is no article; nothing else, for any bytes.
    """
    article = _article(page)
    if article.date.at and article.date.at > datetime.now(UTC) + _AHEAD:
        evidence = "what it states has not come yet"
        date = PublicationDate(evidence=evidence, printed=article.date.printed)
        return replace(article, date=date)
    return article


def _article(page: Page) -> CleanArticle:
    if page.media_type == "application/json":
        return article_of_record(page.body)
    text = tidy(decode(page.body, page.charset))
    if looks_like_markup(text, page.source, page.media_type):
        return article_of_markup(text, address=page.address)
    return article_of_text(text, Known(reader="text/1", url=article_address(page.address)))
