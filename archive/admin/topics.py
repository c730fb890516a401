"""Topics: their names, how many statements have them, and two that are one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Count

from archive.admin.history import ObjectHistory
from archive.admin.merging import MergeInto
from archive.admin.readonly import KeptAddress
from archive.models import Topic
from archive.models.tagging import merge_topics

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


@admin.register(Topic)
class TopicAdmin(MergeInto, ObjectHistory, KeptAddress):
    """Add, rename, merge; tagging happens on the page for many statements."""

    list_display = ("name", "statement_count", "merged_into")
    list_select_related = ("merged_into",)
    search_fields = ("normalised_name",)
    readonly_fields = ("merged_into",)
    may_merge = "archive.change_topic"
    merge = staticmethod(merge_topics)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        """Count the statements of each."""
        return super().get_queryset(request).annotate(n=Count("taggings"))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Its address lasts: it is merged, not deleted."""
        return False

    @admin.display(description="statements", ordering="n")
    def statement_count(self, topic: Any) -> int:
        """Return how many statements have it."""
        return int(topic.n)

    def going_over(self, row: Any) -> int:
        """Count the statements."""
        return int(row.taggings.count())
