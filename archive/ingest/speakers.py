"""Names as articles give them → Speaker rows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F, TextField, Value
from django.db.models.functions import Concat, Replace

from archive.models import Speaker, Statement
from archive.models.speaker import SpeakerKind
from archive.models.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from archive.extraction import Quotation

LONGEST_NAME = 200


def speakers_of(quotations: Iterable[Quotation]) -> dict[str, Speaker]:
    """Return the speaker of each name that the quotations carry, new ones made.

    A name that is the ambiguous alias of several speakers gets a row of its own: the archive
    says that nobody has decided, it never guesses.
    """
    wanted: dict[str, str] = {}
    for quotation in quotations:
        if quotation.speaker:
            kind = SpeakerKind.BODY if quotation.speaker_is_body else SpeakerKind.PERSON
            wanted.setdefault(quotation.speaker[:LONGEST_NAME], kind)
    return {name: _speaker(name, kind) for name, kind in sorted(wanted.items())}


def _speaker(name: str, kind: str) -> Speaker:
    known = Speaker.objects.called(name)
    if known is None:
        try:
            with transaction.atomic():
                known = Speaker.objects.make(name, kind)
        except IntegrityError:
            # Another ingest made it meanwhile, or the name is an alias of two speakers and has
            # a row of its own already.
            known = Speaker.objects.get_by_name(name)
    return known


def settle_last_names() -> int:
    """Give statements by a bare last name to the archive's only speaker of that last name.

    Works from the whole archive, so that the order in which articles came in does not count,
    and takes the link back when a second speaker of that last name appears. What a person has
    decided stays. Returns the number of statements that changed their speaker.
    """
    people = Speaker.objects.listed().filter(kind=SpeakerKind.PERSON)
    bearers: dict[str, list[Speaker]] = defaultdict(list)
    bare: list[Speaker] = []
    for speaker in people.order_by("pk").only("pk", "name", "normalised_name"):
        first, _, last = speaker.normalised_name.rpartition(" ")
        if first:
            bearers[last].append(speaker)
        else:
            bare.append(speaker)
    return sum(_settle(short, bearers[short.normalised_name]) for short in bare)


def _settle(short: Speaker, bearers: list[Speaker]) -> int:
    machine = Statement.objects.filter(status=Status.MACHINE, name=short.name)
    owner = bearers[0] if len(bearers) == 1 else short
    moved = 0
    for wrong in {short, *bearers} - {owner}:
        moved += _move(machine.filter(speaker=wrong), wrong, owner, short)
    return moved


def _move(statements: QuerySet[Statement], wrong: Speaker, owner: Speaker, short: Speaker) -> int:
    added, taken = _why(owner, short), _why(wrong, short)
    return statements.update(
        speaker=owner,
        resolution=Concat(Replace(F("resolution"), _text(taken), _text("")), _text(added)),
    )


def _text(words: str) -> Value:
    return Value(words, output_field=TextField())


def _why(owner: Speaker, short: Speaker) -> str:
    if owner == short:
        return ""
    return f"; {short.name} → {owner.name}: the archive’s only speaker of this last name"
