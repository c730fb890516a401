"""One decision about many statements: signed at one moment, in one transaction, undone as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from archive.models.statement import Statement
from archive.models.status import Status
from archive.models.together import latest_of_transaction
from archive.search import SHOWN

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

    from archive.models.history import Change
    from archive.models.speaker import Speaker

CHUNK = 5000  # rows in one UPDATE


@dataclass(frozen=True, slots=True)
class Done:
    """How many rows a decision changed, and one of its changes: the way to undo all of them."""

    count: int
    change: Change | None


def check_each(rows: QuerySet[Statement], by: User, reason: str = "") -> Done:
    """Confirm the machine's statements among `rows`, signed."""
    given = {"reason": reason} if reason else {}
    return _decide(rows.filter(status=Status.MACHINE), by, status=Status.CHECKED, **given)


def hide_each(rows: QuerySet[Statement], by: User, reason: str) -> Done:
    """Take those of `rows` that are shown out of the public pages, signed and with a reason."""
    return _decide(rows.filter(status__in=SHOWN), by, status=Status.HIDDEN, reason=reason)


def unhide_each(rows: QuerySet[Statement], by: User) -> Done:
    """Show the hidden ones of `rows` again, as checked; the reason for hiding them goes."""
    return _decide(rows.filter(status=Status.HIDDEN), by, status=Status.CHECKED, reason="")


def give_each(rows: QuerySet[Statement], speaker: Speaker, by: User, reason: str = "") -> Done:
    """Give those of `rows` that are shown and another's to `speaker`, signed."""
    others = rows.filter(status__in=SHOWN).exclude(speaker=speaker)
    return _decide(others, by, status=Status.EDITED, speaker=speaker, reason=reason)


@transaction.atomic
def _decide(rows: QuerySet[Statement], by: User, **values: Any) -> Done:
    # Locked in the order of their ids, as everywhere, so that no two can wait for each other.
    locked = rows.order_by("pk").select_for_update(of=("self",))
    ids = list(locked.values_list("pk", flat=True))
    values |= {"decided_by": by, "decided_at": timezone.now()}
    for at in range(0, len(ids), CHUNK):
        Statement.objects.filter(pk__in=ids[at : at + CHUNK]).update(**values)
    return Done(len(ids), latest_of_transaction() if ids else None)
