"""What can be done to the selected statements of the list: each one decision, undone as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.utils.translation import ngettext

from archive.admin.permissions import person
from archive.admin.together import tell
from archive.models.bulk import check_each, hide_each, unhide_each
from archive.search import SHOWN, speakable

if TYPE_CHECKING:
    from django.db import models
    from django.http import HttpRequest

MOST_NAMED = 50  # statements that the question before hiding them names
LONGEST_REASON = 500  # characters


def counted(n: int, done: str) -> str:
    """Return what was done to how many: "1 statement checked."."""
    return f"{n} {ngettext('statement', 'statements', n)} {done}."


def reason_of(request: HttpRequest) -> str:
    """Return the reason that was sent along, as it can be shown; "" for none."""
    return speakable(request.POST.get("reason", ""))[:LONGEST_REASON]


class StatementActions(admin.ModelAdmin):
    """Check, hide and show again whatever the list finds."""

    actions = ("check_selected", "hide_selected", "show_selected")

    def has_bulk_permission(self, request: HttpRequest) -> bool:
        """Say whether somebody may decide about many at once."""
        return bool(request.user.has_perm("archive.bulk_statement"))

    @admin.action(description="Check: the machine is right", permissions=["bulk"])
    def check_selected(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Confirm the machine's statements among the selected ones."""
        done = check_each(queryset, person(request))
        tell(request, counted(done.count, "checked"), done)

    @admin.action(description="Hide: not a statement", permissions=["bulk"])
    def hide_selected(
        self, request: HttpRequest, queryset: models.QuerySet
    ) -> TemplateResponse | None:
        """Take the selected statements out of the public pages, once that is confirmed."""
        waiting = queryset.filter(status__in=SHOWN)
        if "confirmed" not in request.POST:
            return self._ask_for_reason(request, waiting)
        done = hide_each(waiting, person(request), reason_of(request))
        tell(request, counted(done.count, "hidden"), done)
        return None

    def _ask_for_reason(
        self, request: HttpRequest, waiting: models.QuerySet
    ) -> TemplateResponse | None:
        count = waiting.count()
        if not count:
            messages.info(request, "All of the selected statements are hidden already, or gone.")
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Hide statements",
            "opts": self.opts,
            "count": count,
            "statements": waiting.select_related("speaker")[:MOST_NAMED],
            "unnamed": max(0, count - MOST_NAMED),
            "checkbox": ACTION_CHECKBOX_NAME,
            "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "across": request.POST.get("select_across", "0"),
        }
        return TemplateResponse(request, "admin/archive/statement/hide.html", context)

    @admin.action(description="Show again: it is a statement after all", permissions=["bulk"])
    def show_selected(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Bring the hidden ones among the selected statements back to the public pages."""
        done = unhide_each(queryset, person(request))
        tell(request, counted(done.count, "shown again"), done)
