"""Who is on record: the list, and a page for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models.functions import Substr, Upper
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.filters import complaint
from archive.models import Speaker
from archive.search import speakable
from archive.views.absolute import absolute
from archive.views.activity import with_sparks
from archive.views.kept import kept
from archive.views.paging import Listing, Numbered, address, listing

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ORDERS = {"name": ("normalised_name",), "count": ("-statement_count", "normalised_name")}
MOST_SPEAKERS, MOST_OUTLETS = 60, 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the list asks for, as far as it was understood."""

    words: str
    letter: str
    order: str
    complaints: list[str]

    @property
    def state(self) -> dict[str, str]:
        """The parameters of the same list."""
        order = "" if self.order == "name" else self.order
        return {"q": self.words, "letter": self.letter, "sort": order}


def asked(request: HttpRequest, letters: list[str]) -> Asked:
    """Return what the address asks for; what is not understood is named and left out."""
    words, letter, order = (
        speakable(request.GET.get(name, "")) for name in ("q", "letter", "sort")
    )
    letter = letter.upper()
    complaints = []
    if letter and letter not in letters:
        complaints.append(complaint("letter", letter))
        letter = ""
    if order and order not in ORDERS:
        complaints.append(complaint("list-sort", order))
        order = ""
    return Asked(words, letter, order or "name", complaints)


@require_safe
def speakers(request: HttpRequest) -> HttpResponse:
    """List the speakers, by name or by how often they are quoted."""
    letters = kept("letters", first_letters)
    wish = asked(request, letters)
    found = found_by(request, wish)
    context = {
        "asked": wish,
        "listing": found,
        "canonical": absolute(request, found.here),
        "letters": letters,
        "sorts": [
            (label, address(request.path, {**wish.state, "sort": key}), key == wish.order)
            for key, label in (("name", _("name")), ("count", _("number of statements")))
        ],
        "complaints": [*wish.complaints, *found.complaints],
    }
    return render(request, "archive/speakers.html", context)


def found_by(request: HttpRequest, wish: Asked) -> Listing:
    """Return the page of speakers that is asked for, with their numbers by year."""
    rows = Speaker.objects.listed().with_counts().named_like(wish.words)
    if wish.letter:
        rows = rows.filter(normalised_name__istartswith=wish.letter)
    rows = rows.order_by(*ORDERS[wish.order])
    if wish.words:
        found = listing(request, rows, wish.state, MOST_SPEAKERS)
        found.page.object_list = with_sparks(found.page.object_list, "speaker")
        return found
    # Without words there are but so many lists: one a letter and order.
    number = kept(f"speakers:{wish.letter}", rows.count)
    found = listing(request, Numbered(number, rows), wish.state, MOST_SPEAKERS)
    page, name = found.page, f"speakers:{wish.letter}:{wish.order}:{found.page.number}"
    page.object_list = kept(name, lambda: with_sparks(page.object_list, "speaker"))
    return found


def first_letters() -> list[str]:
    """Return the letters that speakers' names begin with, in order."""
    rows = Speaker.objects.listed().quoted().order_by()
    letters = rows.values_list(Upper(Substr("normalised_name", 1, 1)), flat=True).distinct()
    return sorted(letters)
