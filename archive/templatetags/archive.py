"""What templates need to show statements: marks, lit texts, dates, quotation marks, confidence.

The only place in the project where text becomes markup: escape first, mark after.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.models.quotation import QuotationGroup
from archive.models.statement import Kind
from archive.models.status import Status
from archive.search import MARK_START, MARK_STOP
from archive.templatetags.lit import Close, Open

if TYPE_CHECKING:
    from datetime import date, datetime

    from archive.models import Article, Role, Statement
    from archive.templatetags.lit import Paragraph

register = template.Library()

# What could end a script element, or begin one: spelt so that JSON reads the same.
IN_SCRIPT = {ord(c): f"\\u{ord(c):04x}" for c in "<>&"}
NO_MARKS = {ord(MARK_START): None, ord(MARK_STOP): None}
# Outer quotation marks by language; inner ones stand in the text and are never changed.
QUOTATION_MARKS = {"de": "„“", "fr": "«»", "ru": "«»", "es": "«»", "uk": "«»", "it": "«»"}
ISO_LENGTHS = {"year": 4, "month": 7, "day": 10, "minute": None}  # characters
# By the names that Django's formats have for them, in each language (archive/formats).
WORD_FORMATS = {
    "year": "Y",
    "month": "YEAR_MONTH_FORMAT",
    "day": "DATE_FORMAT",
    "minute": "DATETIME_FORMAT",
}
# The lower bounds of what is called a high and a fair confidence.
SURE, LIKELY = 0.85, 0.6


@register.filter
def highlight(statement: Statement) -> SafeString:
    """Return the statement's words, escaped, its hits in <mark> elements.

    Falls back to the words without marks whenever the marked text is not the text word for word.
    """
    marked = getattr(statement, "marked", statement.text)
    if marked.translate(NO_MARKS) != statement.text:
        return escape(statement.text)
    html = escape(marked).replace(MARK_START, "<mark>").replace(MARK_STOP, "</mark>")
    return mark_safe(html)


@register.filter
def json_ld(described: dict[str, Any]) -> SafeString:
    """Return what is said of a page in the words of schema.org, as a block no browser runs."""
    text = json.dumps(described, ensure_ascii=False).translate(IN_SCRIPT)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


@register.filter
def quotation(statement: Statement) -> QuotationGroup | None:
    """Return the quotation of which the statement is a print, when other articles print it too."""
    row = vars(statement)
    if "printed_in" in row:  # fetched `for_display`
        articles = row["printed_in"] or 0
        return QuotationGroup(pk=row["quotation_id"], articles=articles) if articles > 1 else None
    printed = getattr(statement, "print", None)
    group: QuotationGroup | None = printed.wording.group if printed else None
    return group if group and group.articles > 1 else None


@register.filter
def lit_text(paragraph: Paragraph) -> SafeString:
    """Return a paragraph's words, escaped, its statements in <mark> elements with their links."""
    return format_html_join("", "{}", ((_token(token),) for token in paragraph.tokens))


def _token(token: str | Open | Close) -> str:
    if isinstance(token, Open):
        return _opening(token)
    if isinstance(token, Close):
        return _closing(token)
    return token


def _opening(token: Open) -> SafeString:
    if not token.piece.number:
        anchor = format_html(' id="{}"', "passage") if token.is_first else ""
        return format_html('<mark class="passage"{}>', anchor)
    statement: Any = token.piece.statement
    anchor = format_html(' id="s{}"', statement.pk) if token.is_first else ""
    tint = getattr(statement, "tint", 0)
    shape = '<mark class="lit {}{}" data-statement="{}"{}>'
    kind = statement.kind, f" tint-{tint}" if tint else ""
    return format_html(shape, *kind, statement.pk, anchor)


def _closing(token: Close) -> SafeString:
    has_link = token.is_last and token.piece.number
    return format_html("{}</mark>", _link(token) if has_link else "")


def _link(token: Close) -> SafeString:
    statement: Any = token.piece.statement
    number, title = token.piece.number, _("Statement by %s") % who(statement)
    shape = '<a class="lit-number" href="{}" title="{}" aria-label="{}">{}</a>'
    url = reverse("statement", args=[statement.pk])
    return format_html(shape, url, title, f"{number}: {title}", number)


@register.filter
def who(statement: Statement) -> str:
    """Return the name to show: the speaker's, else as the article has it, else as printed."""
    if statement.speaker:
        return statement.speaker.name
    if statement.name or not statement.mention:
        return statement.name or _("Speaker not known")
    return _("“%s”, not known by name") % statement.mention


@register.filter
def kind_name(statement: Statement) -> str:
    """Return what readers call its kind: Django's own lists all choices anew at each call."""
    return str(Kind(statement.kind).label)


@register.filter
def status_name(statement: Statement) -> str:
    """Return what readers call its status."""
    return str(Status(statement.status).label)


@register.filter
def role(statement: Statement) -> Role | None:
    """Return the role the speaker held on the day of the statement."""
    return statement.speaker.role_on(statement.said_on) if statement.speaker else None


@register.simple_tag
def when(moment: date | datetime | None, precision: str) -> SafeString:
    """Return a <time> element no more exact than the date is known; "undated" without one."""
    if moment is None or precision not in WORD_FORMATS:
        return format_html('<span class="undated">{}</span>', _("undated"))
    if hasattr(moment, "hour"):
        return _time(moment, precision)
    return _day("day" if precision == "minute" else precision, moment, get_language())


@lru_cache(maxsize=10_000)  # days: some 30 years
def _day(precision: str, day: date, _language: str | None) -> SafeString:
    return _time(day, precision)


def _time(moment: date | datetime, precision: str) -> SafeString:
    words = date_format(moment, WORD_FORMATS[precision])
    return format_html('<time datetime="{}">{}</time>', in_figures(moment, precision), words)


def in_figures(moment: date | datetime, precision: str) -> str:
    """Return a date in figures (ISO 8601), no more exact than it is known: "2023-05"."""
    return moment.isoformat()[: ISO_LENGTHS[precision]]


@register.filter
def opening(statement: Statement) -> str:
    """Return the mark before a direct quotation; the other kinds carry their own or none."""
    return _marks(statement)[0] if statement.kind == "direct" else ""


@register.filter
def closing(statement: Statement) -> str:
    """Return the mark after a direct quotation."""
    return _marks(statement)[1] if statement.kind == "direct" else ""


def _marks(statement: Statement) -> str:
    return QUOTATION_MARKS.get(statement.language, "“”")


@register.filter
def confidence(value: float) -> str:
    """Return a confidence from 0 to 1 in words."""
    if value >= SURE:
        return _("high")
    return _("fair") if value >= LIKELY else _("low")


@register.filter
def in_context(statement: Statement) -> str:
    """Return the address of the statement's place in its article, in the version that holds it."""
    article: Article = statement.article
    address = article.get_absolute_url()
    if statement.version_id != article.current_version_id:
        address += f"?version={statement.version.number}"
    return f"{address}#s{statement.pk}"


@register.filter
def followable(url: str | None) -> str:
    """Return the address when it leads to a web page; "" for anything else, such as a script."""
    return url if url and url.lower().startswith(("https://", "http://")) else ""


@register.filter
def is_withdrawn(statement: Statement) -> bool:
    """Say whether the words are no longer in the article."""
    return statement.status == Status.WITHDRAWN


@register.filter
def decided(statement: Statement) -> str:
    """Return what a person did to a shown statement, in words."""
    if statement.attribution == "curated":
        return _("Added")
    return _("Corrected") if statement.status == Status.EDITED else _("Checked")


@register.filter
def has_own_day(statement: Statement) -> bool:
    """Say whether the statement has another day, or another precision, than its article."""
    article: Article = statement.article
    days = (statement.said_on, statement.said_precision), (article.said_on, article.said_precision)
    return days[0] != days[1]
