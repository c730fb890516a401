"""The review queue: one statement a screen, decided by keyboard, the next one at once."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from archive.admin.permissions import person
from archive.admin.speaker_field import SpeakerField
from archive.admin.teaching import offer
from archive.ingest.grouping import group_prints
from archive.models import Change, ImportBatch, Outlet, Speaker, Statement
from archive.models.doubts import doubts
from archive.models.locking import locked
from archive.models.reader_report import State, open_again, settle_about
from archive.models.review import (
    MOST_COUNTED,
    checked_since,
    claim,
    claim_next,
    left,
    let_go,
    span_of,
    state_of,
)  # fmt: skip
from archive.models.statement import Kind
from archive.search import speakable
from archive.templatetags.lit import around

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

MAY_REVIEW = "archive.change_statement"
MOST_REMEMBERED = 200  # skipped, or to be undone, in a session
SKIPPED, DONE = "review_skipped", "review_done"


class QueueFilter(forms.Form):
    """Which part of the queue to go through."""

    outlet = forms.ModelChoiceField(Outlet.objects.listed(), required=False)
    speaker = SpeakerField(required=False)
    batch = forms.ModelChoiceField(ImportBatch.objects.all(), required=False)

    def rows(self) -> QuerySet[Statement]:
        """Return the statements that fit; of a field that is not understood, all."""
        given = self.cleaned_data if self.is_valid() or self.is_bound else {}
        fields = {"outlet": "outlet", "speaker": "speaker", "batch": "article__batch"}
        chosen = {path: given[name] for name, path in fields.items() if given.get(name)}
        return Statement.objects.filter(**chosen)


class ReviewForm(forms.Form):
    """What a person may change about the statement on the screen."""

    speaker = SpeakerField(required=False, label="Speaker")
    new = forms.BooleanField(required=False, label="a new speaker of this name")
    kind = forms.ChoiceField(choices=Kind, widget=forms.RadioSelect)
    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), strip=True, label="Words")
    reason = forms.CharField(max_length=500, required=False, label="Reason")

    def __init__(self, statement: Statement, data: Any = None) -> None:
        shown = statement.speaker.name if statement.speaker else ""
        initial = {"speaker": shown, "kind": statement.kind, "words": statement.text}
        super().__init__(data, initial=initial)
        self.statement = statement
        world = statement.article.batch.is_sample
        self.fields["speaker"].is_sample = world  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Make the new speaker, find the new span."""
        cleaned = super().clean() or {}
        if cleaned.get("new"):
            self._make_speaker(cleaned)
        words = cleaned.get("words", "").replace("\r\n", "\n")
        if words and words != self.statement.text:
            try:
                cleaned["span"] = span_of(self.statement, words)
            except ValueError as refusal:
                self.add_error("words", str(refusal))
        return cleaned

    def _make_speaker(self, cleaned: dict[str, Any]) -> None:
        name = speakable(self.data.get("speaker", ""))
        if name and "speaker" in self.errors:
            del self.errors["speaker"]
            world = self.statement.article.batch.is_sample
            cleaned["speaker"] = Speaker.objects.make(name, "person", is_sample=world)

    def changes(self) -> dict[str, Any]:
        """Return the fields of the statement that are to change."""
        changed = dict(self.cleaned_data.get("span", {}))
        for name in ("speaker", "kind"):
            if getattr(self.statement, name) != self.cleaned_data[name]:
                changed[name] = self.cleaned_data[name]
        return changed


def review(request: HttpRequest) -> HttpResponse:
    """Show the most doubtful statement that waits and that nobody else is looking at."""
    _demand(request)
    queue = QueueFilter(request.GET)
    rows = queue.rows()
    skipped = request.session.get(SKIPPED, [])
    user: Any = request.user
    statement = claim_next(user, rows.exclude(pk__in=skipped))
    return _screen(request, statement, None, queue)


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Store what was decided about the statement on the screen, and go to the next one."""
    _demand(request)
    if request.method != "POST":
        return redirect(_queue(request))
    action = request.POST.get("action", "")
    if action == "undo":
        return _undo(request)
    with transaction.atomic():
        rows = locked(Statement.objects.filter(pk=pk))
        statement = get_object_or_404(rows.select_related("article__batch", "version"))
        if action == "skip":
            _remember(request, SKIPPED, pk)
        elif request.POST.get("seen") != state_of(statement):
            return _stale(request, statement)
        elif form := _decided(request, statement, action):
            return _screen(request, statement, form, QueueFilter(request.GET))
        let_go(statement, person(request))
    group_prints()
    return redirect(_queue(request))


def _decided(request: HttpRequest, statement: Statement, action: str) -> ReviewForm | None:
    """Sign the decision; return the form when it says something that cannot be."""
    by: Any = request.user
    reason = speakable(request.POST.get("reason", ""))[:500]
    if action == "accept":
        _confirm(request, statement, reason)
        return None
    if action == "hide":
        statement.hide(by, reason)
        settle_about(statement, by, State.ACCEPTED, reason or "hidden")
    else:
        form = ReviewForm(statement, request.POST)
        if not form.is_valid():
            return form
        changes = form.changes()
        if not changes:
            _confirm(request, statement, reason)
            return None
        statement.edit(by, **changes, reason=reason)
        settle_about(statement, by, State.ACCEPTED, reason or "corrected")
        if "speaker" in changes:
            offer(request, statement, _queue(request))
    _remember(request, DONE, statement.pk)
    return None


def _confirm(request: HttpRequest, statement: Statement, reason: str) -> None:
    """Let it stand; what a person decided about before stays decided so."""
    by: Any = request.user
    settle_about(statement, by, State.DECLINED, reason or "right as it is")
    if not statement.is_curated:
        statement.check_by(by, reason)
        _remember(request, DONE, statement.pk)


def _undo(request: HttpRequest) -> HttpResponse:
    done = request.session.get(DONE, [])
    pk = done.pop() if done else None
    request.session[DONE] = done
    own = Change.objects.filter(model="statement", by_id=request.user.pk)
    change = own.filter(row=pk).first() if pk else None
    if change is None:
        messages.info(request, "There is nothing to undo.")
        return redirect(_queue(request))
    try:
        change.revert()
        open_again(Statement.objects.get(pk=change.row), person(request))
        group_prints()
        messages.success(request, "Undone: here it is again.")
    except ValueError as refusal:
        messages.error(request, f"Not undone. {refusal}")
        return redirect(_queue(request))
    return redirect(_queue(request, again=pk))


def _stale(request: HttpRequest, statement: Statement) -> HttpResponse:
    changes = Change.objects.filter(model="statement", row=statement.pk).select_related("by")[:3]
    context = _frame(request) | {
        "title": "Somebody was faster",
        "statement": statement,
        "changes": [(change, change.differences()) for change in changes],
        "next": _queue(request),
    }
    return TemplateResponse(request, "admin/archive/review_stale.html", context, status=409)


def _screen(
    request: HttpRequest, statement: Statement | None, form: ReviewForm | None, queue: QueueFilter
) -> HttpResponse:
    statement = _again(request) or statement
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    context = _frame(request) | {
        "title": "Review",
        "queue": queue,
        "statement": statement,
        "left": left(queue.rows()),
        "most": MOST_COUNTED,
        "today": checked_since(midnight),
        "query": urlencode(_filters(request)),
        "can_undo": bool(request.session.get(DONE)),
    }
    if statement:
        form = form or ReviewForm(statement)
        context |= {
            "form": form,
            "seen": state_of(statement),
            "paragraphs": around(statement.version.text, statement),
            "reasons": doubts(statement),
        }
    return TemplateResponse(request, "admin/archive/review.html", context)


def _again(request: HttpRequest) -> Statement | None:
    """Return the statement whose decision was just undone."""
    given = request.GET.get("again", "")
    found = Statement.objects.filter(pk=int(given), status="machine") if given.isdecimal() else None
    statement = found.first() if found else None
    return statement if statement and claim(statement, person(request)) else None


def _frame(request: HttpRequest) -> dict[str, Any]:

    return admin.site.each_context(request)


def _demand(request: HttpRequest) -> None:
    if not request.user.has_perm(MAY_REVIEW):
        raise PermissionDenied


def _queue(request: HttpRequest, **more: Any) -> str:
    """Return the address of the queue with the same filters."""
    query = _filters(request) | more
    return reverse("admin:archive_statement_review") + (f"?{urlencode(query)}" if query else "")


def _filters(request: HttpRequest) -> dict[str, Any]:
    return {name: value for name, value in request.GET.items() if name in QueueFilter.base_fields}


def _remember(request: HttpRequest, key: str, pk: int) -> None:
    request.session[key] = [*request.session.get(key, []), pk][-MOST_REMEMBERED:]
