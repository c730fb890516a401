"""One statement, at its address for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.models import Statement, Topic
from archive.models.status import Status
from archive.search import SHOWN
from archive.templatetags.archive import WORD_FORMATS, closing, opening, who
from archive.templatetags.lit import around
from archive.views.absolute import absolute

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

JOINED = (
    "speaker", "outlet", "article__batch", "version", "dropped_in", "print__wording__group",
)  # fmt: skip


@require_safe
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one statement; 410 with what happened when it is hidden or withdrawn."""
    rows = Statement.objects.select_related(*JOINED).defer(
        "search_vector", "exact_vector", "dropped_in__text"
    )
    found = get_object_or_404(rows.prefetch_related("speaker__roles"), pk=pk)
    if found.status not in SHOWN:
        if found.status == Status.RETRACTED:
            context = {"article": found.article, "is_statement": True}
            return render(request, "archive/article_gone.html", context, status=410)
        is_hidden = found.status == Status.HIDDEN
        context = {"statement": found, "is_hidden": is_hidden}
        return render(request, "archive/gone.html", context, status=410)
    context = {
        "statement": found,
        "canonical": (address := absolute(request, found.get_absolute_url())),
        "paragraphs": around(found.version.text, found),
        "citation": citation(found, address),
        "around": neighbours(found),
        "linked": linked(found),
        "topics": Topic.objects.filter(taggings__statement=found),
    }
    return render(request, "archive/statement.html", context)


def neighbours(statement: Statement) -> dict[str, Statement | None]:
    """Return the same speaker's statement before and the one after."""
    if statement.speaker is None:
        return {}
    others = Statement.objects.shown().filter(speaker=statement.speaker).for_display()
    place = statement.said_on, statement.pk
    return {
        "earlier": others.earlier_than(*place).first(),
        "later": others.later_than(*place).first(),
    }


def linked(statement: Statement) -> list[tuple[str, Statement]]:
    """Return the shown statements that this one stands in, goes on with, or holds."""
    above = [pk for pk in (statement.nested_in_id, statement.continues_id) if pk]
    related = Q(pk__in=above) | Q(nested_in=statement.pk) | Q(continues=statement.pk)
    others = Statement.objects.shown().for_display().filter(related).order_by("start", "pk")
    return [(relation(statement, other), other) for other in others]


def relation(statement: Statement, other: Statement) -> str:
    """Return how the statement stands to the other, in words."""
    if other.pk == statement.nested_in_id:
        return _("Stands inside")
    if other.pk == statement.continues_id:
        return _("Goes on with")
    return _("Holds") if other.nested_in_id == statement.pk else _("Is continued by")


def citation(statement: Statement, url: str) -> str:
    """Return one line that names speaker, words, place, day and address."""
    words = f"{opening(statement)}{' '.join(statement.text.split())}{closing(statement)}"
    words += "" if statement.text.rstrip()[-1:] in set(".!?…") else "."
    if statement.kind != "direct":
        words = _("as reported: %s") % words
    article = statement.article
    day = statement.said_on
    places = [
        article.outlet.name if article.outlet else "",
        f"“{' '.join(article.title.split())}”",
        date_format(day, WORD_FORMATS[statement.said_precision]) if day else _("undated"),
    ]
    return f"{who(statement)}, {words} {', '.join(filter(None, places))}. {url}"
