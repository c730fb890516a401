"""What came in, and the work list of what did not."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import admin, messages
from django.utils.translation import ngettext

from archive.admin.readonly import KeptRows, ReadOnlyInline
from archive.models import ImportBatch, ImportProblem

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet
    from django.http import HttpRequest


class ProblemInline(ReadOnlyInline):
    """What this run refused."""

    model = ImportProblem
    fields = ("source", "reason", "settled_at")


@admin.register(ImportBatch)
class ImportBatchAdmin(KeptRows):
    """Runs of ingest, with their counts."""

    list_display = (
        "started_at", "finished_at", "arguments", "new", "changed", "unchanged", "refused",
        "statements",
    )  # fmt: skip
    list_filter = ("is_sample",)
    inlines = (ProblemInline,)

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Only to look at."""
        return False


@admin.register(ImportProblem)
class ImportProblemAdmin(KeptRows):
    """Refused pages, the open ones first."""

    list_display = ("source", "reason", "batch", "settled_at", "settled_by")
    list_filter = (("settled_at", admin.EmptyFieldListFilter),)
    list_select_related = ("batch", "settled_by")
    search_fields = ("source", "reason")
    readonly_fields = ("batch", "source", "origin", "reason", "settled_at", "settled_by")
    actions = ("settle_selected",)

    @admin.action(description="Settle: nothing more to do")
    def settle_selected(self, request: HttpRequest, queryset: QuerySet[ImportProblem]) -> None:
        """Take the selected problems off the work list."""
        waiting = list(queryset.filter(settled_at__isnull=True))
        for problem in waiting:
            problem.settle(cast("User", request.user))
        problems = ngettext("problem", "problems", len(waiting))
        messages.success(request, f"{len(waiting)} {problems} settled.")
