"""Facets, chips and sort links of a search: everything that changes its address by one step."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.filters import SORTS
from archive.query import canonical
from archive.query.clicks import days, excluded, toggled, values, without
from archive.query.dates import whole
from archive.query.tree import Days, Either, Field, Node, Not, Past, all_of, conjuncts
from archive.search import Period
from archive.views.links import Links

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.filters import StatementFilter
    from archive.search import Count, Found

MOST = 12
LABELS = {
    "speaker": gettext_lazy("Speaker"),
    "outlet": gettext_lazy("Outlet"),
    "kind": gettext_lazy("Kind"),
    "status": gettext_lazy("Status"),
    "language": gettext_lazy("Language"),
    "topic": gettext_lazy("Topic"),
    "year": gettext_lazy("Year"),
}
# A facet by the field that it filters, where the two are called differently.
FIELDS = {"language": "lang"}


class Entry(NamedTuple):
    """One value that can be added or taken away."""

    label: str
    n: int
    url: str
    is_chosen: bool
    without: str = ""  # the address of the search without this value
    is_excluded: bool = False
    key: str = ""  # what the page knows it by, so that the keyboard stays where it is
    said: str = ""  # what the link `without` does, in words


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one parameter, counted over what all other parameters keep."""

    name: str
    label: str
    entries: list[Entry]
    whole: str = ""  # the address that shows all values, "" where all are shown


class Chip(NamedTuple):
    """A part of the search that can be taken away."""

    label: str
    value: str
    url: str
    rest: Node
    is_words: bool = False


class Sort(NamedTuple):
    """An order, by its link."""

    label: str
    url: str
    is_current: bool


def own_filters(search: StatementFilter) -> Iterator[str]:
    """Yield the facets that have a filter of their own: they are counted without it."""
    for facet in ("speaker", "outlet", "kind", "status", "language", "topic"):
        if values(search.tree, FIELDS.get(facet, facet)):
            yield facet
    if days(search.tree):
        yield "days"


def facets(search: StatementFilter, found: Found, whole: str = "") -> list[Facet]:
    """Return the facets, `whole` in full; those that could change nothing are left out."""
    links = Links(search)
    shown = [
        facet(links, name, counted, is_whole=name == whole)
        for name, counted in found.facets.items()
        if name in ("speaker", "outlet", "kind", "topic")
        or len(counted) > 1
        or values(search.tree, FIELDS.get(name, name))
    ]
    return [*shown, Facet("year", str(LABELS["year"]), years(links, by_year(found.periods)))]


def facet(links: Links, name: str, counted: Sequence[Count], *, is_whole: bool) -> Facet:
    """Return a facet cut off after MOST values, unless it is wanted whole."""
    shown = counted if is_whole else counted[:MOST]
    whole = links.to(links.search.tree, all=name) if len(shown) < len(counted) else ""
    return Facet(name, str(LABELS[name]), entries(links, name, shown), whole)


def by_year(found: Sequence[Period]) -> list[Period]:
    """Return the numbers of months or days, added up by year."""
    numbers: Counter[int] = Counter()
    for period in found:
        numbers[period.first.year] += period.n
    return [Period(date(year, 1, 1), n) for year, n in sorted(numbers.items())]


def entries(links: Links, facet: str, counted: Sequence[Count]) -> list[Entry]:
    """Return the values of a facet as links that add, take away or exclude them."""
    name = FIELDS.get(facet, facet)
    search = links.search
    chosen, left_out = values(search.tree, name), excluded(search.tree, name)
    leaving_out, taking_back = _("without %(label)s"), _("again with %(label)s")
    found = []
    for count in counted:
        label = count.label or search.label(name, count.key)
        is_excluded = count.key in left_out
        said = (taking_back if is_excluded else leaving_out) % {"label": label}
        url, without = links.toggling(name, count.key), links.excluding(name, count.key)
        is_chosen = count.key in chosen
        entry = Entry(label, count.n, url, is_chosen, without, is_excluded, count.key, said)
        found.append(entry)
    return found


def years(links: Links, found: Sequence[Period]) -> list[Entry]:
    """Return years as links that set the first and last day, the latest first."""
    chosen = days(links.search.tree)
    entries = []
    for period in reversed(found):
        span = covered(period.first, "year")
        is_chosen = chosen == (span,)
        first, last = ("", "") if is_chosen else (span.first, span.last)
        url = links.on_days(first, last)
        label = f"{period.first.year:04}"
        entries.append(Entry(label, period.n, url, is_chosen, key=str(period.first.year)))
    return entries


def covered(first: date, unit: str, years: int = 1) -> Days:
    """Return the days of a year (or several), a month or a day, by its first day."""
    if unit == "year":
        last = date(first.year - first.year % years + years - 1, 12, 31)
    elif unit == "month":
        last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    else:
        last = first
    return Days(first.isoformat(), last.isoformat())


def chips(search: StatementFilter) -> Iterator[Chip]:
    """Yield every part of the search with the search without it."""
    parts = conjuncts(search.tree)
    plain = [
        part for part in parts if not isinstance(part, Field | Days | Past) and not _named(part)
    ]
    if plain:
        rest = all_of(part for part in parts if part not in plain)
        yield _chip(search, _("Words"), canonical(all_of(plain)), rest)._replace(is_words=True)
    for part in parts:
        if part in plain:
            continue
        if isinstance(part, Days | Past):
            yield from _day_chips(search, part)
        else:
            yield from _value_chips(search, part)


def _named(part: Node) -> str:
    """Return the field that the part is about; "" for anything else."""
    inner = part.part if isinstance(part, Not) else part
    inners = inner.parts if isinstance(inner, Either) else (inner,)
    names = {each.name if isinstance(each, Field) else "" for each in inners}
    return names.pop() if len(names) == 1 else ""


def _value_chips(search: StatementFilter, part: Node) -> Iterator[Chip]:
    name = _named(part)
    label = str(LABELS.get({"lang": "language"}.get(name, name), name.capitalize()))
    if isinstance(part, Not) or name not in LABELS:
        rest = without(search.tree, part)
        yield _chip(search, _("Query"), search.said(part), rest)
        return
    for value in values(search.tree, name):
        yield _chip(search, label, search.label(name, value), toggled(search.tree, name, value))


def _day_chips(search: StatementFilter, part: Days | Past) -> Iterator[Chip]:
    begin, end = whole(part.first, part.last) if isinstance(part, Days) else ("", "")
    if isinstance(part, Days) and begin and end and begin != end:
        for label, only in ((_("Since"), Days(part.first)), (_("Until"), Days("", part.last))):
            other = Days("", part.last) if only.first else Days(part.first)
            rest = all_of(other if each == part else each for each in conjuncts(search.tree))
            yield _chip(search, label, search.said(only).partition(" ")[2], rest)
        return
    words, _blank, value = search.said(part).partition(" ")
    yield _chip(search, words.capitalize(), value, without(search.tree, part))


def _chip(search: StatementFilter, label: str, value: str, rest: Node) -> Chip:
    return Chip(label, value, Links(search).to(rest), rest)


def sorts(search: StatementFilter) -> list[Sort]:
    """Return the orders that make sense: by relevance only when there are words."""
    links = Links(search)
    return [
        Sort(str(label), links.to(search.tree, sort=key), key == search.order)
        for key, label in SORTS.items()
        if key != "relevance" or search.question.has_words
    ]
