"""The history in the admin: on each object's page and as a log, each change with a "Revert"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils.html import format_html, format_html_join

from archive.admin.permissions import demand
from archive.admin.readonly import KeptRows
from archive.admin.together import TogetherPages
from archive.ingest.grouping import group_prints
from archive.models import Change

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern
    from django.utils.safestring import SafeString

MOST_SHOWN = 200  # changes on an object's page; the log has them all
LONGEST_VALUE = 300  # characters of a value that are shown


def told(change: Change) -> SafeString:
    """Return each column that changed with its old and its new value."""
    shape = "<div><b>{}</b>: <del>{}</del> <ins>{}</ins></div>"
    rows = change.differences()
    return format_html_join(
        "", shape, ((name, _short(was), _short(now)) for name, was, now in rows)
    )


def _short(value: Any) -> str:
    words = "" if value is None else str(value)
    return words if len(words) <= LONGEST_VALUE else words[: LONGEST_VALUE - 1] + "…"


class ObjectHistory(admin.ModelAdmin):
    """Shows under "History" what the database kept of the object, with what belongs to it."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """List the changes of the object, the latest first."""
        row = get_object_or_404(self.model, pk=object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        changes = Change.objects.about(row).select_related("by")[:MOST_SHOWN]
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {row}",
            "opts": self.opts,
            "row": row,
            "changes": [(one, told(one), may_revert(request, one)) for one in changes],
            "most": MOST_SHOWN,
        }
        return TemplateResponse(request, "admin/archive/history.html", context)


def may_revert(request: HttpRequest, change: Change) -> bool:
    """Say whether somebody may put back what the change replaced: their own, or as an editor."""
    if request.user.has_perm("archive.change_change"):
        return True
    is_own = change.by_id is not None and change.by_id == request.user.pk
    return is_own and request.user.has_perm(f"archive.change_{change.model}")


@admin.register(Change)
class ChangeAdmin(TogetherPages, KeptRows):
    """Every change of what people decide, the latest first."""

    list_display = ("at", "who", "model", "subject_link", "action", "what", "via")
    list_filter = ("model", "action", ("at", admin.DateFieldListFilter), "by")
    list_select_related = ("by",)
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("=row", "via", "before", "after")
    fields = readonly_fields = (
        "at", "who", "via", "model", "subject_link", "action", "what", "transaction_id",
    )  # fmt: skip
    change_form_template = "admin/archive/change/change_form.html"

    class Media:
        """Underlines the links that stand in a line of text."""

        css = {"all": ("archive/admin/curation.css",)}

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only to look at, and to revert."""
        return False

    @admin.display(description="by", ordering="by")
    def who(self, change: Change) -> str:
        """Return the person, or that it was none."""
        return change.by.get_username() if change.by else "no person"

    @admin.display(description="from, to")
    def what(self, change: Change) -> str:
        """Return what changed from what to what."""
        return told(change)

    @admin.display(description="of")
    def subject_link(self, change: Change) -> str:
        """Link to the page of what was changed."""
        name = f"{change.subject} {change.subject_row}"
        try:
            address = reverse(f"admin:archive_{change.subject}_change", args=[change.subject_row])
        except NoReverseMatch:
            return name
        return format_html('<a href="{}">{}</a>', address, name)

    def get_urls(self) -> list[URLPattern]:
        """Put the reverting before the pages of the stock admin."""
        page = self.admin_site.admin_view(self.revert_page)
        return [path("<int:pk>/revert/", page, name="archive_change_revert"), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Say whether the page has a "Revert"."""
        change = kwargs.get("obj")
        context["may_revert"] = change is not None and may_revert(request, change)
        return super().render_change_form(request, context, *args, **kwargs)

    def revert_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put back what the change replaced (POST), and show the object."""
        demand(request, "archive.view_change")
        change = get_object_or_404(Change, pk=pk)
        if not may_revert(request, change):
            raise PermissionDenied
        if request.method == "POST":
            try:
                change.revert()
                group_prints()
                messages.success(request, "Put back as it was. That is a change, too.")
            except (ValueError, ValidationError, Error) as refusal:
                words = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
                messages.error(request, f"Not reverted. {words[0].splitlines()[0]}")
        back = f"admin:archive_{change.subject}_history"
        return redirect(back, change.subject_row)
