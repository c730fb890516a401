"""One speaker that is two: a part goes to somebody else, and comes back when that is undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from archive.models.identity import Act, IdentityDecision, locked
from archive.models.merging import Undone, obstacle
from archive.models.releasing import release
from archive.models.speaker import Role, Speaker, SpeakerAlias
from archive.models.statement import Statement
from archive.models.status import Status

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Part:
    """What goes to the other speaker, by ids, and why."""

    statements: Collection[int] = ()
    aliases: Collection[int] = ()
    roles: Collection[int] = ()
    reason: str = ""


@transaction.atomic
def split(speaker: Speaker, part: Part, other: Speaker, by: User) -> IdentityDecision:
    """Give a part of `speaker` to `other`, signed.

    Machine statements become decisions of this person, which no later reading takes back; those
    that somebody decided about keep their signature. Raises ValueError, with the reason in words,
    when nothing would move or `other` cannot take it.
    """
    speaker, other = locked(speaker, other)
    if why := obstacle(speaker, other):
        raise ValueError(why.replace("merged with", "split from"))
    decision = IdentityDecision(
        act=Act.SPLIT, speaker=speaker, other=other, by=by, reason=part.reason
    )
    _move_statements(decision, part)
    known = other.aliases.values("normalised")
    aliases = speaker.aliases.filter(pk__in=part.aliases).exclude(normalised__in=known)
    decision.aliases = list(aliases.values_list("pk", flat=True))
    decision.roles = list(speaker.roles.filter(pk__in=part.roles).values_list("pk", flat=True))
    if not (decision.statements or decision.aliases or decision.roles):
        raise ValueError("Nothing was chosen that could go to the other speaker.")
    SpeakerAlias.objects.filter(pk__in=decision.aliases).update(speaker=other)
    Role.objects.filter(pk__in=decision.roles).update(speaker=other)
    decision.save()
    return decision


def _move_statements(decision: IdentityDecision, part: Part) -> None:
    rows = Statement.objects.filter(speaker=decision.speaker, pk__in=part.statements)
    found = dict(rows.order_by("pk").select_for_update().values_list("pk", "status"))
    decision.statements = list(found)
    decision.signed = [pk for pk, status in found.items() if status == Status.MACHINE]
    moved = Statement.objects.filter(pk__in=decision.statements)
    moved.update(speaker=decision.other)
    moved.filter(pk__in=decision.signed).update(
        status=Status.EDITED, decided_by=decision.by, decided_at=decision.at, reason=part.reason
    )


@transaction.atomic
def undo_split(decision: IdentityDecision, by: User) -> Undone:
    """Bring the part back, as far as it still stands where the split put it.

    What the split signed is the machine's again, unless somebody decided about it since. The other
    speaker keeps its page, empty or not.
    """
    decision.speaker, decision.other = locked(decision.speaker, decision.other)
    if decision.is_in_force and (decision.speaker.merged_into or decision.other.merged_into):
        raise ValueError("One of the two was merged since: undo that merge first.")
    decision.mark_undone(by)
    rows = Statement.objects.filter(pk__in=decision.statements, speaker=decision.other)
    back = list(rows.order_by("pk").select_for_update().values_list("pk", flat=True))
    moved = Statement.objects.filter(pk__in=back)
    moved.update(speaker=decision.speaker)
    release(moved.filter(pk__in=decision.signed, decided_at=decision.at, decided_by=decision.by))
    has = decision.speaker.aliases.values("normalised")
    aliases = SpeakerAlias.objects.filter(pk__in=decision.aliases, speaker=decision.other)
    aliases.exclude(normalised__in=has).update(speaker=decision.speaker)
    roles = Role.objects.filter(pk__in=decision.roles, speaker=decision.other)
    roles.update(speaker=decision.speaker)
    return Undone(back=len(back), left=sorted(set(decision.statements) - set(back)))
