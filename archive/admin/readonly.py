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


class KeptAddress(admin.ModelAdmin):
    """Rows whose slug is made from the name when they are added, and never changes again."""

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Make the slug while the name is typed, but only for a new row."""
        return {} if obj else {"slug": ("name",)}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Close the slug of a row that has a page already."""
        closed = [str(field) for field in super().get_readonly_fields(request, obj)]
        return [*closed, "slug"] if obj else closed


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
