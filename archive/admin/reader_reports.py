"""The work list of what readers told: open first, accepted or declined with author and reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from archive.admin.history import ObjectHistory
from archive.admin.readonly import KeptRows
from archive.models import ReaderReport
from archive.models.reader_report import State

if TYPE_CHECKING:
    from django.http import HttpRequest


class SettleForm(forms.ModelForm):
    """What became of a report, and why."""

    class Meta:
        model = ReaderReport
        fields = ("state", "answer")

    def clean(self) -> dict[str, Any]:
        """Demand a reason for declining."""
        cleaned = super().clean() or {}
        if cleaned.get("state") == State.DECLINED and not cleaned.get("answer"):
            self.add_error("answer", "Say why it is declined.")
        return cleaned


@admin.register(ReaderReport)
class ReaderReportAdmin(ObjectHistory, KeptRows):
    """What readers say is wrong; settled by hand, or by deciding about the statement."""

    form = SettleForm
    list_display = ("at", "problem", "about", "short", "state", "decided_by")
    list_filter = ("state", "problem", ("at", admin.DateFieldListFilter))
    list_select_related = ("statement__speaker", "speaker", "other", "decided_by")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("words", "answer")
    readonly_fields = ("at", "problem", "about", "words", "way", "decided_by", "decided_at")
    fields = (
        "at", "problem", "about", "words", "way", "state", "answer", "decided_by", "decided_at",
    )  # fmt: skip

    class Media:
        """Gives sentences in the list their room."""

        css = {"all": ("archive/admin/curation.css",)}

    @admin.display(description="about")
    def about(self, report: ReaderReport) -> str:
        """Return the beginning of what it is about."""
        words = str(report.statement or f"{report.speaker} and {report.other}")
        return words if len(words) <= 100 else words[:99] + "…"

    @admin.display(description="the reader's words")
    def short(self, report: ReaderReport) -> str:
        """Return the beginning of the reader's words."""
        return report.words if len(report.words) <= 100 else report.words[:99] + "…"

    @admin.display(description="to do")
    def way(self, report: ReaderReport) -> str:
        """Lead to where it can be put right, and to the public page."""
        address, words = self._deed(report)
        link = '<a href="{}">{}</a> · <a href="{}">the public page</a>'
        return format_html(link, address, words, report.get_absolute_url())

    def _deed(self, report: ReaderReport) -> tuple[str, str]:
        if report.statement:
            page = reverse("admin:archive_statement_change", args=[report.statement.pk])
            return page, "correct or hide the statement"
        assert report.speaker and report.other, "the database demands both"
        page = reverse("admin:archive_speaker_merge", args=[report.speaker.pk])
        return f"{page}?{urlencode({'other': report.other.name})}", "see what a merge would move"

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Sign what was decided."""
        if form.changed_data:
            obj.settle(request.user, form.cleaned_data["state"], form.cleaned_data["answer"])
