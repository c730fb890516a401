"""An HTML page to an article: its metadata, its blocks, then the same way as plain text."""

from __future__ import annotations

from dataclasses import replace

from archive.ingest.article import CleanArticle
from archive.ingest.cleaning.blocks import Block, article_blocks, blocks_of, is_list_of_links
from archive.ingest.cleaning.characters import squeeze, tidy
from archive.ingest.cleaning.facts import READER, date_by_htmldate, facts_of
from archive.ingest.cleaning.known import Known
from archive.ingest.cleaning.markup import parse, prune
from archive.ingest.cleaning.page_title import text_of
from archive.ingest.cleaning.plain import article_of
from archive.ingest.cleaning.refusals import (
    reason_in,
    refuse_if_endless_markup,
    refuse_list_of_links,
)
from archive.ingest.cleaning.titles import printed_title
from archive.ingest.page import Refusal


def article_of_markup(
    text: str, title: str | None = None, address: str | None = None
) -> CleanArticle:
    """Make the article of an HTML page; its headline, and where it was served, may be known.

    Raises Refusal for error pages and pages without text.
    """
    refuse_if_endless_markup(text)
    tree = parse(text)
    if tree is None:
        raise Refusal("no readable text in it")
    known = facts_of(tree, address)
    if title:
        known = replace(known, title=printed_title(title, known.title or ""))
    by_library = date_by_htmldate(tree) if known.date is None else None
    without_script = " ".join(text_of(element) for element in tree.iter("noscript"))
    prune(tree)
    body = tree.find("body")
    blocks = blocks_of(body if body is not None else tree)
    if is_list_of_links(blocks):
        refuse_list_of_links()
    try:
        article = article_of(_lines(known, article_blocks(tree, blocks)), known)
    except Refusal as refusal:
        # A page that scripts fill says so where they are off.
        raise Refusal(reason_in(without_script) or refusal.reason) from None
    if article.date.at is None and by_library is not None:
        return replace(article, date=by_library)
    return article


def _lines(known: Known, blocks: list[Block]) -> str:
    """Set the title first, since pages print breadcrumbs, dates and kickers above it."""
    if known.title is None:
        return tidy("\n\n".join(block.text for block in blocks))
    wanted = squeeze(known.title)
    # A main heading may hold more than the headline: its kicker.
    kept = [b.text for b in blocks if b.key != wanted and not (b.tag == "h1" and wanted in b.key)]
    return tidy("\n\n".join([known.title, *kept]))


__all__ = ["READER", "article_of_markup"]
