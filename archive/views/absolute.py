"""Addresses that leave the site: in citations, canonical links and the description of search."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def absolute(request: HttpRequest, path: str) -> str:
    """Return `path` on the site's public address; where none is set, on the request's host."""
    if settings.SITE_URL_IS_GIVEN:
        return urljoin(settings.SITE_URL, path)
    return request.build_absolute_uri(path)
