"""The contract of a search's address: the same parameters for page, feed and export.

A wrong value never breaks a page and is never silently something else: what is not understood is
left out and named in `complaints`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import CharFilter, DateFilter, Filter, FilterSet

from archive.models import Outlet, Speaker
from archive.models.statement import Kind
from archive.search import speakable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from archive.search import StatementQuerySet

MOST_WORDS, MOST_VALUES = 1000, 50
SORTS = {
    "relevance": gettext_lazy("most relevant"),
    "newest": gettext_lazy("newest"),
    "oldest": gettext_lazy("oldest"),
}


class Choice(NamedTuple):
    """One value of a repeatable parameter."""

    key: str  # as it stands in the address
    label: str  # as people read it
    value: int | str  # as the database compares it


@dataclass(frozen=True, slots=True)
class Picked:
    """What a repeatable parameter named, in the order given."""

    known: tuple[Choice, ...] = ()
    unknown: tuple[str, ...] = ()


def speakers_called(slugs: Iterable[str]) -> dict[str, Choice]:
    """Return slug → speaker; the slug of a merged speaker leads to the one it became."""
    found = Speaker.objects.filter(slug__in=slugs).select_related("merged_into")
    resolved = {speaker.slug: speaker.merged_into or speaker for speaker in found}
    return {slug: Choice(who.slug, who.name, who.pk) for slug, who in resolved.items()}


def outlets_called(slugs: Iterable[str]) -> dict[str, Choice]:
    """Return slug → outlet."""
    found = Outlet.objects.filter(slug__in=slugs)
    return {outlet.slug: Choice(outlet.slug, outlet.name, outlet.pk) for outlet in found}


def kinds_called(values: Iterable[str]) -> dict[str, Choice]:
    """Return value → kind of statement."""
    return {
        kind.value: Choice(kind.value, str(kind.label), kind.value)
        for kind in Kind
        if kind.value in values
    }


class PickField(forms.Field):
    """A parameter that may be given several times; unknown values are kept apart, not refused."""

    widget = forms.SelectMultiple

    def __init__(
        self, *, look_up: Callable[[Iterable[str]], dict[str, Choice]], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.look_up = look_up

    def clean(self, value: Any) -> Picked:
        """Return what the values name; asks the database only when there are any."""
        typed = dict.fromkeys(filter(None, map(speakable, value or ())))
        wanted = list(typed)[:MOST_VALUES]
        if not wanted:
            return Picked()
        found = self.look_up(wanted)
        known = dict.fromkeys(found[name] for name in wanted if name in found)
        return Picked(tuple(known), tuple(name for name in wanted if name not in found))


class PickFilter(Filter):
    """Narrow to the rows of any of the values picked."""

    field_class = PickField

    def filter(self, qs: StatementQuerySet, value: Picked) -> StatementQuerySet:
        """Keep the statements whose field has one of the values; all of them if none is known."""
        if not value.known:
            return qs
        return qs.filter(**{f"{self.field_name}__in": [choice.value for choice in value.known]})


class WordsField(forms.CharField):
    """Words as typed, without the characters that cannot be searched."""

    def to_python(self, value: Any) -> str:
        """Return the words with white space folded."""
        return speakable(super().to_python(value) or "")


class WordsFilter(CharFilter):
    """Narrow to the statements that hold the words."""

    field_class = WordsField


class SortField(forms.ChoiceField):
    """A sort order by its name."""

    widget = forms.TextInput


class SortFilter(Filter):
    """The order asked for; it narrows nothing."""

    field_class = SortField

    def filter(self, qs: StatementQuerySet, value: str) -> StatementQuerySet:
        """Leave the statements as they are: sorting comes after counting."""
        return qs


class StatementFilter(FilterSet):
    """Parameters of `/statements/` → statements, words about them, and what was wrong."""

    q = WordsFilter(method="keep_words", max_length=MOST_WORDS)
    speaker = PickFilter(field_name="speaker", look_up=speakers_called)
    outlet = PickFilter(field_name="outlet", look_up=outlets_called)
    kind = PickFilter(field_name="kind", look_up=kinds_called)
    after = DateFilter(method="keep_since", input_formats=["%Y-%m-%d"])
    before = DateFilter(method="keep_until", input_formats=["%Y-%m-%d"])
    sort = SortFilter(choices=list(SORTS.items()))

    def keep_words(self, statements: StatementQuerySet, name: str, words: str) -> StatementQuerySet:
        """Keep what matches the words."""
        return statements.matching(words)

    def keep_since(self, statements: StatementQuerySet, name: str, day: date) -> StatementQuerySet:
        """Keep what was said on the day or later."""
        return statements.since(day)

    def keep_until(self, statements: StatementQuerySet, name: str, day: date) -> StatementQuerySet:
        """Keep what was said on the day or earlier."""
        return statements.until(day)

    def value(self, name: str) -> Any:
        """Return the understood value of a parameter; None, "" or an empty Picked when absent."""
        self.form.is_valid()
        return self.form.cleaned_data.get(name)

    def picked(self, name: str) -> tuple[Choice, ...]:
        """Return the known values of a repeatable parameter."""
        return (self.value(name) or Picked()).known

    @property
    def words(self) -> str:
        """The words searched for, "" when there are none."""
        return self.value("q") or ""

    @property
    def order(self) -> str:
        """The order in effect: by relevance when there are words, else the newest first."""
        default = "relevance" if self.words else "newest"
        chosen = self.value("sort") or default
        return default if chosen == "relevance" and not self.words else str(chosen)

    def narrowed(self, *leave_out: str) -> StatementQuerySet:
        """Return the statements that every understood parameter keeps, some parameters left out."""
        self.form.is_valid()
        statements: StatementQuerySet = self.queryset
        for name, value in self.form.cleaned_data.items():
            if name not in leave_out:
                statements = self.filters[name].filter(statements, value)
        return statements

    def found(self) -> StatementQuerySet:
        """Return what the parameters keep, sorted, hits marked, ready for cards."""
        statements = self.narrowed().for_display().with_marks(self.words)
        if self.order == "relevance":
            return statements.most_relevant(self.words)
        return statements.oldest() if self.order == "oldest" else statements.newest()

    @property
    def state(self) -> dict[str, list[str]]:
        """What was understood, as parameters in one order: the same search, the same address."""
        state = {"q": [self.words]}
        for name in ("speaker", "outlet", "kind"):
            state[name] = [choice.key for choice in self.picked(name)]
        for name in ("after", "before"):
            state[name] = [day.isoformat()] if (day := self.value(name)) else []
        state["sort"] = [str(self.value("sort") or "")]
        return {name: kept for name, values in state.items() if (kept := [v for v in values if v])}

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for besides an order."""
        return bool(set(self.state) - {"sort"})

    @property
    def complaints(self) -> list[str]:
        """Say what was not understood and therefore left out, one sentence each."""
        self.form.is_valid()
        found = [complaint(name, self.data.get(name, "")) for name in self.form.errors]
        for name in ("speaker", "outlet", "kind"):
            picked = self.value(name) or Picked()
            found += [complaint(name, value) for value in picked.unknown]
        return found

    @property
    def contradiction(self) -> str:
        """Say why no statement can fit the days asked for; "" when some can."""
        after, before = self.value("after"), self.value("before")
        if not (after and before and after > before):
            return ""
        said = _(
            "The dates are the wrong way round: nothing can be both after %(after)s"
            " and before %(before)s."
        )
        days = {"after": after, "before": before}
        return said % {name: date_format(day, "j F Y") for name, day in days.items()}

    def in_words(self) -> str:
        """Return the search in words: `containing “bridge” by Ada Voss since 4 March 2023`."""
        said = [
            containing(self.words) if self.words else "",
            alternatives(_("by %s"), self.picked("speaker")),
            alternatives(_("in %s"), self.picked("outlet")),
            alternatives(_("of the kind %s"), quoted(self.picked("kind"))),
        ]
        for phrase, name in ((_("since %s"), "after"), (_("until %s"), "before")):
            if day := self.value(name):
                said.append(phrase % date_format(day, "j F Y"))
        return " ".join(filter(None, said))


COMPLAINTS = {
    "speaker": gettext_lazy("There is no speaker “%s” in this archive; this filter was left out."),
    "outlet": gettext_lazy("There is no outlet “%s” in this archive; this filter was left out."),
    "kind": gettext_lazy("“%s” is not a kind of statement; the kinds are direct, mixed, indirect."),
    "after": gettext_lazy("“%s” is not a date like 2023-05-17; the first day was left out."),
    "before": gettext_lazy("“%s” is not a date like 2023-05-17; the last day was left out."),
    "sort": gettext_lazy("“%s” is not an order; the orders are relevance, newest, oldest."),
    "list-sort": gettext_lazy("“%s” is not an order; the orders are name and count."),
    "page": gettext_lazy("There is no page “%s”; you see the nearest one."),
    "letter": gettext_lazy("“%s” is not a letter of the list; you see all of them."),
    "q": gettext_lazy("These words are too long to be searched and were left out: “%s”"),
}


def complaint(name: str, value: str) -> str:
    """Return one sentence about a value that was not understood, shortened to be readable."""
    shown = speakable(value)
    return str(COMPLAINTS[name]) % (shown if len(shown) <= 60 else f"{shown[:60]}…")


def containing(words: str) -> str:
    """Return what the words ask for; words that carry operators are shown as they were typed."""
    if phrase := re.fullmatch(r'"([^"]+)"', words):
        return _("containing the phrase “%s”") % phrase[1]
    if '"' in words or re.search(r"(^|\s)(-\S|OR(\s|$))", words):
        return _("matching “%s”") % words
    return _("containing “%s”") % words


def alternatives(phrase: str, choices: tuple[Choice, ...]) -> str:
    """Return the phrase about the choices, joined by "or"; "" when there are none."""
    return phrase % get_text_list([choice.label for choice in choices], _("or")) if choices else ""


def quoted(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Return the choices with their labels in quotation marks."""
    return tuple(choice._replace(label=f"“{choice.label}”") for choice in choices)
