"""Addresses of things by their key: a page has a hundred of them, of few shapes."""

from __future__ import annotations

from functools import cache
from urllib.parse import quote

from django.urls import get_script_prefix, reverse

PLACE = "987654321"  # a key that every route takes


def address_of(view: str, key: int | str) -> str:
    """Return the address of what has this id or slug; Django works out its shape once."""
    before, after = _around(view, get_script_prefix())
    return f"{before}{quote(str(key))}{after}"


@cache
def _around(view: str, _prefix: str) -> tuple[str, str]:
    before, _place, after = reverse(view, args=[PLACE]).partition(PLACE)
    return before, after
