"""Numbers → shapes of a small chart, in whole units of its own space.

Pure: numbers in, coordinates out. The page stretches the space to whatever width there is, so no
shape may have a text in it, or be round.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT = 1000
SLOT, WIDE = 20, 16  # units that a number takes across, and that its bar is wide
LEAST = 25  # the height of a bar that stands for anything at all
TOP = 40  # units left free above a line, so that its stroke is seen whole


class Point(NamedTuple):
    """A number of a histogram: of a year, a month, a letter."""

    label: str
    n: int
    url: str = ""  # where a click on it leads, "" for nowhere
    is_chosen: bool = False


class Series(NamedTuple):
    """Numbers of one speaker, outlet or period, one for each label of the chart."""

    name: str
    numbers: Sequence[int]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that stands on the floor of the chart, and the column in which it can be hit."""

    point: Point
    column: int  # where its column begins, SLOT wide and as high as the chart
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line over all numbers of a series: `M0 1000L20 40…`, and a dot for each number."""

    series: Series
    number: int  # from 1, for its colour and dashes
    path: str
    dots: str


def bars(points: Sequence[Point]) -> list[Bar]:
    """Return a bar for each point, the highest as high as the chart; none is too low to be seen."""
    most = max((point.n for point in points), default=0)
    found = []
    for place, point in enumerate(points):
        height = max(LEAST, round(HEIGHT * point.n / most)) if point.n > 0 else 0
        column = place * SLOT
        found.append(Bar(point, column, column + (SLOT - WIDE) // 2, HEIGHT - height, height))
    return found


def lines(series: Sequence[Series]) -> list[Line]:
    """Return a line for each series, all on one scale from 0 to the highest number of any."""
    most = max((n for each in series for n in each.numbers), default=0)
    found = []
    for number, each in enumerate(series, 1):
        places = [(x * SLOT + SLOT // 2, _level(n, most)) for x, n in enumerate(each.numbers)]
        path = "L".join(f"{x} {y}" for x, y in places)
        dots = "".join(f"M{x} {y}h0" for x, y in places)
        found.append(Line(each, number, f"M{path}" if path else "", dots))
    return found


def _level(n: int, most: int) -> int:
    return HEIGHT - TOP - round((HEIGHT - 2 * TOP) * n / most) if most else HEIGHT - TOP


def ends(labels: Sequence[str]) -> list[str]:
    """Return what to write under the chart: the first label, the one in the middle, the last."""
    if len(labels) < 3:
        return list(labels)
    middle = [labels[len(labels) // 2]] if len(labels) % 2 and len(labels) > 6 else []
    return [labels[0], *middle, labels[-1]]
