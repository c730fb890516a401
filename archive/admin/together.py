"""Changes that were made at once, on one page: what they were, and one button that undoes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from archive.admin.permissions import demand
from archive.ingest.grouping import group_prints
from archive.models import Change
from archive.models.together import revert_together, together

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from archive.models.bulk import Done

MAY_UNDO = "archive.change_change"
MOST_SHOWN = 100


def tell(request: HttpRequest, words: str, done: Done) -> None:
    """Say what was done, with the way to undo it all at once."""
    if done.change is None:
        messages.success(request, words)
        return
    address = reverse("admin:archive_change_together", args=[done.change.pk])
    messages.success(
        request, format_html('{} <a href="{}">Look at it, undo it</a>', words, address)
    )


def may_undo(request: HttpRequest, change: Change) -> bool:
    """Say whether this person may undo it: their own doing, or anybody's with the permission."""
    return request.user.pk == change.by_id or request.user.has_perm(MAY_UNDO)


class TogetherPages(admin.ModelAdmin):
    """Adds to the log the page of all that was changed at once."""

    def get_urls(self) -> list[URLPattern]:
        """Put the page before those of the stock admin."""
        page = self.admin_site.admin_view(self.together_page)
        own = [path("<int:pk>/together/", page, name="archive_change_together")]
        return [*own, *super().get_urls()]

    def together_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what was changed at once; undo it (POST)."""
        demand(request, "archive.view_change")
        change = get_object_or_404(Change.objects.select_related("by"), pk=pk)
        if request.method == "POST":
            if not may_undo(request, change):
                raise PermissionDenied
            self._undo(request, change)
            return redirect("admin:archive_change_together", pk)
        rows = together(change)
        context = {
            **self.admin_site.each_context(request),
            "title": "Changed at once",
            "opts": self.opts,
            "change": change,
            "count": rows.count(),
            "changes": rows[:MOST_SHOWN],
            "most": MOST_SHOWN,
            "may_undo": may_undo(request, change),
        }
        return TemplateResponse(request, "admin/archive/change/together.html", context)

    def _undo(self, request: HttpRequest, change: Change) -> None:
        try:
            reverted = revert_together(change)
        except (ValueError, ValidationError, Error) as refusal:
            messages.error(request, f"Not undone. {str(refusal).splitlines()[0]}")
            return
        group_prints()
        messages.success(request, f"Undone: {reverted.back} rows are as they were.")
        if reverted.left:
            named = ", ".join(f"{model} {row}" for model, row in reverted.left[:20])
            words = f"{len(reverted.left)} rows were changed again since and stay: {named}"
            messages.warning(request, words)
