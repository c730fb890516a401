"""The page on which a part of a speaker becomes somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path

from archive.admin.identity import MAY_DECIDE, change_page
from archive.admin.permissions import demand, person
from archive.admin.speaker_field import SpeakerField
from archive.ingest.grouping import group_prints
from archive.models import Speaker
from archive.models.names import normalised
from archive.models.splitting import Part, split

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase
    from django.urls import URLPattern

MOST_GROUPS = 200  # of statements, the largest first


class Group(NamedTuple):
    """A speaker's statements of one outlet that give them one name."""

    key: str  # outlet's id, colon, name
    label: str  # with the number of statements


def groups(speaker: Speaker) -> list[Group]:
    """Return the speaker's statements by printed name and outlet, the largest group first."""
    rows = speaker.statements.order_by().values_list("name", "outlet", "outlet__name")
    counted = rows.annotate(n=Count("id")).order_by("-n", "name")
    return [
        Group(f"{outlet or ''}:{name}", f"{name or 'no name'}, {where or 'no outlet'} ({n})")
        for name, outlet, where, n in counted[:MOST_GROUPS]
    ]


def _of_group(key: str) -> Q:
    outlet, _, name = key.partition(":")
    return Q(name=name, outlet=int(outlet)) if outlet else Q(name=name, outlet__isnull=True)


class SplitForm(forms.Form):
    """What goes, and to whom."""

    statements = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    aliases: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        None, required=False, widget=forms.CheckboxSelectMultiple
    )
    roles: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        None, required=False, widget=forms.CheckboxSelectMultiple
    )
    other = SpeakerField(label="To this speaker", required=False)
    new_name = forms.CharField(
        label="or to a new speaker, named", max_length=200, required=False, strip=True
    )
    reason = forms.CharField(max_length=500, required=False)

    def __init__(self, speaker: Speaker, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.speaker = speaker
        self.fields["statements"].choices = groups(speaker)  # type: ignore[attr-defined]
        self.fields["other"].is_sample = speaker.is_sample  # type: ignore[attr-defined]
        self.fields["aliases"].queryset = speaker.aliases.all()  # type: ignore[attr-defined]
        self.fields["aliases"].label_from_instance = lambda alias: alias.text  # type: ignore[attr-defined]
        self.fields["roles"].queryset = speaker.roles.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Demand one of the two ways to name the other speaker, and something that goes."""
        cleaned = super().clean() or {}
        other, name = cleaned.get("other"), cleaned.get("new_name")
        if bool(other) == bool(name):
            raise forms.ValidationError("Choose a speaker, or name a new one: one of the two.")
        rows = Speaker.objects.filter(is_sample=self.speaker.is_sample)
        if name and (taken := rows.filter(normalised_name=normalised(name)).first()):
            self.add_error("new_name", f"This is the name of {taken.name} already.")
        if not any(cleaned.get(part) for part in ("statements", "aliases", "roles")):
            raise forms.ValidationError("Choose something that goes.")
        return cleaned

    def part(self) -> Part:
        """Return what was chosen, by ids."""
        chosen = Q(pk__in=[])
        for key in self.cleaned_data["statements"]:
            chosen |= _of_group(key)
        return Part(
            list(self.speaker.statements.filter(chosen).values_list("pk", flat=True)),
            [alias.pk for alias in self.cleaned_data["aliases"]],
            [role.pk for role in self.cleaned_data["roles"]],
            self.cleaned_data["reason"],
        )


class SplitPages(admin.ModelAdmin):
    """Adds to the admin of speakers the page that splits one."""

    def get_urls(self) -> list[URLPattern]:
        """Put the page before those of the stock admin."""
        page = self.admin_site.admin_view(self.split_page)
        own = [path("<int:pk>/split/", page, name="archive_speaker_split")]
        return [*own, *super().get_urls()]

    def split_page(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Choose what goes to whom, do it."""
        demand(request, MAY_DECIDE)
        speaker = get_object_or_404(Speaker, pk=pk)
        form = SplitForm(speaker, request.POST if request.method == "POST" else None)
        if form.is_valid():
            return self._split(request, speaker, form)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Split {speaker.name}",
            "opts": self.opts,
            "speaker": speaker,
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/archive/speaker/split.html", context)

    def _split(self, request: HttpRequest, speaker: Speaker, form: SplitForm) -> HttpResponse:
        try:
            with transaction.atomic():
                name = form.cleaned_data["new_name"]
                other = form.cleaned_data["other"] or Speaker.objects.make(
                    name, speaker.kind, is_sample=speaker.is_sample
                )
                decision = split(speaker, form.part(), other, person(request))
        except ValueError as refusal:
            messages.error(request, str(refusal))
            return redirect(change_page(speaker))
        group_prints()
        count = len(decision.statements)
        messages.success(request, f"{decision}: {count} statements went over. It can be undone.")
        return redirect("admin:archive_identitydecision_change", decision.pk)
