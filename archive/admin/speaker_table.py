"""A table of speakers, aliases and roles is sent as a CSV file, looked at, and stored."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.template.response import TemplateResponse
from django.urls import path

from archive.admin.permissions import demand
from archive.ingest.grouping import group_prints
from archive.ingest.speaker_table import COLUMNS, import_speakers

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

NEEDED = ("archive.add_speaker", "archive.add_speakeralias", "archive.add_role")
LARGEST = 10_000_000  # bytes


class TableForm(forms.Form):
    """The file, and whether it is only tried."""

    table = forms.FileField(label="CSV file, UTF-8")
    dry_run = forms.BooleanField(required=False, initial=True, label="only look what would happen")

    def clean_table(self) -> str:
        """Return the text of the file."""
        file = self.cleaned_data["table"]
        if file.size > LARGEST:
            raise forms.ValidationError(f"The file is larger than {LARGEST // 1_000_000} MB.")
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError("The file is not UTF-8: save it as CSV in UTF-8.") from None


class TablePages(admin.ModelAdmin):
    """Adds to the admin of speakers the page that takes a table."""

    def get_urls(self) -> list[URLPattern]:
        """Put the page before those of the stock admin."""
        page = self.admin_site.admin_view(self.table_page)
        return [path("table/", page, name="archive_speaker_table"), *super().get_urls()]

    def table_page(self, request: HttpRequest) -> HttpResponse:
        """Take a table; tell what it brought, or would bring, line by line."""
        for permission in NEEDED:
            demand(request, permission)
        is_sent = request.method == "POST"
        form = TableForm(request.POST, request.FILES) if is_sent else TableForm()
        imported: Any = None
        if form.is_valid():
            lines = io.StringIO(form.cleaned_data["table"], newline="")
            imported = import_speakers(lines, dry_run=form.cleaned_data["dry_run"])
            group_prints()
        context = {
            **self.admin_site.each_context(request),
            "title": "Import a table of speakers",
            "opts": self.opts,
            "form": form,
            "columns": COLUMNS,
            "imported": imported,
            "dry_run": form.is_valid() and form.cleaned_data["dry_run"],
        }
        return TemplateResponse(request, "admin/archive/speaker/table.html", context)
