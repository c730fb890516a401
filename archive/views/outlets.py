"""Who printed it: the list, and a page for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from archive.models import Article, Outlet, Statement
from archive.models.statement import Kind
from archive.search import tally
from archive.views.absolute import absolute
from archive.views.activity import activity, with_sparks
from archive.views.kept import kept
from archive.views.paging import listing, listing_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MOST_OUTLETS, MOST_SPEAKERS, MOST_ARTICLES = 60, 12, 10


@require_safe
def outlets(request: HttpRequest) -> HttpResponse:
    """List the outlets, the largest first."""
    found = listing(request, Outlet.objects.with_counts(), size=MOST_OUTLETS)
    page = found.page
    page.object_list = kept(
        f"outlets:{page.number}", lambda: with_sparks(page.object_list, "outlet")
    )
    context = {
        "listing": found,
        "canonical": absolute(request, found.here),
        "complaints": found.complaints,
    }
    return render(request, "archive/outlets.html", context)


@require_safe
def outlet(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an outlet: whom it quotes, its articles and statements; a merged one leads on."""
    found = get_object_or_404(Outlet.objects.select_related("merged_into"), slug=slug)
    if found.merged_into:
        leading_on = redirect(found.merged_into, permanent=True)
        # For ever, unless the merge is undone: then nobody's browser may still remember it.
        patch_cache_control(leading_on, no_cache=True)
        return leading_on
    shown = Statement.objects.shown().filter(outlet=found)
    said = tally(shown, "kind", "speaker")
    listed = listing_of(request, shown.for_display().newest(), said.n)
    articles = Article.objects.listed().filter(outlet=found)
    kinds = {kind.value: kind.label for kind in Kind}
    context = {
        "outlet": found,
        "listing": listed,
        "canonical": absolute(request, listed.here),
        "complaints": listed.complaints,
        "span": said,
        "activity": activity(said.months, {"outlet": found.slug}),
        "kinds": [(count.key, kinds[count.key], count.n) for count in said.groups["kind"]],
        "speakers": said.groups["speaker"][:MOST_SPEAKERS],
        "speaker_count": len(said.groups["speaker"]),
        "article_count": articles.count(),
        "articles": articles.newest()[:MOST_ARTICLES],
    }
    return render(request, "archive/outlet.html", context)
