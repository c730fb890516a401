"""Two speakers that are one: what would move, moving it, and taking it back to the row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from archive.models.identity import Act, IdentityDecision, locked
from archive.models.names import normalised
from archive.models.speaker import Role, Speaker, SpeakerAlias
from archive.models.statement import Statement
from archive.models.status import Status

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FACTS = ("description", "wikidata_id")  # that the survivor takes over where it has none


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge would do."""

    statements: dict[str, int]  # status in words → how many go over
    aliases: list[str]  # that the survivor gets
    roles: list[Role]
    addresses: list[str]  # that will lead to the survivor
    facts: dict[str, str]
    warnings: list[str]


@dataclass(slots=True)
class Undone:
    """What taking a decision back did, and what it had to leave."""

    back: int = 0  # statements
    since: int = 0  # of these, stored after the decision under the name
    left: list[int] = field(default_factory=list)  # statements that stand elsewhere by now
    notes: list[str] = field(default_factory=list)


def obstacle(speaker: Speaker, survivor: Speaker) -> str:
    """Return why the one cannot go up in the other, in words, or ""."""
    if speaker.pk == survivor.pk:
        return f"{speaker.name} cannot be merged with itself."
    for one in (speaker, survivor):
        if one.merged_into_id is not None:
            return f"{one.name} is merged already, into {one.merged_into}."
    if speaker.is_sample != survivor.is_sample:
        return "The bundled sample is a world of its own: nobody is in it and outside of it."
    return ""


def preview(speaker: Speaker, survivor: Speaker) -> Preview:
    """Return what merging `speaker` into `survivor` would move."""
    statuses = Counter(dict(Statement.objects.filter(speaker=speaker).by_status()))
    earlier = Speaker.objects.filter(merged_into=speaker)
    new, _ = _aliases(speaker, survivor)
    own_name = [] if _is_called(survivor, speaker.name) else [speaker.name]
    return Preview(
        {str(status.label): statuses[status.value] for status in Status if statuses[status.value]},
        own_name + [alias.text for alias in new],
        _new_roles(speaker, survivor),
        [speaker.get_absolute_url(), *(one.get_absolute_url() for one in earlier)],
        _missing_facts(speaker, survivor),
        _warnings(speaker, survivor),
    )


def _warnings(speaker: Speaker, survivor: Speaker) -> list[str]:
    found = []
    both = speaker.wikidata_id, survivor.wikidata_id
    if all(both) and both[0] != both[1]:
        found.append(f"They have two Wikidata ids, {both[0]} and {both[1]}: probably two people.")
    if speaker.kind != survivor.kind:
        found.append(f"One is a {speaker.get_kind_display()}, the other a {survivor.kind}.")
    apart = IdentityDecision.objects.in_force().filter(
        act=Act.DISTINCT, speaker__in=(speaker, survivor), other__in=(speaker, survivor)
    )
    found.extend(f"{one.by} told them apart on {one.at:%Y-%m-%d}." for one in apart)
    return found


def _is_called(survivor: Speaker, name: str) -> bool:
    wanted = normalised(name)
    known = survivor.aliases.filter(normalised=wanted)
    return wanted == survivor.normalised_name or known.exists()


def _aliases(speaker: Speaker, survivor: Speaker) -> tuple[list[SpeakerAlias], list[SpeakerAlias]]:
    """Return the aliases that go over, and those that the survivor has already."""
    known = {*survivor.aliases.values_list("normalised", flat=True), survivor.normalised_name}
    # The merged name comes as an alias of its own.
    known.add(speaker.normalised_name)
    own = list(speaker.aliases.all())
    return (
        [alias for alias in own if alias.normalised not in known],
        [alias for alias in own if alias.normalised in known],
    )


def _new_roles(speaker: Speaker, survivor: Speaker) -> list[Role]:
    known = set(survivor.roles.values_list("title", "since", "until"))
    return [
        role for role in speaker.roles.all() if (role.title, role.since, role.until) not in known
    ]


def _missing_facts(speaker: Speaker, survivor: Speaker) -> dict[str, str]:
    return {
        fact: getattr(speaker, fact)
        for fact in FACTS
        if getattr(speaker, fact) and not getattr(survivor, fact)
    }


@transaction.atomic
def merge(speaker: Speaker, survivor: Speaker, by: User, reason: str = "") -> IdentityDecision:
    """Let `speaker` go up in `survivor`: statements, aliases, roles, addresses; signed.

    What a person decided about a statement stays as it is, signature included. Raises ValueError,
    with the reason in words, when the two cannot be merged.
    """
    speaker, survivor = locked(speaker, survivor)
    if why := obstacle(speaker, survivor):
        raise ValueError(why)
    decision = IdentityDecision(
        act=Act.MERGE, speaker=speaker, other=survivor, by=by, reason=reason
    )
    decision.standing = _under_name(speaker, survivor)
    decision.statements = _move_statements(speaker, survivor)
    _move_names(decision)
    decision.roles = [role.pk for role in _new_roles(speaker, survivor)]
    Role.objects.filter(pk__in=decision.roles).update(speaker=survivor)
    facts = _missing_facts(speaker, survivor)
    decision.filled = list(facts)
    _set(survivor, facts)
    _redirect(decision)
    decision.save()
    return decision


def _move_statements(speaker: Speaker, survivor: Speaker) -> list[int]:
    rows = Statement.objects.filter(speaker=speaker).order_by("pk").select_for_update()
    moved = list(rows.values_list("pk", flat=True))
    Statement.objects.filter(pk__in=moved).update(speaker=survivor)
    return moved


def _under_name(speaker: Speaker, survivor: Speaker) -> list[int]:
    """Return the machine's statements of `survivor` that articles give under `speaker`'s name."""
    machine = Statement.objects.filter(speaker=survivor, status=Status.MACHINE).order_by()
    names = [
        name
        for name in machine.values_list("name", flat=True).distinct()
        if normalised(name) == speaker.normalised_name
    ]
    return list(machine.filter(name__in=names).values_list("pk", flat=True))


def _move_names(decision: IdentityDecision) -> None:
    speaker, survivor = decision.speaker, decision.other
    new, known = _aliases(speaker, survivor)
    decision.aliases = [alias.pk for alias in new]
    SpeakerAlias.objects.filter(pk__in=decision.aliases).update(speaker=survivor)
    decision.silenced = [alias.pk for alias in known if not alias.ambiguous]
    SpeakerAlias.objects.filter(pk__in=decision.silenced).update(ambiguous=True)
    if not _is_called(survivor, speaker.name):
        decision.added_aliases = [survivor.aliases.create(text=speaker.name).pk]


def _set(speaker: Speaker, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        setattr(speaker, name, value)
    if facts:
        speaker.save(update_fields=list(facts))


def _redirect(decision: IdentityDecision) -> None:
    """Let the merged speaker lead to the survivor, and so all who led to it: one step each."""
    earlier = Speaker.objects.filter(merged_into=decision.speaker)
    decision.led_here = list(earlier.values_list("pk", flat=True))
    earlier.update(merged_into=decision.other)
    _set(decision.speaker, {"merged_into": decision.other})


@transaction.atomic
def undo_merge(decision: IdentityDecision, by: User) -> Undone:
    """Give the merged speaker back what the merge took, as far as it still stands there.

    Machine statements that came in since under its name come along, as they would without the
    merge. Raises ValueError when a later merge must be undone first.
    """
    decision.speaker, decision.other = locked(decision.speaker, decision.other)
    if decision.speaker.merged_into_id != decision.other.pk and decision.is_in_force:
        raise ValueError(
            f"{decision.speaker.name} leads to {decision.speaker.merged_into} by now:"
            " undo the later merge first."
        )
    decision.mark_undone(by)
    undone = Undone()
    _statements_back(decision, undone)
    _names_back(decision, undone)
    moved = Role.objects.filter(pk__in=decision.roles, speaker=decision.other)
    moved.update(speaker=decision.speaker)
    taken = [
        f for f in decision.filled if getattr(decision.other, f) == getattr(decision.speaker, f)
    ]
    _set(decision.other, dict.fromkeys(taken, ""))
    led = Speaker.objects.filter(pk__in=decision.led_here, merged_into=decision.other)
    led.update(merged_into=decision.speaker)
    _set(decision.speaker, {"merged_into": None})
    return undone


def _statements_back(decision: IdentityDecision, undone: Undone) -> None:
    since = set(_under_name(decision.speaker, decision.other)) - set(decision.standing)
    since -= set(decision.statements)
    rows = Statement.objects.filter(pk__in={*decision.statements, *since}, speaker=decision.other)
    back = set(rows.order_by("pk").select_for_update().values_list("pk", flat=True))
    Statement.objects.filter(pk__in=back).update(speaker=decision.speaker)
    undone.back, undone.since = len(back), len(since & back)
    there = set(Statement.objects.filter(pk__in=decision.statements).values_list("pk", flat=True))
    undone.left = sorted(there - back)


def _names_back(decision: IdentityDecision, undone: Undone) -> None:
    speaker, survivor = decision.speaker, decision.other
    moved = SpeakerAlias.objects.filter(pk__in=decision.aliases, speaker=survivor)
    gone = len(decision.aliases) - moved.update(speaker=speaker)
    if gone:
        undone.notes.append(f"Aliases that somebody removed or gave away since: {gone}.")
    added = survivor.aliases.filter(pk__in=decision.added_aliases)
    as_made = added.filter(
        ambiguous=False, valid_from=None, valid_to=None, normalised=speaker.normalised_name
    )
    as_made.delete()
    undone.notes.extend(f"{alias.text} stays an alias: somebody changed it." for alias in added)
    speaker.aliases.filter(pk__in=decision.silenced).update(ambiguous=False)
