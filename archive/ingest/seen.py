"""Pages that were stored before, just so: known by their place and bytes, without reading them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from uuid import UUID

from archive.ingest import edition
from archive.models import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.ingest.metadata import Given
    from archive.ingest.page import Page


def place_of(origin: str) -> UUID:
    """Return the key of a place."""
    return _half(origin)


def reading_of(page: Page, *given: Given) -> UUID:
    """Return a digest of all that the reading of a page depends on.

    The page with what is known of it, the facts that the operator gives, and the code that
    cleans; not the extractor, whose new versions are `manage.py reextract`'s to apply.
    """
    about = (page.source, page.media_type, page.address, page.charset, given, edition.cleaner())
    return _half(repr(about), hashlib.sha256(page.body).hexdigest())


def seen(pairs: Iterable[tuple[UUID, UUID]]) -> set[tuple[UUID, UUID]]:
    """Return those pairs of place and reading that are stored."""
    wanted = set(pairs)
    if not wanted:
        return set()
    rows = Place.objects.filter(key__in=[place for place, _ in wanted])
    return wanted & set(rows.values_list("key", "reading"))


def _half(*words: str) -> UUID:
    digest = hashlib.sha256("\x1f".join(words).encode("utf-8", "surrogatepass")).digest()
    return UUID(bytes=digest[:16])
