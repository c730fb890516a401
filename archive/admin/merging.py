"""The page on which an outlet or a topic goes up in another of its kind; undone as one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path

from archive.admin.permissions import demand
from archive.admin.together import tell
from archive.ingest.grouping import group_prints

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from archive.models.bulk import Done


class MergeInto(admin.ModelAdmin):
    """Adds to the admin of a kind of rows that can be merged the page that does it."""

    may_merge = ""  # the permission
    merge: Callable[[Any, Any], Done]  # raises ValueError, in words
    moved = "statements"  # what goes over
    change_form_template = "admin/archive/merge_into_form.html"

    def get_urls(self) -> list[URLPattern]:
        """Put the page before those of the stock admin."""
        page = self.admin_site.admin_view(self.merge_page)
        name = f"archive_{self.opts.model_name}_merge"
        return [path("<int:pk>/merge/", page, name=name), *super().get_urls()]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let nobody change a merged one: what it had is the survivor's."""
        is_merged = obj is not None and obj.merged_into_id is not None
        return not is_merged and super().has_change_permission(request, obj)

    def merge_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Choose the survivor, see how much goes over, do it (POST)."""
        demand(request, self.may_merge)
        row = get_object_or_404(self.model.objects.listed(), pk=pk)
        form = self._form(row, request.POST or request.GET or None)
        survivor = form.cleaned_data["other"] if form.is_valid() else None
        if survivor and request.method == "POST":
            return self._merge(request, row, survivor)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Merge {row}",
            "opts": self.opts,
            "row": row,
            "form": form,
            "survivor": survivor,
            "moved": self.moved,
            "count": self.going_over(row) if survivor else 0,
            "address": row.get_absolute_url(),
        }
        return TemplateResponse(request, "admin/archive/merge_into.html", context)

    def going_over(self, row: Any) -> int:
        """Count what goes over."""
        raise NotImplementedError

    def _form(self, row: Any, data: Any) -> forms.Form:
        others = self.model.objects.listed().exclude(pk=row.pk)
        form = forms.Form(data)
        form.fields["other"] = forms.ModelChoiceField(others, label=f"Merge {row} into")
        return form

    def _merge(self, request: HttpRequest, row: Any, survivor: Any) -> HttpResponse:
        try:
            done = type(self).merge(row, survivor)
        except ValueError as refusal:
            messages.error(request, str(refusal))
            return redirect(f"admin:archive_{self.opts.model_name}_merge", row.pk)
        group_prints()
        words = f"{row} merged into {survivor}: {done.count} {self.moved} went over."
        tell(request, words, done)
        return redirect(f"admin:archive_{self.opts.model_name}_change", survivor.pk)
