"""The search page."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.filters import PICKED, StatementFilter
from archive.models import Speaker, Statement
from archive.query.clicks import days, values, with_values, without_filter
from archive.query.tree import Phrase, Word, conjuncts
from archive.search import (
    COUNTED,
    LONGEST_LOOK,
    MOST_VOICES,
    Found,
    TookTooLong,
    Voice,
    Wish,
    bounded,
    cards,
    counts,
    did_you_mean,
    look,
    voices,
)
from archive.views.absolute import absolute
from archive.views.facets import FIELDS, MOST, chips, facets, own_filters, sorts
from archive.views.histogram import histogram
from archive.views.links import Links
from archive.views.paging import PAGE_SIZE, Listing, Numbered, address, listing, page_asked_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from archive.query import Node
    from archive.views.facets import Chip

MOST_PEOPLE, MOST_LOOSENED, MOST_LOOSE = 3, 6, 1001
FEW = 3  # matches, below which another spelling is offered


@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """Show the statements that the address asks for, and every way to ask for fewer or more."""
    search = StatementFilter(request.GET, queryset=Statement.objects.shown())
    found, listed = results(request, search)
    chosen = list(chips(search))
    context = {
        "search": search,
        "found": found,
        "COUNTED": COUNTED,
        "listing": listed,
        "canonical": absolute(request, listed.here),
        "kept": kept(search),
        "after": search.day("after"),
        "before": search.day("before"),
        "undated": undated(search, found),
        "contradiction": search.contradiction,
        "is_passed_over": is_passed_over(search, found),
        "complaints": [*search.complaints, *listed.complaints],
        "repairs": repairs(search),
        "facets": facets(search, found, request.GET.get("all", "")),
        "histogram": histogram(search, found),
        **grouped(search, found),
        "chips": chosen,
        "loosened": loosened(search, found, chosen),
        "meant": meant(search, found),
        "filter_count": len(chosen) - any(chip.is_words for chip in chosen),
        "sorts": sorts(search),
        "people": people(search),
        "ways": ways(search),
    }
    return render(request, "archive/search.html", context)


def ways(search: StatementFilter) -> dict[str, str]:
    """Return where the same rows can be followed, taken along and asked for by programs."""
    names = {name: f"statements-{name}" for name in ("atom", "csv", "jsonl")}
    names["api"] = "api-statements"
    state = {**search.state, "by": ""}
    return {name: address(reverse(view), state) for name, view in names.items()}


def results(request: HttpRequest, search: StatementFilter) -> tuple[Found, Listing]:
    """Return what was found, and the page of it that the address asks for."""
    last = COUNTED // PAGE_SIZE
    number = min(page_asked_for(request), last)
    whole = request.GET.get("all", "")
    found = survey_of(search, number, whole)
    if found.total and not found.ids:
        number = -(-found.total // PAGE_SIZE)
        found = survey_of(search, number, whole)
    ids = () if search.by_whom else found.ids
    rows = cards(search.queryset, search.question, ids)
    return found, listing(request, Numbered(found.total, rows, are_page=True), search.state)


def survey_of(search: StatementFilter, number: int, whole: str = "") -> Found:
    """Look at all that matches, at one page of it, and at the facet `whole` in full."""
    others = {
        facet: search.question.on(without_filter(search.tree, FIELDS.get(facet, facet)))
        for facet in own_filters(search)
    }
    chosen = {facet: values(search.tree, FIELDS.get(facet, facet)) for facet in others}
    # One value more than is shown says that there are more.
    wish = Wish(search.order, (number - 1) * PAGE_SIZE, PAGE_SIZE, MOST + 1, whole, chosen)
    return look(search.queryset, search.question, wish, others)


class Speaking(NamedTuple):
    """Who says it how often, and the search for it among what they said."""

    voice: Voice
    url: str


def grouped(search: StatementFilter, found: Found) -> dict[str, Any]:
    """Return who says it most, where that is asked for, and the address of the other view."""
    links = Links(search)
    other = links.to(search.tree, by="" if search.by_whom else "speaker")
    if not search.by_whom:
        return {"by_speaker": other}
    spoken = voices(search.queryset, search.question) if found.total else []
    rows = [Speaking(voice, links.to(only(search.tree, voice.slug), by="")) for voice in spoken]
    return {"speaking": rows, "one_by_one": other, "MOST_VOICES": MOST_VOICES}


def only(tree: Node, speaker: str) -> Node:
    """Return the query narrowed to what this one speaker said."""
    return with_values(tree, "speaker", (speaker,))


def is_passed_over(search: StatementFilter, found: Found) -> bool:
    """Say whether something was typed that holds no word at all."""
    if search.words and not any(letter.isalnum() for letter in search.words):
        return True
    return not found.total and search.question.is_passed_over


def kept(search: StatementFilter) -> list[tuple[str, str]]:
    """Return the parameters that a new search for other words keeps, but for those with a field."""
    given = [(name, value) for name in PICKED for value in search.picked(name)]
    ways = [(name, value) for name in ("sort", "by") for value in search.state.get(name, ())]
    return [*given, *ways]


class Mended(NamedTuple):
    """Something that was not taken as typed, and the ways to what was meant."""

    said: str
    undo: str  # an address, "" when there is nothing to undo
    better: list[tuple[str, str]]  # (what, address)


def repairs(search: StatementFilter) -> list[Mended]:
    """Return what was mended, each with the address of the search as it was typed."""

    def typed(text: str) -> str:
        own = {name: search.picked(name) for name in PICKED}
        return address(reverse("statements"), {"q": text, **own})

    return [
        Mended(
            said,
            typed(repair.undo) if repair.undo else "",
            [(what, typed(text)) for what, text in repair.better],
        )
        for repair, said in search.repairs
    ]


def undated(search: StatementFilter, found: Found) -> int:
    """Return how many of the results have no date; none when days are asked for."""
    if days(search.tree):
        return 0
    return found.total - sum(period.n for period in found.periods)


class Loosened(NamedTuple):
    """The search without one of its parts, and how much it finds."""

    chip: Chip
    n: int


def loosened(search: StatementFilter, found: Found, chosen: list[Chip]) -> list[Loosened]:
    """Return what to leave out when nothing is found, with what it would find."""
    if found.total or len(chosen) < 2:
        return [Loosened(chip, 0) for chip in chosen] if not found.total else []
    asked = [search.question.on(chip.rest) for chip in chosen[:MOST_LOOSENED]]
    numbers = [0] * len(chosen)
    if not found.is_cut_short:
        with suppress(TookTooLong), bounded(search.queryset.db, LONGEST_LOOK):
            numbers = counts(search.queryset, asked, MOST_LOOSE)
    return [Loosened(chip, n) for chip, n in zip(chosen, numbers, strict=False)]


def meant(search: StatementFilter, found: Found) -> dict[str, str]:
    """Return the query with words that the archive has, when little was found."""
    if found.total >= FEW or found.is_cut_short:
        return {}
    better = did_you_mean(search.queryset, search.tree)
    if better is None:
        return {}
    words = " ".join(search.state_of(better)["q"])
    return {"words": words, "url": Links(search).to(better)}


def people(search: StatementFilter) -> list[Speaker]:
    """Return the speakers whose names hold all the words, the one of just this name first."""
    parts = conjuncts(search.meaning.tree)
    if not parts or not all(isinstance(part, Word | Phrase) for part in parts):
        return []
    words = " ".join(part.text for part in parts if isinstance(part, Word | Phrase))
    with suppress(TookTooLong), bounded(search.queryset.db, LONGEST_LOOK):
        named = Speaker.objects.listed().named_like(words)
        # Most searches name nobody: that costs one short look at an index.
        return named.with_few_counts(words, MOST_PEOPLE) if named.exists() else []
    return []
