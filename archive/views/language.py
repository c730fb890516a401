"""The language that a reader chooses goes before the one that the browser asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from django.http import HttpRequest

A_YEAR = 365 * 24 * 3600  # seconds


@require_safe
@never_cache
def language(request: HttpRequest, code: str) -> HttpResponseRedirect:
    """Remember the language and lead back to the page that the reader came from."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    response = HttpResponseRedirect(way_back(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=A_YEAR, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE, httponly=True,
    )  # fmt: skip
    return response


def way_back(request: HttpRequest) -> str:
    """Return the path of the page with the link, on this site; the first page's where none is.

    The browser's word goes first: filtering without a reload leaves the link as it was. Browsers
    that tell nothing have the page as it was loaded in `next`.
    """
    came_from = urlsplit(request.headers.get("Referer", ""))
    told = came_from._replace(scheme="", netloc="", fragment="").geturl()
    candidates = [
        told if came_from.netloc == request.get_host() else "",
        request.GET.get("next", ""),
    ]
    here = reverse("language", args=["x"]).removesuffix("x/")
    for path in candidates:
        is_page = path.startswith("/") and not path.startswith(here)
        if is_page and url_has_allowed_host_and_scheme(path, allowed_hosts=None):
            return path
    return reverse("home")
