"""After each decision in the admin the quotation groups follow it, whatever page it was made on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.ingest.grouping import group_prints

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase


class GroupAfterDecisions:
    """Middleware: work off what a request that the admin took may have changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then group; the page that follows shows what was decided."""
        response = self.get_response(request)
        match = request.resolver_match
        if request.method == "POST" and match and match.namespace == "admin":
            group_prints()
        return response
