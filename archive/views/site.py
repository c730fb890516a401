"""Pages about the site, and files for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import Error, connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from archive.ingest.bundled import measured
from archive.languages import for_programs
from archive.models import Article, Statement
from archive.models.judging import published
from archive.models.statement import Kind
from archive.models.status import CURATED, Status
from archive.search import COUNTED, SHOWN
from archive.views.absolute import absolute
from archive.views.coverage import Coverage, coverage
from archive.views.home import LOOKED_THROUGH, examples, most_quoted_speakers
from archive.views.kept import kept
from archive.views.paging import listing

if TYPE_CHECKING:
    from django.http import HttpRequest

PLAIN = "text/plain; charset=utf-8"
MOST_OUTLETS = 30  # of the table on the page about the archive; the others have a page of their own
OUTLETS_A_PAGE = 60
TYPED = (
    ("harbour bridge", _("both words, in any form and order; accents and capitals do not count")),
    ('"mend the bridge"', _("exactly this phrase")),
    ('"bridges"', _("this form of the word only")),
    ("bridge -toll", _("bridge, without toll")),
    ('bridge -"new toll"', _("bridge, without the phrase")),
    ("toll harbour OR bridge", _("toll, and either of the other two")),
    ("(harbour toll) OR ferry", _("both words of the group, or ferry")),
    ("negotiat*", _("words that begin so; at least three letters")),
    ('"bridge toll"~5', _("the words at most five words from each other, in any order")),
    ("speaker:voss", _("said by the speaker of this name, alias or address")),
    ('speaker:"Ada Voss" -kind:indirect', _("said by her, without what is only reported")),
    ("mentions:voss", _("named inside the statement, by any name the archive knows")),
    ("outlet:gazette", _("printed there")),
    ("kind:direct", _("direct, mixed (partly quoted) or indirect (reported)")),
    ("cue:promised", _("reported with this word")),
    ("status:checked", _("machine, checked or edited")),
    ("lang:en", _("in this language")),
    ("topic:harbours", _("tagged with this topic by a curator")),
    ("after:2022-05 before:2023", _("from May 2022 to the end of 2023; both included")),
    ("2022-01-01..2022-12-31", _("from the one day to the other")),
    ("on:2023-10", _("in October 2023")),
    ("past:30d", _("in the last 30 days; d, w, m and y are days, weeks, months and years")),
)
PARAMETERS = (
    ("q", _("the words, as typed in the box")),
    ("speaker", _("the speaker’s name as in the address of the speaker’s page; may be repeated")),
    ("outlet", _("the outlet’s name as in the address of the outlet’s page; may be repeated")),
    ("kind", _("direct, mixed or indirect; may be repeated")),
    ("status", _("machine, checked or edited; may be repeated")),
    ("after, before", _("the first and the last day, month or year: 2023-05-17, 2023-05, 2023")),
    ("sort", _("relevance, newest or oldest")),
    ("by", _("speaker: who says it most, with numbers and days")),
    ("page", _("the page of the results, from 1")),
)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what the archive is, how it is made, and what it holds."""
    statuses = dict(kept("statuses", Statement.objects.by_status))
    shown = sum(statuses.get(status, 0) for status in SHOWN)
    checked = sum(statuses.get(status, 0) for status in SHOWN if status in CURATED)
    context = {
        "canonical": absolute(request, request.path),
        "coverage": coverage_of_all().largest(MOST_OUTLETS),
        "shown": shown,
        "checked": checked,
        "share": 100 * checked / shown if shown else 0,
        "statuses": [(status.label, statuses.get(status.value, 0)) for status in Status],
        "kinds": Kind,
        "measured": measured(),
        "sampled": published(),
        "accuracy": accuracy(measured()["figures"]),
    }
    return render(request, "archive/about.html", context)


@require_safe
def holdings(request: HttpRequest) -> HttpResponse:
    """Show what the archive holds of every outlet, by name, a page at a time."""
    whole = coverage_of_all()
    found = listing(request, whole.rows, size=OUTLETS_A_PAGE)
    context = {
        "canonical": absolute(request, found.here),
        "complaints": found.complaints,
        "listing": found,
        "coverage": whole.only(list(found.page)),
    }
    return render(request, "archive/coverage.html", context)


def coverage_of_all() -> Coverage:
    """Return how many articles of which year there are, by outlet."""
    return coverage(kept("coverage", Article.objects.by_outlet_and_year))


MEASURES = (
    ("direct", _("direct quotation")),
    ("mixed", _("partly quoted")),
    ("indirect", _("reported")),
    ("all", _("all")),
)


def accuracy(figures: dict[str, dict[str, float]]) -> list[tuple[Any, list[float]]]:
    """Return the rows of the table of measured accuracy: label, then figures in percent."""
    shares = ("span_f1", "joint_f1", "speaker_accuracy")
    return [(label, [100 * figures[name][share] for share in shares]) for name, label in MEASURES]


@require_safe
def search_help(request: HttpRequest) -> HttpResponse:
    """Say what can be typed and what can stand in the address."""
    newest = Statement.objects.shown().newest().only("text", "language")[:LOOKED_THROUGH]
    context = {
        "canonical": absolute(request, request.path),
        "examples": examples(list(newest), kept("most-quoted", most_quoted_speakers)),
        "typed": TYPED,
        "COUNTED": COUNTED,
        "parameters": PARAMETERS,
    }
    return render(request, "archive/search_help.html", context)


@for_programs
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("no database\n", status=503, content_type=PLAIN)
    return HttpResponse("ok\n", content_type=PLAIN)


@for_programs
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let robots read everything that is not the curators', and no page twice."""
    languages = reverse("language", args=["x"]).removesuffix("x/")
    lines = ["User-agent: *", f"Disallow: {reverse('admin:index')}", f"Disallow: {languages}", ""]
    return HttpResponse("\n".join(lines), content_type=PLAIN)


@for_programs
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead what asks for the icon by its old name to the icon."""
    return redirect(static("archive/icon.svg"), permanent=True)


@for_programs
@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """Describe the search to browsers."""
    return render(
        request,
        "archive/opensearch.xml",
        {
            "search": absolute(request, reverse("statements")),
            "icon": absolute(request, static("archive/icon.svg")),
        },
        content_type="application/opensearchdescription+xml",
    )
