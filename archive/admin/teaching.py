"""After a speaker was set: the same for others with the same mention, and an alias."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme

from archive.admin.permissions import demand
from archive.admin.together import tell
from archive.ingest.grouping import group_prints
from archive.models import Statement
from archive.models.teaching import ARCHIVE, ARTICLE, Lesson, Period, learn

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

MAY_TEACH, MAY_NAME = "archive.change_statement", "archive.add_speakeralias"
MOST_SHOWN = 200  # statements with a box of their own; the others are taken as they are counted


class LessonForm(forms.Form):
    """For which others it holds, and whether the mention is an alias, from when to when."""

    scope = forms.ChoiceField(widget=forms.RadioSelect)
    alias = forms.BooleanField(required=False)
    first = forms.DateField(required=False, label="from")
    last = forms.DateField(required=False, label="to")

    def __init__(self, lesson: Lesson, data: Any = None) -> None:
        super().__init__(data, initial={"scope": ""})
        counts = lesson.counts()
        self.fields["scope"] = forms.ChoiceField(
            choices=[
                ("", "This one only"),
                (ARTICLE, f"All with this mention in the article: {counts[ARTICLE]} more"),
                (ARCHIVE, f"All that went wrong in the same way: {counts[ARCHIVE]} more"),
            ],
            required=False,
            label="The same holds for",
            widget=forms.RadioSelect,
        )
        self.fields["alias"].label = f"“{lesson.mention}” is an alias of {lesson.statement.speaker}"
        if not lesson.may_be_alias():
            del self.fields["alias"]

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and first > last:
            raise ValidationError("The last day is before the first.")
        return cleaned

    @property
    def period(self) -> Period:
        """The days for which it holds."""
        return Period(self.cleaned_data.get("first"), self.cleaned_data.get("last"))


class LessonPages(admin.ModelAdmin):
    """Adds to the admin of statements the page on which one decision teaches others."""

    def get_urls(self) -> list[URLPattern]:
        """Put the page before those of the stock admin."""
        page = self.admin_site.admin_view(self.lesson_page)
        own = [path("<int:pk>/lesson/", page, name="archive_statement_lesson")]
        return [*own, *super().get_urls()]

    def lesson_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Choose for which others it holds, see them, apply it to them (POST)."""
        demand(request, MAY_TEACH)
        rows = Statement.objects.filter(speaker__isnull=False).exclude(mention="")
        joined = rows.select_related("speaker", "article__batch", "version")
        lesson = Lesson(get_object_or_404(joined, pk=pk))
        form = LessonForm(lesson, request.POST or request.GET or None)
        is_good = form.is_valid()
        if is_good and request.method == "POST":
            return self._learn(request, lesson, form)
        scope = form.cleaned_data.get("scope") if is_good else ""
        fitting = lesson.fitting(scope, form.period) if scope else Statement.objects.none()
        context = {
            **self.admin_site.each_context(request),
            "title": "The same elsewhere",
            "opts": self.opts,
            "lesson": lesson,
            "form": form,
            "scope": scope,
            "count": fitting.count() if scope else 0,
            "fitting": fitting.select_related("speaker", "article", "outlet")[:MOST_SHOWN],
            "most": MOST_SHOWN,
            "others": lesson.others_called_so(),
            "back": back(request),
        }
        return TemplateResponse(request, "admin/archive/statement/lesson.html", context)

    def _learn(self, request: HttpRequest, lesson: Lesson, form: LessonForm) -> HttpResponse:
        by: Any = request.user
        scope = form.cleaned_data.get("scope")
        rows = lesson.fitting(scope, form.period) if scope else Statement.objects.none()
        has_alias = form.cleaned_data.get("alias") and request.user.has_perm(MAY_NAME)
        wanted = rows.exclude(pk__in=_spared(request))
        done = learn(lesson, by, wanted, form.period if has_alias else None)
        if done.change is None:
            messages.info(request, "Nothing was changed.")
        else:
            group_prints()
            named = " The mention is an alias now." if has_alias else ""
            words = f"{done.count} more given to {lesson.statement.speaker}.{named}"
            tell(request, words, done)
        return redirect(back(request))


def _spared(request: HttpRequest) -> set[int]:
    """Return the statements that were shown with a box, and whose box was emptied."""
    shown, chosen = (request.POST.getlist(name) for name in ("shown", "chosen"))
    return {int(pk) for pk in set(shown) - set(chosen) if pk.isdecimal()}


def back(request: HttpRequest) -> str:
    """Return where the person came from, on this site; else the list of statements."""
    address = request.POST.get("back") or request.GET.get("back", "")
    if address and url_has_allowed_host_and_scheme(address, {request.get_host()}):
        return str(address)
    return reverse("admin:archive_statement_changelist")


def offer(request: HttpRequest, statement: Statement, address: str) -> None:
    """Say that the speaker just set may be the one elsewhere, with the way there.

    `address` is where to go on afterwards.
    """
    lesson = Lesson(statement)
    if not request.user.has_perm(MAY_TEACH) or not lesson.offers_anything():
        return
    page = reverse("admin:archive_statement_lesson", args=[statement.pk])
    link = format_html(
        '<a class="lesson" href="{}?{}">The same elsewhere, or an alias</a>',
        page,
        urlencode({"back": address}),
    )
    words = f"“{lesson.mention}” is {statement.speaker} here:"
    messages.info(request, format_html("{} {} <kbd>t</kbd>", words, link))
