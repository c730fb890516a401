"""Short readable addresses."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from django.utils.text import slugify

LONGEST_SLUG = 70


def slug_of(model: type[Model], name: str) -> str:
    """Return `name` as a slug; letters of every alphabet stay, a name without any is "speaker"."""
    base = slugify(name, allow_unicode=True)[:LONGEST_SLUG].strip("-")
    return base or model._meta.model_name or "row"


def unused_slug(rows: QuerySet[Any], name: str) -> str:
    """Return `name` as a slug that no row has yet: `ada-voss`, then `ada-voss-2`, …

    Letters of every alphabet stay: a Russian name keeps a readable address.
    """
    base = slug_of(rows.model, name)
    taken = set(rows.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
