"""One speaker: who it is, when and where quoted, on what, by whom named, and every statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from archive.models import Speaker, SpeakerAlias, Statement
from archive.models.statement import Kind
from archive.query import canonical
from archive.search import Tally, subjects, tally
from archive.views.absolute import absolute
from archive.views.activity import activity
from archive.views.mentions import LOOKED_THROUGH, named_in, naming, naming_tree
from archive.views.paging import address, listing_of
from archive.views.timeline import timeline

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from archive.models.speaker import SpeakerQuerySet
    from archive.search import StatementQuerySet
    from archive.views.paging import Listing

MOST_SUBJECTS, MOST_OUTLETS = 18, 12


@require_safe
def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a speaker; a merged one leads to what it became."""
    found = get_object_or_404(with_names_and_words(), slug=slug)
    if found.merged_into:
        leading_on = redirect(found.merged_into, permanent=True)
        # For ever, unless the merge is undone: then nobody's browser may still remember it.
        patch_cache_control(leading_on, no_cache=True)
        return leading_on
    shown = Statement.objects.shown().filter(speaker=found)
    said = tally(shown, "kind", "outlet")
    listed = statements_of(request, found, shown, said)
    context = {
        "speaker": found,
        "listing": listed,
        "canonical": absolute(request, listed.here),
        "complaints": listed.complaints,
        "initials": initials(found.name),
        "timeline": timeline(found.roles.all(), said),
        **numbers(found, said),
        **around(found, shown),
    }
    return render(request, "archive/speaker.html", context)


def with_names_and_words() -> SpeakerQuerySet:
    """Return the speakers with their aliases and newest statements: small things in one query."""
    own = SpeakerAlias.objects.filter(speaker=OuterRef("pk"))
    said = Statement.objects.shown().filter(speaker=OuterRef("pk")).newest().values("text")
    rows = Speaker.objects.select_related("merged_into").prefetch_related("roles")
    return rows.annotate(
        printed=ArraySubquery(own.values(found=JSONObject(text="text", ambiguous="ambiguous"))),
        newest_words=ArraySubquery(said[:LOOKED_THROUGH]),
    )


def numbers(speaker: Speaker, said: Tally) -> dict[str, Any]:
    """Return what is counted of the statements."""
    kinds = {kind.value: kind.label for kind in Kind}
    return {
        "span": said,
        "activity": activity(said.months, {"speaker": speaker.slug}),
        "kinds": [(count.key, kinds[count.key], count.n) for count in said.groups["kind"]],
        "outlets": said.groups["outlet"][:MOST_OUTLETS],
        "outlet_count": len(said.groups["outlet"]),
    }


def around(speaker: Speaker, shown: StatementQuerySet) -> dict[str, Any]:
    """Return what the speaker speaks of, whom the speaker names, and who names the speaker."""
    known = vars(speaker)  # what annotations add, the type checker does not know
    about = canonical(naming_tree(speaker))
    certain = [alias["text"] for alias in known["printed"] if not alias["ambiguous"]]
    return {
        "subjects": subjects(shown, MOST_SUBJECTS),
        "names": named_in(known["newest_words"], speaker),
        "named": naming(speaker, certain),
        "named_url": address(reverse("statements"), {"q": about}),
    }


def statements_of(
    request: HttpRequest, speaker: Speaker, shown: StatementQuerySet, said: Tally
) -> Listing:
    """Return a page of the statements; the speaker and the roles are known already."""
    found = listing_of(request, shown.for_display().prefetch_related(None).newest(), said.n)
    for row in found.page.object_list:
        row.speaker = speaker
    return found


def initials(name: str) -> str:
    """Return the first letters of the first and the last word, to stand where no portrait is."""
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0].upper() for word in dict.fromkeys([*words[:1], *words[-1:]]))
