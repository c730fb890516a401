"""One decision about everything that a search finds: seen and counted first, undone as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from archive.admin.actions import counted
from archive.admin.permissions import demand
from archive.admin.speaker_field import SpeakerField
from archive.admin.together import tell
from archive.filters import StatementFilter
from archive.ingest.grouping import group_prints
from archive.models import Statement, Topic
from archive.models.bulk import check_each, give_each, hide_each, unhide_each
from archive.models.statement import Section
from archive.models.status import Status
from archive.models.tagging import tag_each, untag_each
from archive.models.topic import LONGEST_NAME
from archive.search import speakable

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from archive.search import StatementQuerySet

MAY_DECIDE = "archive.bulk_statement"
MOST_SHOWN = 50
ACTIONS = {
    "check": ("Check: the machine is right", "checked"),
    "hide": ("Hide: not statements", "hidden"),
    "show": ("Show again what is hidden", "shown again"),
    "give": ("Give to the speaker", "given to the speaker"),
    "tag": ("Tag with the topic", "tagged"),
    "untag": ("Take the topic from them", "no longer tagged"),
}


class Narrowing(forms.Form):
    """What a search can be narrowed by besides the parameters of the public page."""

    q = forms.CharField(required=False, label="Search, as on the public page")
    article = forms.IntegerField(required=False, label="Only of the article with the number")
    section = forms.ChoiceField(
        choices=[("", "anywhere"), *Section.choices], required=False, label="Only in"
    )
    hidden = forms.BooleanField(required=False, label="What is hidden, instead of what is shown")


class ManyForm(forms.Form):
    """What is decided about all of them."""

    action = forms.ChoiceField(
        choices=[(key, label) for key, (label, _) in ACTIONS.items()], widget=forms.RadioSelect
    )
    speaker = SpeakerField(required=False, label="Speaker")
    topic = forms.CharField(
        required=False,
        max_length=LONGEST_NAME,
        label="Topic",
        widget=forms.TextInput({"list": "topics", "autocomplete": "off"}),
    )
    reason = forms.CharField(max_length=500, required=False, label="Reason")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, count: int, data: Any = None) -> None:
        super().__init__(data, initial={"seen": count})
        self.count = count

    def clean(self) -> dict[str, Any]:
        """Demand what the action needs, and that it is about what was seen."""
        cleaned = super().clean() or {}
        if cleaned.get("seen") not in (None, self.count):
            self.data = {**self.data.dict(), "seen": self.count}  # type: ignore[attr-defined]
            raise forms.ValidationError(
                f"The search finds {self.count} statements now, {cleaned['seen']} when you looked."
                " Nothing was done: look again."
            )
        action = cleaned.get("action")
        if action == "give" and not cleaned.get("speaker") and "speaker" not in self.errors:
            self.add_error("speaker", "Say to whom.")
        if action in ("tag", "untag"):
            self._find_topic(cleaned)
        return cleaned

    def _find_topic(self, cleaned: dict[str, Any]) -> None:
        name = speakable(cleaned.get("topic", ""))
        if not name:
            self.add_error("topic", "Say which.")
        elif cleaned["action"] == "untag" and not Topic.objects.called(name):
            self.add_error("topic", f"There is no topic {name}.")
        cleaned["topic"] = name


def asked(request: HttpRequest) -> tuple[StatementFilter, StatementQuerySet]:
    """Return the search that the address holds, and its rows."""
    search = StatementFilter(request.GET, queryset=Statement.objects.all())
    rows = search.qs
    narrowing = Narrowing(request.GET)
    narrowing.is_valid()
    given = narrowing.cleaned_data
    rows = rows.filter(status=Status.HIDDEN) if given.get("hidden") else rows.shown()
    # A field that is not understood must not widen what is decided about.
    if narrowing.errors:
        return search, rows.none()
    chosen = {name: given[name] for name in ("article", "section") if given.get(name)}
    return search, rows.filter(**chosen)


class ManyPages(admin.ModelAdmin):
    """Adds to the admin of statements the page that decides about all of a search."""

    def get_urls(self) -> list[URLPattern]:
        """Put the page before those of the stock admin."""
        page = self.admin_site.admin_view(self.many_page)
        return [path("many/", page, name="archive_statement_many"), *super().get_urls()]

    def many_page(self, request: HttpRequest) -> HttpResponse:
        """Show what the search finds; decide about all of it (POST)."""
        demand(request, MAY_DECIDE)
        search, rows = asked(request)
        count = rows.count()
        form = ManyForm(count, request.POST if request.method == "POST" else None)
        if form.is_valid():
            return self._decide(request, form, rows)
        context = {
            **self.admin_site.each_context(request),
            "title": "Decide about many",
            "opts": self.opts,
            "search": search,
            "wrong": [*search.complaints, *(said for _, said in search.repairs)],
            "narrowing": Narrowing(request.GET),
            "count": count,
            "statements": rows.for_display().newest()[:MOST_SHOWN],
            "most": MOST_SHOWN,
            "form": form,
            "topics": Topic.objects.listed(),
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/archive/statement/many.html", context)

    def _decide(
        self, request: HttpRequest, form: ManyForm, rows: StatementQuerySet
    ) -> HttpResponse:
        action = form.cleaned_data["action"]
        done = DEEDS[action](rows, request, form.cleaned_data)
        group_prints()
        tell(request, counted(done.count, ACTIONS[action][1]), done)
        query = request.GET.urlencode()
        return redirect(reverse("admin:archive_statement_many") + (f"?{query}" if query else ""))


DEEDS: dict[str, Any] = {
    "check": lambda rows, request, said: check_each(rows, request.user, said["reason"]),
    "hide": lambda rows, request, said: hide_each(rows, request.user, said["reason"]),
    "show": lambda rows, request, said: unhide_each(rows, request.user),
    "give": lambda rows, request, said: give_each(
        rows, said["speaker"], request.user, said["reason"]
    ),
    "tag": lambda rows, request, said: tag_each(rows, Topic.objects.named(said["topic"])),
    "untag": lambda rows, request, said: untag_each(rows, Topic.objects.named(said["topic"])),
}
