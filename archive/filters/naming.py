"""Names in a query → speakers and outlets of the archive."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import F, Q
from django.db.models.functions import Lower

from archive.models import Outlet, Speaker, SpeakerAlias, Topic
from archive.models.names import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_NAMED = 20  # speakers that one typed name may stand for
MOST_NEAR, LOOKED_AT, LIKENESS = 3, 2000, 0.4


class Choice(NamedTuple):
    """A speaker or an outlet, as far as a search needs it."""

    key: str  # the slug
    label: str
    pk: int


Found = dict[str, tuple[Choice, ...]]


def speakers_named(values: Iterable[str], *, only_exact: bool = False) -> Found:
    """Return for each value the speakers with this slug, name or alias.

    A value that is none of these stands for those whose names hold words that begin so, at most
    MOST_NAMED and one more. A merged speaker leads to the one it became.
    """
    wanted = {value: normalised(value) for value in values}
    if not wanted:
        return {}
    exact = _called(wanted)
    found = {}
    for value, name in wanted.items():
        choices = exact.get(f"={value}") or exact.get(name)
        like = () if choices or only_exact else _speakers_like(name)
        found[value] = tuple(choices) if choices else like
    return found


def _called(wanted: Mapping[str, str]) -> dict[str, dict[Choice, None]]:
    """Return the speakers by "=slug" and by normalised name or alias."""
    exact: dict[str, dict[Choice, None]] = defaultdict(dict)
    rows = Speaker.objects.select_related("merged_into")
    for row in rows.filter(Q(slug__in=wanted) | Q(normalised_name__in=wanted.values())):
        for key in (f"={row.slug}", row.normalised_name):
            exact[key][_speaker(row)] = None
    aliases = SpeakerAlias.objects.select_related("speaker__merged_into")
    for alias in aliases.filter(normalised__in=wanted.values()):
        exact[alias.normalised][_speaker(alias.speaker)] = None
    return exact


def _speakers_like(name: str) -> tuple[Choice, ...]:
    rows = Speaker.objects.listed().named_like(name).order_by("normalised_name", "pk")
    return tuple(_speaker(row) for row in rows[: MOST_NAMED + 1]) if name else ()


def _speaker(speaker: Any) -> Choice:
    who = speaker.merged_into or speaker
    return Choice(who.slug, who.name, who.pk)


def outlets_named(values: Iterable[str], *, only_exact: bool = False) -> Found:
    """Return for each value the outlet with this slug or name, else those whose names hold it."""
    wanted = {value: value.lower() for value in values}
    if not wanted:
        return {}
    rows = Outlet.objects.annotate(lowered=Lower("name")).select_related("merged_into")
    exact: dict[str, Choice] = {}
    for row in rows.filter(Q(slug__in=wanted) | Q(lowered__in=wanted.values())):
        choice = _outlet(row)
        exact |= {row.name.lower(): choice, f"={row.slug}": choice}
    found = {}
    for value, name in wanted.items():
        same = exact.get(f"={value}") or exact.get(name)
        like = () if same or only_exact else _outlets_like(value)
        found[value] = (same,) if same else like
    return found


def _outlets_like(name: str) -> tuple[Choice, ...]:
    rows = Outlet.objects.listed().filter(name__icontains=name).order_by("name")[: MOST_NAMED + 1]
    return tuple(_outlet(row) for row in rows)


def topics_named(values: Iterable[str]) -> Found:
    """Return for each value the topic with this slug or name; a merged one leads to the other."""
    wanted = {value: normalised(value) for value in values}
    if not wanted:
        return {}
    named = Q(slug__in=[value.lower() for value in wanted]) | Q(normalised_name__in=wanted.values())
    exact: dict[str, Choice] = {}
    for row in Topic.objects.select_related("merged_into").filter(named):
        topic = row.merged_into or row
        choice = Choice(topic.slug, topic.name, topic.pk)
        exact |= {row.normalised_name: choice, f"={row.slug}": choice}
    found = {value: exact.get(f"={value.lower()}") or exact.get(wanted[value]) for value in wanted}
    return {value: (choice,) for value, choice in found.items() if choice}


def _outlet(outlet: Any) -> Choice:
    which = outlet.merged_into or outlet
    return Choice(which.slug, which.name, which.pk)


def printed_names(
    values: Iterable[str], speakers: Mapping[str, tuple[Choice, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return for each value the names and aliases of the one speaker it stands for."""
    known = {value: speakers[value][0] for value in values if len(speakers.get(value, ())) == 1}
    names: dict[int, list[str]] = {choice.pk: [choice.label] for choice in known.values()}
    if names:
        aliases = Speaker.objects.filter(pk__in=names, aliases__ambiguous=False)
        for pk, alias in aliases.values_list("pk", "aliases__text"):
            names[pk].append(alias)
    return {value: tuple(names[choice.pk]) for value, choice in known.items()}


def near_speakers(value: str, column: str = "slug") -> list[str]:
    """Return the slugs (or the names) of the speakers with the most similar names."""
    rows = Speaker.objects.listed().annotate(compared=F("normalised_name"))
    return _near(rows, normalised(value), column)


def near_outlets(value: str) -> list[str]:
    """Return the slugs of the outlets with the most similar names."""
    return _near(Outlet.objects.listed().annotate(compared=Lower("name")), value.lower())


def _near(rows: Any, value: str, column: str = "slug") -> list[str]:
    if has_trigrams():
        alike = rows.annotate(likeness=TrigramWordSimilarity(value, "compared"))
        nearest = alike.filter(likeness__gte=LIKENESS).order_by("-likeness", "compared")
        return list(nearest.values_list(column, flat=True)[:MOST_NEAR])
    begin_so = rows.filter(compared__startswith=value[:1])
    known = dict(begin_so.values_list("compared", column)[:LOOKED_AT])
    return [known[name] for name in get_close_matches(value, known, n=MOST_NEAR)]


@cache
def has_trigrams() -> bool:
    """Say whether the database has the extension pg_trgm; asked once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
        return bool(cursor.fetchone()[0])
