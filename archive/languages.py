"""The language of a page: what the reader chose, else what the browser asks for, else English.

What programs read is English whoever asks, and so are the curators' pages: neither may change with
a setting of somebody's browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.utils.cache import patch_vary_headers
from django.utils.translation import activate, get_language_from_request, override

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

View = TypeVar("View", bound="Callable[..., Any]")
DEPENDS_ON = ("Accept-Language", "Cookie")


def for_programs(view: View) -> View:
    """Mark a view as read by programs: it speaks English to everybody."""
    vars(view)["is_for_programs"] = True
    return view


class Languages:
    """Speak the reader's language while a page is made, and say so in its headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the reader's language; caches are told what the answer depends on."""
        language = get_language_from_request(request)
        with override(language):
            response = self.get_response(request)
        if is_english(request):
            language = settings.LANGUAGE_CODE
        else:
            patch_vary_headers(response, DEPENDS_ON)
        response.headers.setdefault("Content-Language", language)
        return response

    def process_view(self, request: HttpRequest, *view: object) -> None:
        """Go over to English, now that it is known who is spoken to."""
        if is_english(request):
            activate(settings.LANGUAGE_CODE)


def is_english(request: HttpRequest) -> bool:
    """Say whether the address is for programs or for curators."""
    found = request.resolver_match
    return found is not None and (
        found.app_name == "admin" or hasattr(found.func, "is_for_programs")
    )
