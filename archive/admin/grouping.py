"""After each decision in the admin the quotation groups follow it, whatever page it was made on."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import OperationalError

from archive.ingest.grouping import group_prints

logger = logging.getLogger(__name__)

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
            try:
                group_prints()
            except OperationalError:
                # What was decided is stored; what waits is grouped after the next decision.
                logger.warning("Cannot group what was decided just now", exc_info=True)
        return response
