"""What a server's status and headers say."""

from __future__ import annotations

import email.utils
import time
from http import HTTPStatus

from urllib3 import HTTPResponse

_PHRASES = {status.value: status.phrase for status in HTTPStatus}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})


def said(status: int) -> str:
    """Give a status as people know it: "the server says 404 Not Found"."""
    return f"the server says {status} {_PHRASES.get(status, '')}".rstrip()


def location_of(response: HTTPResponse) -> str | None:
    """Give where a redirect leads to, as the server wrote it; None for any other answer."""
    location = response.headers.get("location")
    if response.status not in _REDIRECTS or location is None:
        return None
    try:  # http.client reads headers as Latin-1, servers write UTF-8
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def retry_after(response: HTTPResponse) -> float | None:
    """Give the seconds after which a busy server (429, 503) may be asked again, if it says so."""
    value = response.headers.get("retry-after", "").strip()
    if response.status not in _BUSY or not value:
        return None
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, OverflowError, LookupError, TypeError, OSError):
        return None
