"""Statements: what the machine found beside what a curator may decide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db import models
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from archive.admin.actions import StatementActions
from archive.admin.history import ObjectHistory
from archive.admin.many import ManyPages
from archive.admin.readonly import KeptRows
from archive.admin.review import decide, review
from archive.admin.teaching import LessonPages, offer
from archive.models import Statement
from archive.models.review import span_of
from archive.models.status import Status
from archive.search import speakable
from archive.templatetags.archive import in_context, lit_text
from archive.templatetags.lit import Close, around

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.urls import URLPattern

    from archive.templatetags.lit import Paragraph

DECISION = "Decide"
NOTES = {
    Status.HIDDEN: "Hidden: only the reason can change. “Show again” in the list undoes it.",
    Status.WITHDRAWN: "Withdrawn: the article no longer has these words, or a newer reading finds"
    " no statement in them. Nothing can change.",
}
NOTES[Status.RETRACTED] = "Its article was withdrawn: bring that back to decide about it."
DECIDABLE = ("words", "speaker", "kind", "said_on", "said_precision", "reason")


class StatementForm(forms.ModelForm):
    """The fields that a curator decides; everything else shows where they come from."""

    words = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text="Other words of the article, as it prints them, move the statement to these.",
    )

    class Meta:
        model = Statement
        fields = DECIDABLE[1:]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["words"] = self.instance.text
        self.span: dict[str, Any] = {}

    def clean(self) -> dict[str, Any]:
        """Find other words; demand that a day and how exactly it is known go together."""
        cleaned = super().clean() or {}
        words = (cleaned.get("words") or "").replace("\r\n", "\n")
        if words and words != self.instance.text:
            try:
                self.span = span_of(self.instance, words)
            except ValueError as refusal:
                self.add_error("words", str(refusal))
        if "said_on" not in self.fields:
            return cleaned
        dated = cleaned.get("said_on") is not None
        if dated == (cleaned.get("said_precision") == "unknown"):
            raise forms.ValidationError("A day needs a precision, and no day has none.")
        return cleaned


def unnumbered(paragraph: Paragraph) -> Paragraph:
    """Return the paragraph so that its marks end without a number that leads to the statement."""
    tokens = [Close(t.piece, False) if isinstance(t, Close) else t for t in paragraph.tokens]
    return replace(paragraph, tokens=tokens)


@admin.register(Statement)
class StatementAdmin(StatementActions, ManyPages, LessonPages, ObjectHistory, KeptRows):
    """Check, correct, hide; each signed by who did it."""

    form = StatementForm
    list_display = ("short", "speaker", "kind", "status", "sureness", "said_on", "outlet")
    list_filter = ("status", "kind", "attribution", "section", "language", "outlet")
    list_select_related = ("speaker", "outlet")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("text",)
    search_help_text = "Words of the statement, “phrases”, -without"
    autocomplete_fields = ("speaker",)
    ordering = ("confidence", "id")
    change_list_template = "admin/archive/statement/change_list.html"
    fieldsets = (
        (
            "The words",
            {
                "fields": (
                    "text",
                    "surroundings",
                    "article",
                    "version",
                    "place",
                    "section",
                    "language",
                )
            },
        ),
        (DECISION, {"fields": DECIDABLE}),
        (
            "Why the machine thinks so",
            {"fields": ("mention", "cue", "name", "resolution", "rule", "attribution", "sureness")},
        ),
        (
            "Status",
            {
                "fields": (
                    "status",
                    "decided_by",
                    "decided_at",
                    "dropped_in",
                    "dropped_by",
                    "extractor",
                )
            },
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        """Put the review queue before the pages of the stock admin."""
        wrap = self.admin_site.admin_view
        own = [
            path("review/", wrap(review), name="archive_statement_review"),
            path("review/<int:pk>/", wrap(decide), name="archive_statement_decide"),
        ]
        return [*own, *super().get_urls()]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let nobody change what is withdrawn: there are no words to decide about."""
        is_withdrawn = obj is not None and obj.status in (Status.WITHDRAWN, Status.RETRACTED)
        return not is_withdrawn and super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Leave nothing open but what a curator decides; of a hidden statement, the reason."""
        is_hidden = obj is not None and obj.status == Status.HIDDEN
        decided = ("reason",) if is_hidden else DECIDABLE
        shown = (str(field) for _, options in self.fieldsets for field in options["fields"])
        return [field for field in shown if field not in decided]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Say above the fields why some of them are closed."""
        note = NOTES.get(obj.status) if obj else None
        return [
            (title, {**options, "description": note} if title == DECISION else options)
            for title, options in self.fieldsets
        ]

    @admin.display(description="statement", ordering="text")
    def short(self, statement: Statement) -> str:
        """Return the beginning of the words, for the list."""
        return statement.text if len(statement.text) <= 120 else statement.text[:119] + "…"

    @admin.display
    def words(self, statement: Statement) -> str:
        """Return the words where they can only be looked at."""
        return statement.text

    @admin.display(description="confidence", ordering="confidence")
    def sureness(self, statement: Statement) -> str:
        """Return the confidence in percent."""
        return f"{statement.confidence:.0%}"

    @admin.display
    def place(self, statement: Statement) -> str:
        """Return where the words stand in the version."""
        return f"characters {statement.start} to {statement.end}"

    @admin.display(description="in the article")
    def surroundings(self, statement: Statement) -> str:
        """Return the paragraphs that hold the words, these marked, and the way to the article."""
        paragraphs = around(statement.version.text, statement)
        shown = format_html_join("", "<p>{}</p>", ((lit_text(unnumbered(p)),) for p in paragraphs))
        link = '{}<p><a href="{}">Read it in the public article</a></p>'
        return format_html(link, shown, in_context(statement))

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        """Search as the public page does."""
        words = speakable(search_term)
        return (queryset.matching(words) if words else queryset), False  # type: ignore[attr-defined]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Sign what was decided; a form that corrects nothing confirms the machine."""
        changed = (field for field in form.changed_data if field != "words")
        changes = {field: form.cleaned_data[field] for field in changed} | form.span
        if set(changes) - {"reason"}:
            obj.edit(request.user, **changes)
            if "speaker" in changes:
                offer(request, obj, reverse("admin:archive_statement_change", args=[obj.pk]))
        elif obj.status == Status.MACHINE:
            obj.check_by(request.user, **changes)
        elif changes:
            obj.explain(request.user, **changes)
