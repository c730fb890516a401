"""What a visitor sees when a page cannot be made."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from django.db import OperationalError
from django.http import HttpResponse
from django.template import loader
from django.views.defaults import server_error

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseServerError

AGAIN_IN = 30  # seconds


def broken(request: HttpRequest) -> HttpResponse | HttpResponseServerError:
    """Answer 503 when the database does not answer, so that robots come again; else 500.

    Django calls this while it handles the fault. Neither page asks the database anything.
    """
    if isinstance(sys.exc_info()[1], OperationalError):
        page = loader.get_template("503.html").render()
        return HttpResponse(page, status=503, headers={"Retry-After": str(AGAIN_IN)})
    return server_error(request)
