"""Articles: what a curator corrects, no later reading changes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.utils.html import format_html

from archive.admin.history import ObjectHistory
from archive.admin.missed import MissedPages
from archive.admin.readonly import KeptRows, ReadOnlyInline
from archive.admin.withdrawing import WithdrawalPages
from archive.models import Article, ArticleVersion

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


class VersionInline(ReadOnlyInline):
    """The texts of an article."""

    model = ArticleVersion
    fk_name = "article"
    fields = ("number", "fetched_at", "changes", "reader", "raw_sha256")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleVersion]:
        """Leave the texts in the database: a list of versions shows none."""
        return super().get_queryset(request).defer("text")


class ArticleForm(forms.ModelForm):
    """What a curator may correct about an article."""

    class Meta:
        model = Article
        fields = (
            "title", "outlet", "byline", "canonical_url", "language", "published_at",
            "date_precision", "updated_at",
        )  # fmt: skip

    def clean_canonical_url(self) -> str | None:
        """Keep "no address" as unknown: an empty one would be the same for two articles."""
        return self.cleaned_data["canonical_url"] or None

    def clean(self) -> dict[str, Any]:
        """Demand that a date and how exactly it is known go together."""
        cleaned = super().clean() or {}
        dated = cleaned.get("published_at") is not None
        if dated == (cleaned.get("date_precision") == "unknown"):
            raise forms.ValidationError("A date needs a precision, and no date has none.")
        return cleaned


@admin.register(Article)
class ArticleAdmin(MissedPages, WithdrawalPages, ObjectHistory, KeptRows):
    """Correct title, outlet and dates; look at versions."""

    form = ArticleForm
    change_form_template = "admin/archive/article/change_form.html"
    list_display = ("title", "outlet", "published_at", "date_precision", "date_basis", "language")
    list_filter = (
        ("withdrawn_at", admin.EmptyFieldListFilter),
        "date_basis",
        "date_precision",
        "language",
        "outlet",
    )
    list_select_related = ("outlet",)
    search_fields = ("title", "source", "canonical_url")
    autocomplete_fields = ("outlet",)
    inlines = (VersionInline,)
    readonly_fields = (
        "on_site", "source", "origin", "dateline", "date_basis", "date_printed", "date_evidence",
        "given", "decided", "withdrawn_at", "withdrawn_because", "batch",
    )  # fmt: skip
    fieldsets = (
        (None, {"fields": ("title", "outlet", "byline", "dateline", "language", "on_site")}),
        (
            "When",
            {
                "fields": (
                    "published_at",
                    "date_precision",
                    "updated_at",
                    "date_basis",
                    "date_printed",
                    "date_evidence",
                )
            },
        ),
        (
            "Where it came from",
            {"fields": ("canonical_url", "source", "origin", "given", "decided", "batch")},
        ),
        ("Withdrawn", {"fields": ("withdrawn_at", "withdrawn_because")}),
    )

    @admin.display(description="page")
    def on_site(self, article: Article) -> str:
        """Link to the public page."""
        return format_html('<a href="{}">{}</a>', article.get_absolute_url(), article.title)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save what changed, remember that a person decided it, pass it on to the statements."""
        if form.changed_data:
            obj.correct({field: form.cleaned_data[field] for field in form.changed_data})
