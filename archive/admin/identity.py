"""Who is who: merging, splitting and telling apart, as pages beside the speakers' own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from archive.admin.permissions import demand, person
from archive.admin.readonly import KeptRows
from archive.admin.speaker_field import SpeakerField
from archive.ingest.grouping import group_prints
from archive.models import IdentityDecision, Speaker
from archive.models.identity import Act
from archive.models.merging import Undone, merge, obstacle, preview, undo_merge
from archive.models.reader_report import settle_merged
from archive.models.splitting import undo_split
from archive.search import speakable

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase
    from django.urls import URLPattern

MAY_DECIDE, MAY_UNDO = "archive.add_identitydecision", "archive.change_identitydecision"
MOST_NAMED = 20  # statements that are named one by one


class MergeForm(forms.Form):
    """Whom a speaker is merged into."""

    other = SpeakerField(label="Merge into")

    def __init__(self, speaker: Speaker, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].is_sample = speaker.is_sample  # type: ignore[attr-defined]


def change_page(speaker: Speaker) -> str:
    """Return the address of the speaker's form."""
    return reverse("admin:archive_speaker_change", args=[speaker.pk])


class MergePages(admin.ModelAdmin):
    """Adds to the admin of speakers the page on which one goes up in another."""

    def get_urls(self) -> list[URLPattern]:
        """Put the page before those of the stock admin."""
        page = self.admin_site.admin_view(self.merge_page)
        own = [path("<int:pk>/merge/", page, name="archive_speaker_merge")]
        return [*own, *super().get_urls()]

    def merge_page(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Choose the survivor, see what would move, do it."""
        demand(request, MAY_DECIDE)
        speaker = get_object_or_404(Speaker.objects.select_related("merged_into"), pk=pk)
        form = MergeForm(speaker, request.POST or request.GET or None)
        other = form.cleaned_data["other"] if form.is_valid() else None
        if other and request.method == "POST":
            return self._merge(request, speaker, other)
        why = obstacle(speaker, other) if other else ""
        context = {
            **self.admin_site.each_context(request),
            "title": f"Merge {speaker.name}",
            "opts": self.opts,
            "speaker": speaker,
            "form": form,
            "other": other,
            "obstacle": why,
            "preview": preview(speaker, other) if other and not why else None,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/archive/speaker/merge.html", context)

    def _merge(self, request: HttpRequest, speaker: Speaker, other: Speaker) -> HttpResponse:
        try:
            reason = speakable(request.POST.get("reason", ""))
            decision = merge(speaker, other, person(request), reason)
        except ValueError as refusal:
            messages.error(request, str(refusal))
            return redirect(change_page(speaker))
        settle_merged(speaker, other, person(request))
        group_prints()
        count = len(decision.statements)
        messages.success(request, f"{decision}: {count} statements went over. It can be undone.")
        return redirect("admin:archive_identitydecision_change", decision.pk)


@admin.register(IdentityDecision)
class IdentityDecisionAdmin(KeptRows):
    """What was merged, split and told apart; each can be undone."""

    list_display = ("__str__", "act", "by", "at", "undone_at", "undone_by")
    list_filter = ("act", ("undone_at", admin.EmptyFieldListFilter), "by")
    list_select_related = ("speaker", "other", "by", "undone_by")
    search_fields = ("speaker__normalised_name", "other__normalised_name", "reason")
    readonly_fields = (
        "act", "speaker", "other", "reason", "by", "at", "moved", "undone_by", "undone_at",
    )  # fmt: skip
    fields = readonly_fields
    change_form_template = "admin/archive/identitydecision/change_form.html"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only to look at, and to undo."""
        return False

    @admin.display(description="what moved")
    def moved(self, decision: IdentityDecision) -> str:
        """Count what went over."""
        aliases = len(decision.aliases) + len(decision.added_aliases)
        return (
            f"{len(decision.statements)} statements, {aliases} aliases, {len(decision.roles)} roles"
        )

    def get_urls(self) -> list[URLPattern]:
        """Put the undoing before the pages of the stock admin."""
        page = self.admin_site.admin_view(self.undo_page)
        own = [path("<int:pk>/undo/", page, name="archive_identitydecision_undo")]
        return [*own, *super().get_urls()]

    def undo_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Undo the decision, tell what came back and what did not."""
        demand(request, MAY_UNDO)
        rows = IdentityDecision.objects.select_related("speaker", "other")
        decision = get_object_or_404(rows, pk=pk)
        if request.method == "POST":
            try:
                self._tell(request, decision, undo(decision, request))
                group_prints()
            except ValueError as refusal:
                messages.error(request, str(refusal))
        return redirect("admin:archive_identitydecision_change", pk)

    def _tell(self, request: HttpRequest, decision: IdentityDecision, undone: Undone) -> None:
        words = f"Undone: {decision}. {undone.back} statements came back"
        words += f", {undone.since} of them new since." if undone.since else "."
        messages.success(request, words)
        if undone.left:
            named = ", ".join(map(str, undone.left[:MOST_NAMED]))
            more = " and more" if len(undone.left) > MOST_NAMED else ""
            messages.warning(
                request,
                f"{len(undone.left)} statements stay where somebody put them since: {named}{more}.",
            )
        for note in undone.notes:
            messages.warning(request, note)


def undo(decision: IdentityDecision, request: HttpRequest) -> Undone:
    """Undo whatever was decided; raises ValueError, in words, where that cannot be."""
    by: Any = request.user
    if decision.act == Act.MERGE:
        return undo_merge(decision, by)
    if decision.act == Act.SPLIT:
        return undo_split(decision, by)
    decision.mark_undone(by)
    return Undone()
