"""Speakers with their aliases and roles."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from archive.admin.history import ObjectHistory
from archive.admin.identity import MergePages
from archive.admin.likeness import LikenessPages
from archive.admin.readonly import KeptAddress
from archive.admin.speaker_table import TablePages
from archive.admin.splitting import SplitPages
from archive.models import Role, Speaker, SpeakerAlias, Statement
from archive.models.names import normalised

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


WIKIDATA_ID = re.compile(r"Q[1-9][0-9]*", re.ASCII)


class SpeakerForm(forms.ModelForm):
    """What the admin lets a curator say about a speaker."""

    class Meta:
        model = Speaker
        fields = ("name", "slug", "kind", "description", "wikidata_id")

    def clean_wikidata_id(self) -> str:
        """Refuse what is no id of an item, in words."""
        typed = self.cleaned_data["wikidata_id"]
        if typed and not WIKIDATA_ID.fullmatch(typed):
            raise forms.ValidationError("A Wikidata id is a Q and a number, as in Q42.")
        return str(typed)


class PeriodForm(forms.ModelForm):
    """A row with a first and a last day, both of which may be open."""

    first, last = "since", "until"

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning, in words, at the field that holds it."""
        cleaned = super().clean() or {}
        first, last = cleaned.get(self.first), cleaned.get(self.last)
        if first and last and first > last:
            self.add_error(self.last, "The last day is before the first.")
        return cleaned


class AliasForm(PeriodForm):
    """An alias and the time in which it was used."""

    first, last = "valid_from", "valid_to"


class AliasFormSet(forms.BaseInlineFormSet):
    """The aliases of a speaker as they are sent together."""

    def clean(self) -> None:
        """Refuse two that are looked up as the same."""
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms]
        texts = [text for form in kept if (text := form.cleaned_data.get("text"))]
        [(_, count)] = Counter(map(normalised, texts)).most_common(1) or [("", 0)]
        if count > 1:
            raise forms.ValidationError(
                "Two aliases are the same but for case, accents and marks: keep one of them."
            )


class AliasInline(admin.TabularInline):
    """Other names, as printed."""

    model = SpeakerAlias
    form = AliasForm
    formset = AliasFormSet
    extra = 1


class RoleInline(admin.TabularInline):
    """Offices, with their time."""

    model = Role
    form = PeriodForm
    extra = 1


class CountedList(ChangeList):
    """The list of speakers: only here are their statements counted."""

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: list[str | None] | None = None
    ) -> QuerySet:
        """Count by a subquery, which is asked for the rows of one page and keeps their order."""
        own = Statement.objects.filter(speaker=OuterRef("pk")).order_by().values("speaker")
        count = Subquery(own.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
        self.root_queryset = self.root_queryset.annotate(statement_count=Coalesce(count, 0))
        return super().get_queryset(request, exclude_parameters)


@admin.register(Speaker)
class SpeakerAdmin(MergePages, SplitPages, LikenessPages, TablePages, ObjectHistory, KeptAddress):
    """Name, kind, aliases, roles; a merged one only to look at."""

    form = SpeakerForm
    list_display = ("name", "kind", "description", "statement_count", "merged_into")
    list_filter = ("kind",)
    list_select_related = ("merged_into",)
    search_fields = ("name", "normalised_name", "aliases__normalised")
    readonly_fields = ("merged_into",)
    ordering = ("normalised_name", "pk")
    inlines = (AliasInline, RoleInline)
    change_form_template = "admin/archive/speaker/change_form.html"
    change_list_template = "admin/archive/speaker/change_list.html"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let nobody change a merged speaker: what it had is the survivor's."""
        is_merged = isinstance(obj, Speaker) and obj.merged_into_id is not None
        return not is_merged and super().has_change_permission(request, obj)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list that counts."""
        return CountedList

    @admin.display(description="statements", ordering="statement_count")
    def statement_count(self, speaker: Speaker) -> int:
        """Return how many statements are attributed to the speaker."""
        return int(speaker.statement_count)  # type: ignore[attr-defined]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Keep a former name as an alias: articles that print it still mean this speaker."""
        super().save_related(request, form, formsets, change)
        if change and "name" in form.changed_data:
            form.instance.also_called(form.initial["name"])
