"""A statement that the machine missed: its words chosen in the text of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html

from archive.admin.permissions import demand
from archive.admin.speaker_field import SpeakerField
from archive.ingest.anchoring import is_mostly
from archive.ingest.grouping import group_prints
from archive.models import Article, Speaker, Statement
from archive.models.adding import Place, Said, add_statement, bounded, place_of, unmarked
from archive.models.article import DatePrecision
from archive.models.locking import locked
from archive.models.statement import Kind
from archive.models.status import Status
from archive.search import SHOWN, speakable

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from archive.models import ArticleVersion

MAY_ADD = "archive.add_statement"
PRECISIONS = [one for one in DatePrecision.choices if one[0] != DatePrecision.MINUTE]


class MissedForm(forms.Form):
    """The words, by themselves or by their place, and what is said about them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), required=False, label="Words, as in the text"
    )
    start = forms.IntegerField(min_value=0, required=False, label="From character")
    end = forms.IntegerField(min_value=1, required=False, label="to character")
    kind = forms.ChoiceField(choices=Kind, widget=forms.RadioSelect, initial=Kind.DIRECT)
    speaker = SpeakerField(required=False, label="Speaker")
    new = forms.BooleanField(required=False, label="a new speaker of this name")
    mention = forms.CharField(max_length=200, required=False, label="Speaker as printed")
    said_on = forms.DateField(required=False, label="Day")
    said_precision = forms.ChoiceField(choices=PRECISIONS, label="Known")
    reason = forms.CharField(max_length=500, required=False, label="Reason")

    def __init__(self, version: ArticleVersion, data: Any = None) -> None:
        article = version.article
        day = {"said_on": article.said_on, "said_precision": article.said_precision}
        super().__init__(data, initial={"version": version.pk, "kind": Kind.DIRECT, **day})
        self.article_version = version
        self.fields["speaker"].is_sample = article.batch.is_sample  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Find the words, and refuse what stands in the archive already."""
        cleaned = super().clean() or {}
        if cleaned.get("version") not in (None, self.article_version.pk):
            raise forms.ValidationError(
                "The article has a new version since: look at it, and send it again."
            )
        if (cleaned.get("said_on") is None) != (cleaned.get("said_precision") == "unknown"):
            self.add_error("said_on", "A day needs a precision, and no day has none.")
        try:
            cleaned["place"] = self._place(cleaned)
        except ValueError as refusal:
            self.add_error("words", str(refusal))
        if cleaned.get("new") and not self.errors.keys() - {"speaker"}:
            self._make_speaker(cleaned)
        return cleaned

    def _place(self, cleaned: dict[str, Any]) -> Place:
        text = self.article_version.text
        words, start, end = (cleaned.get(name) for name in ("words", "start", "end"))
        if words:
            place = place_of(text, words, start)
        elif start is not None and end is not None:
            place = bounded(text, start, end)
        else:
            raise ValueError("Select the words in the text, or say from where to where they stand.")
        if cleaned.get("kind") == Kind.DIRECT:
            place = unmarked(text, place)
        self._refuse_known(place)
        return place

    def _refuse_known(self, place: Place) -> None:
        rows = Statement.objects.filter(version=self.article_version).exclude(
            status=Status.WITHDRAWN
        )
        for row in rows.filter(start__lt=place.end, end__gt=place.start):
            if is_mostly((row.start, row.end), (place.start, place.end)):
                raise ValueError(
                    f"Most of these words are statement {row.pk} already"
                    f" ({row.get_status_display()}): decide about that one."
                )

    def _make_speaker(self, cleaned: dict[str, Any]) -> None:
        name = speakable(self.data.get("speaker", ""))
        if name and "speaker" in self.errors:
            del self.errors["speaker"]
            world = self.article_version.article.batch.is_sample
            cleaned["speaker"] = Speaker.objects.make(name, "person", is_sample=world)

    def said(self) -> Said:
        """Return what was said about the words."""
        names = ("kind", "speaker", "mention", "said_on", "said_precision", "reason")
        return Said(**{name: self.cleaned_data[name] for name in names})


class MissedPages(admin.ModelAdmin):
    """Adds to the admin of articles the page on which a missed statement is added."""

    def get_urls(self) -> list[URLPattern]:
        """Put the page before those of the stock admin."""
        page = self.admin_site.admin_view(self.missed_page)
        own = [path("<int:pk>/missed/", page, name="archive_article_missed")]
        return [*own, *super().get_urls()]

    def missed_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the text with what is known lit; store what was missed (POST)."""
        demand(request, MAY_ADD)
        with transaction.atomic():
            # Locked as an ingest locks it: the text that the words are looked up in stays.
            own = Article.objects.listed().filter(pk=pk, current_version__isnull=False)
            rows = locked(own).select_related("batch", "outlet", "current_version")
            article = get_object_or_404(rows)
            version: Any = article.current_version
            version.article = article
            form = MissedForm(version, request.POST if request.method == "POST" else None)
            if form.is_valid() and self._add(request, form):
                return redirect("admin:archive_article_missed", pk)
        context = {
            **self.admin_site.each_context(request),
            "title": "Add a missed statement",
            "opts": self.opts,
            "article": article,
            "form": form,
            "pieces": pieces(version),
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/archive/article/missed.html", context)

    def _add(self, request: HttpRequest, form: MissedForm) -> bool:
        by: Any = request.user
        place = form.cleaned_data["place"]
        try:
            added = add_statement(form.article_version, place, form.said(), by)
        except ValueError as refusal:
            form.add_error("mention", str(refusal))
            return False
        transaction.on_commit(group_prints)
        shape = 'Added: <a href="{}">{}</a>'
        messages.success(request, format_html(shape, added.get_absolute_url(), added))
        return True


def pieces(version: ArticleVersion) -> list[tuple[str, bool]]:
    """Return the text in pieces, each with whether shown statements stand there."""
    rows = Statement.objects.filter(version=version, status__in=SHOWN)
    found: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(rows.values_list("start", "end")):
        if end <= at:
            continue
        start = max(start, at)
        found += [(version.text[at:start], False), (version.text[start:end], True)]
        at = end
    return [(words, lit) for words, lit in [*found, (version.text[at:], False)] if words]
