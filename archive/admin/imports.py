"""What came in, and the work list of what did not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.db.models import Count, F, TextField, Value
from django.db.models.expressions import Func
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import ngettext

from archive.admin.readonly import KeptRows
from archive.ingest.reading import EngineFailure
from archive.ingest.retrying import Retried, retry
from archive.models import ImportBatch, ImportProblem

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet
    from django.http import HttpRequest

MOST_KINDS, MOST_BATCHES = 30, 20  # that a filter offers
MOST_SHOWN = 20  # problems on the page of their run
MOST_NAMED = 5  # outcomes in a message
KIND = Func(F("reason"), Value(":"), Value(1), function="split_part", output_field=TextField())


class KindFilter(admin.SimpleListFilter):
    """Why it was refused: the reason without its details, the most frequent first."""

    title, parameter_name = "reason", "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the kinds of the open problems, with how many there are."""
        rows = ImportProblem.objects.filter(settled_at__isnull=True).order_by()
        kinds = rows.values(kind=KIND).annotate(n=Count("pk")).order_by("-n", "kind")
        return [(row["kind"], f"{row['kind']} ({row['n']})") for row in kinds[:MOST_KINDS]]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the problems of the kind."""
        return queryset.alias(kind=KIND).filter(kind=self.value()) if self.value() else queryset


class RunFilter(admin.SimpleListFilter):
    """In which run: the latest ones that left something open, and the one that is asked for."""

    title, parameter_name = "run", "batch"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the latest runs with open problems."""
        runs = cast("Any", ImportBatch.objects.with_open_problems()).filter(open_problems__gt=0)
        chosen = [(str(run.pk), f"{run} ({run.open_problems})") for run in runs[:MOST_BATCHES]]
        if self.value() and self.value() not in dict(chosen):
            chosen.append((str(self.value()), f"run {self.value()}"))
        return chosen

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the problems of the run."""
        asked = self.value() or ""
        if not asked:
            return queryset
        is_id = asked.isascii() and asked.isdecimal() and len(asked) < 19
        return queryset.filter(batch=int(asked)) if is_id else queryset.none()


@admin.register(ImportBatch)
class ImportBatchAdmin(KeptRows):
    """Runs of ingest, with their counts."""

    list_display = (
        "started_at", "state", "arguments", "new", "changed", "unchanged", "refused",
        "statements", "to_settle", "asked_by",
    )  # fmt: skip
    list_filter = ("is_sample",)
    list_select_related = ("asked_by",)
    search_fields = ("arguments",)
    fields = (
        "arguments", "options", "asked_by", "state", "started_at", "finished_at", "new", "changed",
        "unchanged", "refused", "statements", "to_settle", "problems_of_it", "is_sample",
    )  # fmt: skip

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Only to look at."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Ask at once for what the list shows."""
        runs = cast("Any", super().get_queryset(request))
        return runs.with_state().with_open_problems()

    @admin.display
    def state(self, run: Any) -> str:
        """Return whether the run came to its end."""
        if run.finished_at:
            return "finished"
        return "running" if run.is_running else "interrupted: run the same command to go on"

    @admin.display(description="to settle", ordering="open_problems")
    def to_settle(self, run: Any) -> str:
        """Return how many of its problems are open, as the way to them."""
        if not run.open_problems:
            return "0"
        address = reverse("admin:archive_importproblem_changelist")
        query = f"?batch={run.pk}&settled_at__isempty=1"
        return format_html('<a href="{}{}">{}</a>', address, query, run.open_problems)

    @admin.display(description="problems")
    def problems_of_it(self, run: ImportBatch) -> str:
        """Return the first problems of the run, the open ones first."""
        rows = run.problems.all()[:MOST_SHOWN]
        return format_html_join(
            "",
            '<p><a href="{}">{}</a>: {}{}</p>',
            (
                (_address(one), one.source, one.reason, " (settled)" if one.settled_at else "")
                for one in rows
            ),
        )


@admin.register(ImportProblem)
class ImportProblemAdmin(KeptRows):
    """Refused pages, the open ones first."""

    list_display = ("source", "reason", "batch", "settled_at", "settled_by")
    list_filter = (("settled_at", admin.EmptyFieldListFilter), KindFilter, RunFilter)
    list_select_related = ("batch", "settled_by")
    search_fields = ("source", "reason", "origin")
    readonly_fields = ("batch", "source", "origin", "reason", "settled_at", "settled_by")
    actions = ("try_again", "settle_selected")

    @admin.action(description="Try again: read it once more", permissions=["change"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[ImportProblem]) -> None:
        """Read the places of the selected open problems again."""
        waiting = queryset.filter(settled_at__isnull=True).select_related("batch")
        try:
            retried = retry(list(waiting), cast("User", request.user))
        except EngineFailure as error:
            messages.error(request, str(error))
            return
        for level, text in told(retried):
            messages.add_message(request, level, text)

    @admin.action(description="Settle: nothing more to do", permissions=["change"])
    def settle_selected(self, request: HttpRequest, queryset: QuerySet[ImportProblem]) -> None:
        """Take the selected problems off the work list."""
        waiting = list(queryset.filter(settled_at__isnull=True))
        for problem in waiting:
            problem.settle(cast("User", request.user))
        problems = ngettext("problem", "problems", len(waiting))
        messages.success(request, f"{len(waiting)} {problems} settled.")


def told(retried: Retried) -> list[tuple[int, str]]:
    """Return what became of a retry as messages with their levels."""
    said: list[tuple[int, str]] = []
    states = [(state, retried.states[state]) for state in ("new", "changed", "unchanged")]
    if went_in := ", ".join(f"{count} {state}" for state, count in states if count):
        said.append((messages.SUCCESS, f"Read again: {went_in}."))
    for what, lines in (("Still refused", retried.refused), ("Not tried", retried.untried)):
        if lines:
            more = f" … and {len(lines) - MOST_NAMED} more" if len(lines) > MOST_NAMED else ""
            said.append((messages.WARNING, f"{what}: {'; '.join(lines[:MOST_NAMED])}{more}."))
    if retried.left:
        places = ngettext("place is", "places are", retried.left)
        said.append((messages.WARNING, f"{retried.left} more {places} left: try again."))
    return said or [(messages.INFO, "Nothing of this was open.")]


def _address(problem: ImportProblem) -> str:
    return reverse("admin:archive_importproblem_change", args=[problem.pk])
