"""A decision taken back: the statement is the machine's again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Value, When

from archive.models.statement import Statement
from archive.models.status import Status

if TYPE_CHECKING:
    from django.db.models import QuerySet


def release(statements: QuerySet[Statement]) -> int:
    """Give statements back to the machine, unsigned; returns how many.

    One whose words a newer version no longer has is withdrawn by that version, as it would have
    been without the decision; the others have the day of their article again.
    """
    ids = list(statements.values_list("pk", flat=True))
    rows = Statement.objects.filter(pk__in=ids)
    unsigned: dict[str, Any] = {"decided_by": None, "decided_at": None, "reason": ""}
    gone = When(dropped_in__isnull=False, then=Value(Status.WITHDRAWN))
    rows.update(status=Case(gone, default=Value(Status.MACHINE)), **unsigned)
    for row in rows.select_related("article").exclude(said_on=F("article__published_at__date")):
        day = {"said_on": row.article.said_on, "said_precision": row.article.said_precision}
        Statement.objects.filter(pk=row.pk).update(**day)
    return len(ids)
