"""Bare last names ("Voss") and the only speaker of that name, settled after each ingest."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Exists, F, Func, OuterRef, Q, TextField, Value
from django.db.models.functions import Concat, Replace

from archive.models import Role, Speaker, SpeakerAlias, Statement
from archive.models.speaker import SpeakerKind
from archive.models.status import Status
from archive.search import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


def settle_last_names() -> int:
    """Give statements by a bare last name to the archive's only speaker of that last name.

    Works from the whole archive, so that the order in which articles came in does not count,
    and takes the link back when a second speaker of that last name appears. What a person has
    decided stays: checked statements, and every name that is somebody's alias. Returns the
    number of statements that changed their speaker.
    """
    return sum(_settle_world(is_sample) for is_sample in (False, True))


def _settle_world(is_sample: bool) -> int:
    bare, bearers = _bare_and_bearers(_bare_names_and_bearers(is_sample).order_by("pk"))
    decided = SpeakerAlias.objects.filter(normalised__in=bare).values_list("normalised", flat=True)
    for last in set(decided):
        del bare[last]
    owners = {
        short.name: (short, bearers[last][0] if len(bearers.get(last, ())) == 1 else short)
        for last, short in bare.items()
    }
    machine = Statement.objects.filter(status=Status.MACHINE, name__in=owners).order_by()
    # The rows as they are, in one query; only what is wrong is written.
    pairs = machine.values_list("name", "speaker").distinct()
    return sum(
        _move(*owners[name], wrong)
        for name, wrong in pairs
        if wrong is not None and wrong != owners[name][1].pk
    )


def _bare_names_and_bearers(is_sample: bool) -> QuerySet[Speaker]:
    """Return people of one name, and those whose last name is one of theirs."""
    people = Speaker.objects.filter(kind=SpeakerKind.PERSON, is_sample=is_sample)
    bare = people.listed().exclude(normalised_name__contains=" ")
    words = (F("normalised_name"), Value(" "), Value(-1))
    last = Func(*words, function="split_part", output_field=TextField())
    named = people.alias(last=last).filter(last__in=bare.values("normalised_name"))
    return named.filter(_is_somebody()).select_related("merged_into")


def _is_somebody() -> Q:
    """Leave out names that a withdrawn reading left behind: they are no bearers."""
    heard = Statement.objects.filter(status__in=SHOWN)
    return (
        ~Q(description="")
        | Q(merged_into__isnull=False)
        | Exists(heard.filter(speaker=OuterRef("pk")))
        | Exists(heard.filter(name=OuterRef("name")))
        | Exists(SpeakerAlias.objects.filter(speaker=OuterRef("pk")))
        | Exists(Role.objects.filter(speaker=OuterRef("pk")))
    )


def _bare_and_bearers(
    people: Iterable[Speaker],
) -> tuple[dict[str, Speaker], dict[str, list[Speaker]]]:
    """Return the speakers of a single name, and last name → who bears it.

    Whoever was merged bears the last name on as whom they became.
    """
    bearers: dict[str, dict[Speaker, None]] = defaultdict(dict)
    bare: dict[str, Speaker] = {}
    for speaker in people:
        first, _, last = speaker.normalised_name.rpartition(" ")
        if first:
            bearers[last][speaker.merged_into or speaker] = None
        elif speaker.merged_into is None:
            bare[last] = speaker
    return bare, {last: list(found) for last, found in bearers.items()}


def _move(short: Speaker, owner: Speaker, wrong: int) -> int:
    former = Speaker.objects.get(pk=wrong)
    added, taken = settled_note(owner, short), settled_note(former, short)
    resolution = Concat(Replace(F("resolution"), _text(taken), _text("")), _text(added))
    rows = Statement.objects.filter(status=Status.MACHINE, name=short.name, speaker=former)
    return rows.update(speaker=owner, resolution=resolution)


def _text(words: str) -> Value:
    return Value(words, output_field=TextField())


def settled_note(owner: Speaker, short: Speaker) -> str:
    """Return what a statement's resolution says at its end once its bare name was settled."""
    if owner == short:
        return ""
    return f"; {short.name} → {owner.name}: the archive’s only speaker of this last name"
