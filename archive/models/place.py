"""Where articles were read, and what the last reading there was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, models

from archive.models.article import Article

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID


class PlaceQuerySet(models.QuerySet["Place"]):
    """Places, asked for in the archive's words."""

    def remember(self, readings: Mapping[UUID, tuple[UUID, int]]) -> None:
        """Note, by place, the reading that was stored last and the id of its article."""
        if not readings:
            return
        keys = sorted(readings)  # two ingests at once take the rows in one order
        with connection.cursor() as cursor:
            cursor.execute(
                """INSERT INTO archive_place (key, reading, article_id)
                   SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::bigint[])
                   ON CONFLICT (key) DO UPDATE
                   SET reading = EXCLUDED.reading, article_id = EXCLUDED.article_id""",
                [keys, *map(list, zip(*(readings[key] for key in keys), strict=True))],
            )


class Place(models.Model):
    """A file, record or address, with the reading that was stored from it last.

    The same bytes, read in the same way, from the same place, change nothing: they need not be
    read again. Nothing but time is lost with these rows.
    """

    key = models.UUIDField(primary_key=True, help_text="Of the origin: half its SHA-256.")
    reading = models.UUIDField(help_text="Of bytes, given facts and cleaner: half their SHA-256.")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="places")

    objects = PlaceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.key}: {self.reading}"
