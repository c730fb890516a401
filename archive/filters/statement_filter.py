"""The contract of a search's address: the same parameters for page, feed and export.

What is typed in the box and what is clicked beside the results is one query. A wrong value never
breaks a page and is never silently something else: what is not understood is left out and named.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django_filters import CharFilter, Filter, FilterSet

from archive.filters.complaints import complaint
from archive.filters.meaning import Meaning, understood
from archive.filters.spoken import in_words, spoken
from archive.models.statement import Kind
from archive.models.status import Status
from archive.query import LONGEST, Node, Parsed, Repair, canonical, parse
from archive.query.clicks import days, values, without_filter
from archive.query.dates import first_day, last_day, moment
from archive.query.tree import EVERYTHING, Days, Field, all_of, any_of, conjuncts
from archive.query.words import said, sentence
from archive.search import SHOWN, Question, speakable

if TYPE_CHECKING:
    from datetime import date

    from archive.search import StatementQuerySet

MOST_WORDS, MOST_VALUES = LONGEST, 50
SORTS = {
    "relevance": gettext_lazy("most relevant"),
    "newest": gettext_lazy("newest"),
    "oldest": gettext_lazy("oldest"),
}
GROUPS = ("speaker",)
PICKED = ("speaker", "outlet", "kind", "status")
LABELS = {
    **{("kind", kind.value): kind.label for kind in Kind},
    **{("status", status.value): status.label for status in Status},
}
KNOWN = {"kind": tuple(Kind.values), "status": SHOWN}


class ValuesField(forms.Field):
    """A parameter that may be given several times."""

    widget = forms.SelectMultiple

    def clean(self, value: Any) -> tuple[str, ...]:
        """Return what was given, once each, without what no page can show."""
        typed = dict.fromkeys(filter(None, map(speakable, value or ())))
        return tuple(typed)[:MOST_VALUES]


class ValuesFilter(Filter):
    """Narrows to the rows of any of the values."""

    field_class = ValuesField


class TextField(forms.CharField):
    """A value as it was given, NUL and all; what it means is found out later."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs, strip=False)
        self.validators = []


class TextFilter(CharFilter):
    """One value."""

    field_class = TextField


class StatementFilter(FilterSet):
    """Parameters of `/statements/` → statements, words about them, and what was wrong."""

    q = TextFilter()
    speaker = ValuesFilter()
    outlet = ValuesFilter()
    kind = ValuesFilter()
    status = ValuesFilter()
    after = TextFilter()
    before = TextFilter()
    sort = TextFilter()
    by = TextFilter()

    def filter_queryset(self, queryset: StatementQuerySet) -> StatementQuerySet:
        """Keep what the whole query asks for."""
        return queryset.asked(self.question)

    def given(self, name: str) -> Any:
        """Return a parameter as it was given: a text, or a tuple of texts."""
        self.form.is_valid()
        return self.form.cleaned_data.get(name) or (() if name in PICKED else "")

    @cached_property
    def parsed(self) -> Parsed:
        """The text in the box."""
        return parse(str(self.given("q")))

    @property
    def words(self) -> str:
        """The text in the box, as it can be shown."""
        return speakable(self.parsed.text)

    @cached_property
    def meaning(self) -> Meaning:
        """The text in the box with its names found, and the names given beside it."""
        return understood(self.parsed, self.given("speaker"), self.given("outlet"))

    @cached_property
    def tree(self) -> Node:
        """The whole query: the box, and what was given beside it."""
        beside = [any_of(Field(name, value) for value in self.picked(name)) for name in PICKED]
        first, last = self.moment("after"), self.moment("before")
        beside += [Days(first, last)] if first or last else []
        return all_of([self.meaning.tree, *beside])

    @cached_property
    def question(self) -> Question:
        """The whole query, ready to be asked of the database."""
        return Question(self.tree, self.meaning.names, using=self.queryset.db)

    def picked(self, name: str) -> list[str]:
        """Return the known ones of the values that were given beside the box."""
        values_given = self.given(name)
        if name in KNOWN:
            return [value for value in values_given if value in KNOWN[name]]
        known = self.meaning.chosen[name]
        return list(dict.fromkeys(known[value] for value in values_given if value in known))

    def moment(self, name: str) -> str:
        """Return the day, month or year that was given as the first or the last; "" if none."""
        return moment(str(self.given(name)).strip())

    def day(self, name: str) -> date | None:
        """Return the first or the last day of the query, whether typed or clicked."""
        for part in days(self.tree):
            if isinstance(part, Days) and (text := part.first if name == "after" else part.last):
                return first_day(text) if name == "after" else last_day(text)
        return None

    @property
    def order(self) -> str:
        """The order in effect: by relevance when there are words, else the newest first."""
        default = "relevance" if self.question.has_words else "newest"
        chosen = self.given("sort")
        if chosen not in SORTS or (chosen == "relevance" and default == "newest"):
            return default
        return str(chosen)

    @property
    def by_whom(self) -> str:
        """What the statements are grouped by, "" when each is wanted."""
        by = str(self.given("by"))
        return by if by in GROUPS else ""

    @property
    def state(self) -> dict[str, list[str]]:
        """What was understood, as parameters in one order: the same search, the same address."""
        return self.state_of(self.tree)

    def state_of(self, tree: Node, **changes: str) -> dict[str, list[str]]:
        """Return the parameters that ask for the query: facets by name, all else in `q`."""
        rest = tree
        state: dict[str, list[str]] = {"q": []}
        for name in PICKED:
            state[name] = list(values(rest, name))
            rest = _without_first(rest, name)
        spans = days(tree)
        if len(spans) == 1 and isinstance(spans[0], Days):
            state |= {"after": [spans[0].first], "before": [spans[0].last]}
            rest = without_filter(rest, "days")
        sort = str(changes.get("sort", self.given("sort")))
        by = changes.get("by", self.by_whom)
        state |= {"q": [canonical(rest)], "sort": [sort if sort in SORTS else ""], "by": [by]}
        return {
            name: kept
            for name, kept in ((n, [v for v in vs if v]) for n, vs in state.items())
            if kept
        }

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for besides an order."""
        return self.tree != EVERYTHING

    @property
    def repairs(self) -> list[tuple[Repair, str]]:
        """What in the box could not be taken as typed: each with a sentence about it."""
        mended = (*self.parsed.repairs, *self.meaning.repairs)
        return [(repair, said(repair, spoken())) for repair in mended]

    @property
    def complaints(self) -> list[str]:
        """Say which parameters were not understood and therefore left out, one sentence each."""
        found = []
        for name in ("after", "before"):
            if self.given(name) and not self.moment(name):
                found.append(complaint(name, str(self.given(name))))
        if self.given("sort") and self.given("sort") not in SORTS:
            found.append(complaint("sort", str(self.given("sort"))))
        if self.given("by") and not self.by_whom:
            found.append(complaint("by", str(self.given("by"))))
        for name in PICKED:
            known = KNOWN.get(name) or self.meaning.chosen[name]
            found += [complaint(name, value) for value in self.given(name) if value not in known]
        return found

    @property
    def contradiction(self) -> str:
        """Say why no statement can fit the days asked for; "" when some can."""
        first, last = self.moment("after"), self.moment("before")
        if not (first and last and first_day(first) > last_day(last)):
            return ""
        shape = _(
            "The dates are the wrong way round: nothing can be both after %(after)s"
            " and before %(before)s."
        )
        return shape % {"after": in_words(first), "before": in_words(last)}

    def label(self, name: str, value: str) -> str:
        """Return a value of a field as people read it."""
        if name == "lang":
            return language_name(value)
        return str(LABELS.get((name, value)) or self.meaning.label(name, value))

    def in_words(self) -> str:
        """Return the search in words: `containing “bridge” by Ada Voss since 4 March 2023`."""
        return self.said(self.tree)

    def said(self, tree: Node) -> str:
        """Return a query, or a part of one, in words."""
        return sentence(tree, self.label, spoken())


def language_name(code: str) -> str:
    """Return what readers call a language; the code itself where nobody knows it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _without_first(tree: Node, name: str) -> Node:
    """Return the query without its first filter on the field."""
    parts = list(conjuncts(tree))
    chosen = values(tree, name)
    wanted = any_of(Field(name, value) for value in chosen) if chosen else None
    if wanted in parts:
        parts.remove(wanted)
    return all_of(parts)
