"""Admin pages of rows that only the archive itself makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin

if TYPE_CHECKING:
    from django.http import HttpRequest


class KeptRows(admin.ModelAdmin):
    """Rows that are never added or deleted by hand: an address, once given, lasts."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only an ingest adds."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted by hand."""
        return False


class ReadOnlyInline(admin.TabularInline):
    """Rows to look at beside the one that is edited."""

    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only an ingest adds."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only to look at."""
        return False
