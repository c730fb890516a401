"""Charts drawn by the server: `{% load chart %}`.

    {% histogram title points %}                one number after another, each may be a link
    {% line_chart title labels series %}        several series in one picture, with a legend
    {% sparkline numbers label %}               a word-sized picture inside a row

`points` are `plot.Point(label, n, url="", is_chosen=False)`, `series` are
`plot.Series(name, numbers, url="")` with a number for each of `labels`; gaps are zeros, made by
whoever counts. The first two say in words what they show and hold all numbers as a table, where
the links are that a click on the picture has. All of it works without a script or a style.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.templatetags.plot import HEIGHT, SLOT, WIDE, Point, Series, bars, ends, lines

if TYPE_CHECKING:
    from collections.abc import Sequence

register = template.Library()

FEW = 8  # numbers, below which a chart as wide as the page would be all bar
COLUMN = gettext_lazy("When")


@register.inclusion_tag("archive/_histogram.html")
def histogram(title: str, points: Sequence[Point], column: str = "") -> dict[str, Any]:
    """Draw one bar for each point; `column` heads the labels in the table ("When").

    Nothing is drawn of no points.
    """
    return {
        "title": title,
        "bars": bars(points),
        "points": points,
        "said": in_words(points),
        "ends": ends([point.label for point in points]),
        "column": column or COLUMN,
        "bar_width": WIDE,
        **_space(len(points)),
    }


@register.inclusion_tag("archive/_line_chart.html")
def line_chart(
    title: str, labels: Sequence[str], series: Sequence[Series], column: str = ""
) -> dict[str, Any]:
    """Draw one line for each series over the labels; lines differ by colour and by dashes."""
    return {
        "title": title,
        "lines": lines(series),
        "series": series,
        "rows": [
            (label, [each.numbers[place] for each in series]) for place, label in enumerate(labels)
        ],
        "most": max((n for each in series for n in each.numbers), default=0),
        "ends": ends(labels),
        "column": column or COLUMN,
        **_space(len(labels)),
    }


@register.inclusion_tag("archive/_sparkline.html")
def sparkline(numbers: Sequence[int], label: str) -> dict[str, Any]:
    """Draw numbers as a picture of the size of a word, called `label`."""
    points = [Point("", n) for n in numbers]
    return {"bars": bars(points), "label": label, "bar_width": WIDE, **_space(len(points))}


def _space(columns: int) -> dict[str, Any]:
    return {"width": columns * SLOT, "slot": SLOT, "height": HEIGHT, "is_small": columns < FEW}


def in_words(points: Sequence[Point]) -> str:
    """Return what the picture says: from when to when, and when the most."""
    counted = [point for point in points if point.n]
    if not counted:
        return ""
    most = max(counted, key=lambda point: point.n)
    if len(counted) == 1:
        return _("%(label)s: %(n)s") % {"label": most.label, "n": most.n}
    shape = _("%(first)s to %(last)s, the most in %(label)s: %(n)s")
    ends_of = {"first": counted[0].label, "last": counted[-1].label}
    return shape % {**ends_of, "label": most.label, "n": most.n}
