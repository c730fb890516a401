"""The page of speakers that may be one, and of names that mean several."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.contrib import admin, messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path

from archive.admin.identity import MAY_DECIDE
from archive.admin.permissions import demand, person
from archive.admin.speaker_field import named
from archive.models import Speaker, SpeakerAlias, Statement
from archive.models.identity import tell_apart
from archive.models.likeness import suggestions

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase
    from django.urls import URLPattern

MOST_SUGGESTED = 100
MOST_AMBIGUOUS = 100


class Pair(NamedTuple):
    """Two speakers that may be one; the less quoted one would go up in the other."""

    speaker: Speaker
    other: Speaker
    counts: tuple[int, int]
    score: int
    why: str


class Ambiguous(NamedTuple):
    """A name that means several speakers, or may."""

    text: str
    candidates: list[Speaker]


def pairs(most: int) -> list[Pair]:
    """Return the likeliest merges with their speakers, in three queries."""
    found = suggestions(most)
    pks = {pk for one in found for pk in (one.first, one.second)}
    speakers = Speaker.objects.in_bulk(pks)
    counted = Statement.objects.filter(speaker__in=pks).order_by().values_list("speaker")
    counts = dict(counted.annotate(n=Count("id")))
    result = []
    for one in found:
        by_count = sorted((one.first, one.second), key=lambda pk: (counts.get(pk, 0), -pk))
        speaker, other = (speakers[pk] for pk in by_count)
        both = counts.get(speaker.pk, 0), counts.get(other.pk, 0)
        result.append(Pair(speaker, other, both, round(one.score), one.why))
    return result


def ambiguous_names(most: int) -> list[Ambiguous]:
    """Return the names that decide nothing, each with everybody whom it may mean."""
    living = SpeakerAlias.objects.filter(speaker__merged_into__isnull=True)
    aliases = living.order_by().values("normalised")
    shared = aliases.annotate(n=Count("speaker"), open=Count("pk", filter=Q(ambiguous=True)))
    names = shared.filter(Q(n__gt=1) | Q(open__gt=0)).order_by("-n", "normalised")
    texts = list(names.values_list("normalised", flat=True)[:most])
    found: dict[str, dict[int, Speaker]] = {text: {} for text in texts}
    held = living.filter(normalised__in=texts).select_related("speaker")
    for alias in held.order_by("speaker__normalised_name"):
        found[alias.normalised][alias.speaker_id] = alias.speaker
    for speaker in Speaker.objects.listed().filter(normalised_name__in=texts):
        found[speaker.normalised_name][speaker.pk] = speaker
    return [Ambiguous(text, list(candidates.values())) for text, candidates in found.items()]


class LikenessPages(admin.ModelAdmin):
    """Adds to the admin of speakers the page that suggests merges."""

    def get_urls(self) -> list[URLPattern]:
        """Put the pages before those of the stock admin."""
        wrap = self.admin_site.admin_view
        own = [
            path("named/", wrap(named), name="archive_speaker_named"),
            path("alike/", wrap(self.alike_page), name="archive_speaker_alike"),
            path("apart/", wrap(self.apart_page), name="archive_speaker_apart"),
        ]
        return [*own, *super().get_urls()]

    def alike_page(self, request: HttpRequest) -> HttpResponseBase:
        """Show the likeliest merges, and the names that mean several."""
        demand(request, "archive.view_speaker")
        context = {
            **self.admin_site.each_context(request),
            "title": "Speakers that may be one",
            "opts": self.opts,
            "pairs": pairs(MOST_SUGGESTED),
            "names": ambiguous_names(MOST_AMBIGUOUS),
            "may_decide": request.user.has_perm(MAY_DECIDE),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/archive/speaker/alike.html", context)

    def apart_page(self, request: HttpRequest) -> HttpResponse:
        """Note that two are not one (POST `speaker`, `other`): nobody suggests it again."""
        demand(request, MAY_DECIDE)
        if request.method == "POST":
            first, second = (
                get_object_or_404(Speaker, pk=int(given) if given.isdecimal() else 0)
                for given in (request.POST.get("speaker", ""), request.POST.get("other", ""))
            )
            if first != second:
                decision = tell_apart(first, second, person(request))
                messages.success(request, f"{decision}. It is suggested no more.")
        return redirect("admin:archive_speaker_alike")
