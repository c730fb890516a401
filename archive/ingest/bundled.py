"""The bundled sample: invented articles, in and out by one command."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from archive.models import Article, ImportBatch, Outlet, Speaker, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE = Path(__file__).resolve().parent.parent / "sample"
ARTICLES, METADATA = SAMPLE / "articles", SAMPLE / "metadata.csv"
GOLD = SAMPLE / "gold.jsonl"


def load_cast() -> None:
    """Make the sample's outlets and speakers, with their aliases and roles; what is there stays."""
    with transaction.atomic():
        for row in _rows("outlets.csv"):
            outlet = Outlet.objects.named(row["name"])
            outlet.domains, outlet.language = [row["domain"]], row["language"]
            outlet.country = row["country"]
            outlet.save(update_fields=["domains", "language", "country"])
        for row in _rows("speakers.csv"):
            _load_speaker(row)


def _load_speaker(row: dict[str, str]) -> None:
    speaker = Speaker.objects.called(row["name"]) or Speaker.objects.make(row["name"], row["kind"])
    speaker.kind, speaker.description = row["kind"], row["description"]
    speaker.save(update_fields=["kind", "description"])
    known = {alias.text for alias in speaker.aliases.all()}
    for text in _listed(row["aliases"]):
        if text not in known:
            speaker.aliases.create(text=text)
    for role in _listed(row["roles"]):
        title, since, until = (part.strip() for part in role.split(";"))
        speaker.roles.get_or_create(title=title, since=_day(since), until=_day(until))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table)


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _day(words: str) -> date | None:
    return date.fromisoformat(words) if words else None


def remove_sample() -> dict[str, int]:
    """Take the sample out: its articles, and the outlets and speakers that only they had.

    Returns how many of each went. Articles that anybody else ingested stay, and so does every
    outlet and speaker that they name.
    """
    with transaction.atomic():
        articles = Article.objects.filter(batch__is_sample=True)
        speakers = list(Speaker.objects.filter(_sample_speakers()).values_list("pk", flat=True))
        outlets = list(Outlet.objects.filter(_sample_outlets()).values_list("pk", flat=True))
        counts = {"articles": articles.count()}
        Statement.objects.filter(article__in=articles).delete()
        articles.update(current_version=None)
        articles.delete()
        left = Speaker.objects.filter(pk__in=speakers, statements__isnull=True, merged__isnull=True)
        counts["speakers"] = left.count()
        left.delete()
        unprinted = Outlet.objects.filter(pk__in=outlets, articles__isnull=True)
        counts["outlets"] = unprinted.count()
        unprinted.delete()
        ImportBatch.objects.filter(is_sample=True).delete()
    return counts


def _sample_speakers() -> Q:
    cast = [row["name"] for row in _rows("speakers.csv")]
    return Q(statements__article__batch__is_sample=True) | Q(name__in=cast)


def _sample_outlets() -> Q:
    cast = [row["name"] for row in _rows("outlets.csv")]
    return Q(articles__batch__is_sample=True) | Q(name__in=cast)
