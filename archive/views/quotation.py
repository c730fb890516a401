"""One quotation with all its prints, at its address for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from archive.models import QuotationGroup
from archive.views.absolute import absolute
from archive.views.paging import listing

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def quotation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every print, the earliest first; an address that was merged leads on, and one whose
    prints are all hidden or withdrawn says so (410)."""
    rows = QuotationGroup.objects.select_related("leads_to", "representative__speaker")
    found = get_object_or_404(rows, pk=pk)
    if found.leads_to:
        return redirect(found.leads_to, permanent=True)
    if found.representative is None:
        return render(request, "archive/quotation_gone.html", {"quotation": found}, status=410)
    prints = listing(request, found.statements().for_display())
    context = {
        "quotation": found,
        "earliest": found.representative,
        "listing": prints,
        "canonical": absolute(request, prints.here),
        "complaints": prints.complaints,
    }
    return render(request, "archive/quotation.html", context)
