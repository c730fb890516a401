"""What to say about a parameter that was not understood."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from archive.search import speakable

LONGEST_SHOWN = 60  # characters

COMPLAINTS = {
    "speaker": gettext_lazy("There is no speaker “%s” in this archive; this filter was left out."),
    "outlet": gettext_lazy("There is no outlet “%s” in this archive; this filter was left out."),
    "kind": gettext_lazy("“%s” is not a kind of statement; the kinds are direct, mixed, indirect."),
    "status": gettext_lazy("“%s” is not a status; they are machine, checked, edited."),
    "after": gettext_lazy("“%s” is not a date like 2023-05-17; the first day was left out."),
    "before": gettext_lazy("“%s” is not a date like 2023-05-17; the last day was left out."),
    "period": gettext_lazy("“%s” is not a period like 2023 or 2022-05..2023; it was left out."),
    "sort": gettext_lazy("“%s” is not an order; the orders are relevance, newest, oldest."),
    "by": gettext_lazy("Statements cannot be grouped by “%s”, only by speaker; you see each."),
    "list-sort": gettext_lazy("“%s” is not an order; the orders are name and count."),
    "page": gettext_lazy("There is no page “%s”; you see the nearest one."),
    "letter": gettext_lazy("“%s” is not a letter of the list; you see all of them."),
}


def complaint(name: str, value: str) -> str:
    """Return one sentence about a value that was not understood, shortened to be readable."""
    shown = speakable(value)
    shown = shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"
    return str(COMPLAINTS[name]) % shown
