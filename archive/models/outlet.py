"""Who printed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower

from archive.models.addresses import address_of
from archive.models.few import few_statements, number_of_statements
from archive.models.slug import unused_slug

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

LONGEST_NAME = 200  # characters


class OutletQuerySet(models.QuerySet["Outlet"]):
    """Outlets, asked for in the archive's words."""

    def listed(self) -> Self:
        """Leave out the merged ones."""
        return self.filter(merged_into__isnull=True)

    def named(self, name: str) -> Outlet:
        """Return the outlet of this name (case ignored), made when there is none.

        A merged one leads to the one it was merged into. A name too long for its column is cut.
        """
        name = name[:LONGEST_NAME]
        return self._called(name) or self._make(name)

    def named_each(self, names: Iterable[str]) -> dict[str, Outlet]:
        """Return the outlet of each name as `named` does, known ones in one query."""
        lowered = self.alias(lowered=Lower("name"))
        wanted = {name: name[:LONGEST_NAME].lower() for name in names}
        rows = lowered.select_related("merged_into").filter(lowered__in=wanted.values())
        known = {row.name.lower(): row.merged_into or row for row in rows}
        # In order, so that two ingests cannot wait for each other.
        return {name: known.get(wanted[name]) or self.named(name) for name in sorted(wanted)}

    def _called(self, name: str) -> Outlet | None:
        # LOWER on both sides, as in the unique index: UPPER tells “ẞ” and “ß” apart.
        lowered = self.alias(lowered=Lower("name")).select_related("merged_into")
        found = lowered.filter(lowered=Lower(models.Value(name))).first()
        return (found.merged_into or found) if found else None

    def _make(self, name: str) -> Outlet:
        try:
            with transaction.atomic():
                return self.create(name=name, slug=unused_slug(self, name))
        except IntegrityError:
            # Another ingest made it meanwhile, or has taken the slug for a name much like it.
            return self._called(name) or self.create(name=name, slug=unused_slug(self, name))

    def with_counts(self) -> Self:
        """Annotate `statement_count` (shown statements) and sort by it, largest first."""
        count = number_of_statements("outlet")
        return self.listed().annotate(statement_count=count).order_by("-statement_count", "name")

    def named_like(self, words: str) -> Self:
        """Keep those in whose names every one of the words begins a word, case ignored."""
        rows = self.listed()
        for word in words.split():
            begins = models.Q(name__istartswith=word) | models.Q(name__icontains=f" {word}")
            rows = rows.filter(begins)
        return rows

    def with_few_counts(self, most: int) -> list[Outlet]:
        """Return at most so many by name, `statement_count` one of few_statements."""
        return list(self.annotate(statement_count=few_statements("outlet")).order_by("name")[:most])


class Outlet(models.Model):
    """A newspaper, agency, site or station that published articles."""

    name = models.CharField(max_length=LONGEST_NAME)
    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    domains = ArrayField(models.CharField(max_length=253), default=list, blank=True)
    language = models.CharField(max_length=12, blank=True)
    country = models.CharField(max_length=80, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )

    objects = OutletQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(Lower("name"), name="outlet_name_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="outlet_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True)
                | ~models.Q(merged_into=models.F("pk")),
                name="outlet_not_merged_into_itself",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the outlet's page."""
        return address_of("outlet", self.slug)
