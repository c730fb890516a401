"""One statement, at its address for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.models import Statement, Topic
from archive.models.status import Status
from archive.search import SHOWN
from archive.templatetags.archive import followable, in_context, in_figures, quotation, who
from archive.templatetags.lit import around
from archive.views.absolute import absolute
from archive.views.citation import citations
from archive.views.embed import frame

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

JOINED = (
    "speaker", "outlet", "article__batch", "version", "dropped_in", "print__wording__group",
)  # fmt: skip

MOST_PRINTS = 5
LONGEST_FRAGMENT = 8  # words, above which the first and the last four stand for all


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
        "citations": citations(found, address),
        "share": absolute(request, f"{in_context(found)}{passage(found)}"),
        "frame": frame(request, found),
        "described": described(found, address, absolute(request, found.article.get_absolute_url())),
        "prints": other_prints(found),
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


def other_prints(statement: Statement) -> list[Statement]:
    """Return other prints of the same quotation, the earliest first, MOST_PRINTS at most."""
    group = quotation(statement)
    if group is None:
        return []
    return list(group.statements().exclude(pk=statement.pk).for_display()[:MOST_PRINTS])


def passage(statement: Statement) -> str:
    """Return the text fragment that leads browsers to the first and last words: `#s12:~:text=…`."""
    words = " ".join(statement.text.split()).split(" ")
    ends = [words] if len(words) <= LONGEST_FRAGMENT else [words[:4], words[-4:]]
    # A hyphen would be read as the end of a prefix.
    spelt = (quote(" ".join(part), safe="").replace("-", "%2D") for part in ends)
    return f":~:text={','.join(spelt)}"


def described(statement: Statement, url: str, place: str) -> dict[str, Any]:
    """Return the statement in the words of schema.org: a Quotation, based on an article."""
    article = statement.article
    day = statement.said_on
    source = {
        "@type": "NewsArticle",
        "headline": article.title,
        "url": place,
        "sameAs": followable(article.canonical_url),
        "publisher": statement.outlet and {"@type": "Organization", "name": statement.outlet.name},
    }
    kind = "Organization" if statement.speaker and statement.speaker.kind == "body" else "Person"
    found = {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "@id": url,
        "url": url,
        "text": statement.text,
        "inLanguage": statement.language,
        "creator": {"@type": kind, "name": who(statement)} if statement.speaker else None,
        "dateCreated": in_figures(day, statement.said_precision) if day else None,
        "isBasedOn": {name: value for name, value in source.items() if value},
    }
    return {name: value for name, value in found.items() if value}
