"""One statement as a file for the programs that keep references: BibTeX, RIS, CSL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from archive.languages import for_programs
from archive.views.absolute import absolute
from archive.views.api import one_shown
from archive.views.citation import bibtex, csl, ris

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from archive.models import Statement


@for_programs
@require_safe
def bib(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the statement for BibTeX; 404 and 410 as its page has them."""
    return _file(request, pk, bibtex, "application/x-bibtex")


@for_programs
@require_safe
def ris_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the statement for EndNote, Zotero, Mendeley and others; 404 and 410 as its page."""
    return _file(request, pk, ris, "application/x-research-info-systems")


@for_programs
@require_safe
def csl_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the statement for pandoc, Zotero and whatever reads CSL; 404 and 410 as its page."""
    return _file(request, pk, csl, "application/vnd.citationstyles.csl+json")


def _file(
    request: HttpRequest, pk: int, form: Callable[[Statement, str], str], content_type: str
) -> HttpResponse:
    row, error, status = one_shown(pk)
    if row is None:
        return HttpResponse(f"{error}\n", status=status, content_type="text/plain; charset=utf-8")
    text = form(row, absolute(request, row.get_absolute_url()))
    response = HttpResponse(f"{text}\n", content_type=f"{content_type}; charset=utf-8")
    ending = request.path.rpartition("/")[2].partition(".")[2]
    name = f"{slugify(settings.SITE_NAME) or 'statement'}-{pk}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
