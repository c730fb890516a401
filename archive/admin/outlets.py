"""Outlets: their facts, and two that are one."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from archive.admin.history import ObjectHistory
from archive.admin.merging import MergeInto
from archive.admin.readonly import KeptAddress
from archive.models import Outlet
from archive.models.outlet_merging import merge_outlets


@admin.register(Outlet)
class OutletAdmin(MergeInto, ObjectHistory, KeptAddress):
    """Name and facts of an outlet."""

    list_display = ("name", "language", "country", "merged_into")
    list_select_related = ("merged_into",)
    search_fields = ("name",)
    readonly_fields = ("merged_into",)
    may_merge = "archive.change_outlet"
    merge = staticmethod(merge_outlets)
    moved = "articles"

    def going_over(self, row: Any) -> int:
        """Count the articles."""
        return int(row.articles.count())
