"""Speakers with their aliases and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import Count

from archive.models import Role, Speaker, SpeakerAlias

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


class AliasInline(admin.TabularInline):
    """Other names, as printed."""

    model = SpeakerAlias
    extra = 1


class RoleInline(admin.TabularInline):
    """Offices, with their time."""

    model = Role
    extra = 1


@admin.register(Speaker)
class SpeakerAdmin(admin.ModelAdmin):
    """Name, kind, aliases, roles."""

    list_display = ("name", "kind", "description", "statement_count", "merged_into")
    list_filter = ("kind",)
    search_fields = ("name", "normalised_name", "aliases__normalised")
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("merged_into",)
    inlines = (AliasInline, RoleInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Speaker]:
        """Count the statements of each speaker."""
        return super().get_queryset(request).annotate(statement_count=Count("statements"))

    @admin.display(description="statements", ordering="statement_count")
    def statement_count(self, speaker: Speaker) -> int:
        """Return how many statements are attributed to the speaker."""
        return int(speaker.statement_count)  # type: ignore[attr-defined]
