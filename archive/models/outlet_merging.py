"""Two outlets that are one: articles, statements and the address go over; undone as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from archive.models.article import Article
from archive.models.bulk import Done
from archive.models.outlet import Outlet
from archive.models.statement import Statement
from archive.models.together import latest_of_transaction

if TYPE_CHECKING:
    from django.db.models import QuerySet

FACTS = ("language", "country")  # that the survivor takes over where it has none


def obstacle(outlet: Outlet, survivor: Outlet) -> str:
    """Return why the one cannot go up in the other, in words, or ""."""
    if outlet.pk == survivor.pk:
        return f"{outlet} cannot be merged with itself."
    for one in (outlet, survivor):
        if one.merged_into_id is not None:
            return f"{one} is merged already, into {one.merged_into}."
    return ""


@transaction.atomic
def merge_outlets(outlet: Outlet, survivor: Outlet) -> Done:
    """Let `outlet` go up in `survivor`; returns how many articles went over.

    Later ingests give what is printed under its name to the survivor. Raises ValueError, in
    words, when the two cannot be merged.
    """
    rows: QuerySet[Outlet] = Outlet.objects.select_for_update().order_by("pk")
    both = rows.in_bulk([outlet.pk, survivor.pk])
    outlet, survivor = both[outlet.pk], both[survivor.pk]
    if why := obstacle(outlet, survivor):
        raise ValueError(why)
    own = Article.objects.filter(outlet=outlet)
    ids = list(own.order_by("pk").select_for_update().values_list("pk", flat=True))
    count = Article.objects.filter(pk__in=ids).update(outlet=survivor)
    Statement.objects.filter(outlet=outlet).update(outlet=survivor)
    _take_over(outlet, survivor)
    Outlet.objects.filter(merged_into=outlet).update(merged_into=survivor)
    Outlet.objects.filter(pk=outlet.pk).update(merged_into=survivor)
    return Done(count, latest_of_transaction())


def _take_over(outlet: Outlet, survivor: Outlet) -> None:
    facts = {name: getattr(outlet, name) for name in FACTS if not getattr(survivor, name)}
    domains = [*survivor.domains, *(d for d in outlet.domains if d not in survivor.domains)]
    Outlet.objects.filter(pk=survivor.pk).update(domains=domains, **facts)
