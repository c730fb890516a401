"""Shares as pages write and draw them: `{% load measures %}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.formats import number_format

if TYPE_CHECKING:
    from archive.measures import Share

register = template.Library()


@register.filter
def percent(share: float) -> str:
    """Return 0.8123 as "81.2 %", in the digits of the language."""
    return f"{number_format(round(100 * share, 1), 1)} %"


@register.inclusion_tag("archive/_interval.html")
def interval(share: Share) -> dict[str, Any]:
    """Draw a share and its interval on a line from 0 to 1."""
    ends = {name: round(1000 * getattr(share, name)) for name in ("low", "high", "value")}
    return ends | {"length": max(1, ends["high"] - ends["low"])}
