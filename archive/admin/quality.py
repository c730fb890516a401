"""How right the machine is: random samples judged blind, and what people decided in the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path

from archive.admin.permissions import demand
from archive.admin.readonly import KeptRows
from archive.admin.statements import unnumbered
from archive.models.draw import (
    LEAST_DRAWN,
    MOST_DRAWN,
    Draw,
    DrawnStatement,
    Stratum,
    Verdict,
    draw,
)
from archive.models.judging import estimate, judge, next_for, take_back
from archive.models.precision import LATEST, Counted, precision
from archive.models.statement import Kind
from archive.templatetags.lit import around
from archive.templatetags.plot import Series

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

MAY_JUDGE, MAY_DRAW = "archive.add_judgement", "archive.add_draw"
MOST_SEED = 2**31 - 1
MOST_DRAWS = 10  # on the page
VERDICTS = [(number, *choice) for number, choice in enumerate(Verdict.choices, 1)]


class DrawForm(forms.Form):
    """What is drawn, and how."""

    size = forms.IntegerField(
        min_value=LEAST_DRAWN,
        max_value=MOST_DRAWN,
        initial=200,
        help_text=f"{LEAST_DRAWN} to {MOST_DRAWN} statements.",
    )
    divided = forms.ChoiceField(
        choices=Stratum, required=False, widget=forms.RadioSelect, label="How", initial=""
    )
    seed = forms.IntegerField(
        min_value=0, max_value=MOST_SEED, help_text="Any number; the same one draws the same."
    )


@admin.register(Draw)
class DrawAdmin(KeptRows):
    """The page about quality; a sample is drawn, judged, and never changed."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let those draw who may."""
        return bool(request.user.has_perm(MAY_DRAW))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only to look at."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Put the judging before the pages of the stock admin."""
        page = self.admin_site.admin_view(self.judge_page)
        return [path("<int:pk>/judge/", page, name="archive_draw_judge"), *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Ask how many and how, draw, and begin to judge."""
        demand(request, MAY_DRAW)
        fresh = {"seed": Draw.objects.count() + 1}
        form = DrawForm(request.POST if request.method == "POST" else None, initial=fresh)
        if form.is_valid():
            given, by = form.cleaned_data, request.user
            try:
                made = draw(given["size"], given["divided"], given["seed"], by)  # type: ignore[arg-type]
            except ValueError as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("admin:archive_draw_judge", made.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": "Draw a random sample",
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(request, "admin/archive/draw/draw.html", context)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show every sample with its estimate, apart from what the queue says."""
        demand(request, "archive.view_draw")
        found = precision()
        context = {
            **self.admin_site.each_context(request),
            "title": "How right the machine is",
            "opts": self.opts,
            "estimates": [estimate(one) for one in Draw.objects.all()[:MOST_DRAWS]],
            "has_add_permission": self.has_add_permission(request),
            "may_judge": request.user.has_perm(MAY_JUDGE),
            "precision": found,
            "tables": [("rule", found.rules), ("outlet", found.outlets)],
            "labels": [row.label for row in found.tenths],
            "series": calibration(found.tenths),
            "latest": LATEST,
        }
        return TemplateResponse(request, "admin/archive/draw/quality.html", context)

    def judge_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show one drawn statement as the machine found it, and nobody's word about it."""
        demand(request, MAY_JUDGE)
        made = get_object_or_404(Draw, pk=pk)
        by: Any = request.user
        if request.method == "POST":
            self._take(request, made)
            return redirect("admin:archive_draw_judge", pk)
        drawn = next_for(made, by)
        context = {
            **self.admin_site.each_context(request),
            "title": "Is it right?",
            "opts": self.opts,
            "draw": made,
            "drawn": drawn,
            "kind": Kind(drawn.kind).label if drawn else "",
            "paragraphs": map(unnumbered, around(drawn.version.text, drawn)) if drawn else [],
            "verdicts": VERDICTS,
            "own": made.drawn.filter(judgements__by=by).count(),
        }
        return TemplateResponse(request, "admin/archive/draw/judge.html", context)

    def _take(self, request: HttpRequest, made: Draw) -> None:
        by: Any = request.user
        if "undo" in request.POST:
            if take_back(made, by) is None:
                messages.info(request, "There is nothing to undo.")
            return
        given = request.POST.get("drawn", "")
        rows = DrawnStatement.objects.filter(draw=made)
        drawn = get_object_or_404(rows, pk=int(given) if given.isdecimal() else 0)
        try:
            judge(drawn, by, request.POST.get("verdict", ""))
        except ValueError as refusal:
            messages.error(request, str(refusal))


def calibration(tenths: list[Counted]) -> list[Series]:
    """Return the lines of the chart: what the machine stated, what was right, and its interval."""
    stated = [round(100 * (float(row.label) + 0.05)) for row in tenths]
    shares = [row.right for row in tenths]
    return [
        Series("stated, %", stated),
        Series("right, %", [round(100 * share.value) for share in shares]),
        Series("at least, %", [round(100 * share.low) for share in shares]),
        Series("at most, %", [round(100 * share.high) for share in shares]),
    ]
