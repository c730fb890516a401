"""The read-only API: the rows of a search, a page at a time, and one statement."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.languages import for_programs
from archive.models import Statement
from archive.search import SHOWN
from archive.views.absolute import absolute
from archive.views.exports import COLUMNS
from archive.views.paging import address
from archive.views.rows import Key, as_json, key_of, rows_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

A_PAGE, MOST = 50, 200


@for_programs
@require_safe
def statements(request: HttpRequest) -> JsonResponse:
    """Give a page of rows, how the query was understood, and the address of the next page."""
    try:
        size = size_of(request.GET.get("limit", ""))
        place = request.GET.get("cursor", "")
        key = key_of(place) if place else None
    except ValueError as error:
        return JsonResponse({"error": str(error)}, status=400)
    rows = rows_of(request)
    found = rows.page(key, size + 1)
    shown = found[:size]
    more = {"limit": str(size) if size != A_PAGE else ""}
    following = ""
    if len(found) > size:
        more["cursor"] = str(Key(shown[-1].said_on, shown[-1].pk))
        following = absolute(request, address(request.path, {**rows.search.state, **more}))
    return JsonResponse(
        {
            "understood": rows.search.in_words(),
            "complaints": [*rows.search.complaints, *(said for _, said in rows.search.repairs)],
            "page": absolute(request, address(reverse("statements"), rows.search.state)),
            "results": [as_json(request, row) for row in shown],
            "next": following or None,
        }
    )


def size_of(text: str) -> int:
    """Return the number of rows asked for; raises ValueError for what is no such number."""
    if not text:
        return A_PAGE
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:9]) <= MOST):
        raise ValueError(_("limit is a number from 1 to %s") % MOST)
    return int(text)


@for_programs
@require_safe
def statement(request: HttpRequest, pk: int) -> JsonResponse:
    """Give one statement; 410 when it is hidden or withdrawn, 404 when there never was one."""
    row, error, status = one_shown(pk)
    if row is not None:
        return JsonResponse(as_json(request, row))
    url = absolute(request, reverse("statement", args=[pk]))
    told = {"error": error, "url": url} if status == HTTPStatus.GONE else {"error": error}
    return JsonResponse(told, status=status)


def one_shown(pk: int) -> tuple[Statement | None, str, int]:
    """Return a statement that pages show; else None, why there is none, and the status for it."""
    row = Statement.objects.for_display().filter(pk=pk).first()
    if row is None:
        return None, _("There is no statement %s.") % pk, HTTPStatus.NOT_FOUND
    if row.status not in SHOWN:
        error = _("Statement %s is hidden or withdrawn; its page says why.") % pk
        return None, error, HTTPStatus.GONE
    return row, "", HTTPStatus.OK


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Say how programs read the archive."""
    context = {
        "canonical": absolute(request, request.path),
        "columns": COLUMNS,
        "a_page": A_PAGE,
        "most": MOST,
    }
    return render(request, "archive/api_docs.html", context)
