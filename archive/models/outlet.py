"""Who printed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from archive.models.slug import unused_slug
from archive.search import SHOWN

if TYPE_CHECKING:
    from typing import Self


class OutletQuerySet(models.QuerySet["Outlet"]):
    """Outlets, asked for in the archive's words."""

    def named(self, name: str) -> Outlet:
        """Return the outlet of this name (case ignored), made when there is none."""
        outlet = self.filter(name__iexact=name).first()
        if outlet is None:
            outlet = self.create(name=name, slug=unused_slug(self, name))
        return outlet

    def with_counts(self) -> Self:
        """Annotate `statement_count` (shown statements) and sort by it, largest first."""
        shown = models.Q(statements__status__in=SHOWN)
        return self.annotate(
            statement_count=models.Count("statements", filter=shown),
        ).order_by("-statement_count", "name")


class Outlet(models.Model):
    """A newspaper, agency, site or station that published articles."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    domains = ArrayField(models.CharField(max_length=253), default=list, blank=True)
    language = models.CharField(max_length=12, blank=True)
    country = models.CharField(max_length=80, blank=True)

    objects = OutletQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(Lower("name"), name="outlet_name_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="outlet_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the outlet's page."""
        return reverse("outlet", args=[self.slug])
