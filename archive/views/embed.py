"""One statement to stand in the pages of others: in a frame, without scripts or cookies."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from csp.decorators import csp_replace
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from archive.models import Statement
from archive.search import SHOWN
from archive.templatetags.archive import role, who
from archive.views.absolute import absolute

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# Of the frame that is offered, in pixels: what every fifth statement of the sample needs at the
# width of a small phone (320), so that nothing is cut there; at 390 a line or two stay free.
AROUND, A_WORDS_LINE, A_HEAD_LINE, MOST = 164, 32, 24, 800
LETTERS = 34  # that stand on a line there, of the words as of the line above them
A_DATE = 20  # letters, with the dots between the parts


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # views with arguments are fine
@require_safe
def embed(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the words with who, when and where; 410 and no word when it is not shown any more."""
    rows = Statement.objects.select_related("speaker", "outlet", "article__batch")
    rows = rows.defer("search_vector", "exact_vector").prefetch_related("speaker__roles")
    found = get_object_or_404(rows, pk=pk)
    context = {
        "statement": found,
        "is_shown": found.status in SHOWN,
        "canonical": absolute(request, found.get_absolute_url()),
    }
    status = 200 if context["is_shown"] else 410
    return render(request, "archive/embed.html", context, status=status)


def frame(request: HttpRequest, statement: Statement) -> str:
    """Return the HTML that shows the statement in another page."""
    lines, head = ceil(len(statement.text) / LETTERS), ceil(len(_head(statement)) / LETTERS)
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" style="border:0" loading="lazy">'
        "</iframe>",
        absolute(request, reverse("embed", args=[statement.pk])),
        who(statement),
        min(AROUND + A_WORDS_LINE * lines + A_HEAD_LINE * head, MOST),
    )


def _head(statement: Statement) -> str:
    """Return letters as many as stand above the words: who, in which role, when and where."""
    held = role(statement)
    outlet = statement.outlet.name if statement.outlet else ""
    return who(statement) + (held.title if held else "") + outlet + " " * A_DATE
