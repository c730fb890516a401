"""One statement, at its address for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.db.models import Q, Value
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

    from archive.search import StatementQuerySet

# What the page shows besides what a card does.
MORE = (
    "version__text", "dropped_in__number", "dropped_in__fetched_at",
    "article__date_basis", "article__date_printed", "article__date_evidence", "article__decided",
    "article__withdrawn_at", "article__withdrawn_because",
)  # fmt: skip

MOST_PRINTS = 5
LONGEST_FRAGMENT = 8  # words, above which the first and the last four stand for all


@require_safe
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one statement; 410 with what happened when it is hidden or withdrawn."""
    found = get_object_or_404(Statement.objects.for_display(*MORE), pk=pk)
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
        **beside(found),
        "topics": Topic.objects.filter(taggings__statement=found),
    }
    return render(request, "archive/statement.html", context)


def beside(statement: Statement) -> dict[str, Any]:
    """Return `around`, the same speaker's statement before and after, and `linked`, what this one
    stands in, goes on with or holds; one query finds all of them, one fetches their cards."""
    shown = Statement.objects.shown()
    first, *others = (
        rows.values_list(Value(place), "pk") for place, rows in ways_on(statement).items()
    )
    places = list(first.union(*others, all=True))
    cards = shown.for_display().in_bulk([pk for _place, pk in places])
    found = [(place, cards[pk]) for place, pk in places if pk in cards]
    linked = [other for place, other in found if place == "linked"]
    linked.sort(key=lambda other: (other.start, other.pk))
    return {
        "around": {place: other for place, other in found if place != "linked"},
        "linked": [(relation(statement, other), other) for other in linked],
    }


def ways_on(statement: Statement) -> dict[str, StatementQuerySet]:
    """Return the statements that the page leads to, by what they are to this one."""
    shown = Statement.objects.shown()
    above = [pk for pk in (statement.nested_in_id, statement.continues_id) if pk]
    related = Q(pk__in=above) | Q(nested_in=statement.pk) | Q(continues=statement.pk)
    ways = {"linked": shown.filter(related).order_by()}
    if statement.speaker is not None:
        said, place = shown.filter(speaker=statement.speaker), (statement.said_on, statement.pk)
        ways["earlier"] = said.earlier_than(*place)[:1]
        ways["later"] = said.later_than(*place)[:1]
    return ways


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
