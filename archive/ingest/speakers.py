"""Names as articles give them → Speaker rows.

The speakers of the bundled sample are a world of their own: no article of the reader's ever gives
its words to an invented person, or the other way round.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, TextField, Value
from django.db.models.functions import Concat, Replace

from archive.extraction import KnownRole, KnownSpeaker, KnownSpeakers
from archive.models import Speaker, SpeakerAlias, Statement
from archive.models.names import normalised
from archive.models.speaker import LONGEST_NAME, SpeakerKind
from archive.models.status import Status
from archive.search import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.extraction import Quotation

ATTEMPTS = 3  # at making a speaker while another ingest makes one of the same name or slug


def known_speakers(*, is_sample: bool) -> KnownSpeakers:
    """Return what people entered of speakers, for the extractor: aliases that decide, and roles.

    Only that: a table of what earlier articles named would make the order of articles count.
    """
    entered = Q(aliases__isnull=False) | Q(roles__isnull=False)
    rows = Speaker.objects.listed().filter(entered, is_sample=is_sample).distinct()
    return KnownSpeakers(_known(row) for row in rows.prefetch_related("aliases", "roles"))


def _known(speaker: Speaker) -> KnownSpeaker:
    return KnownSpeaker(
        name=speaker.name,
        kind=speaker.kind,
        aliases=tuple(alias.text for alias in speaker.aliases.all() if not alias.ambiguous),
        roles=tuple(
            # The archive keeps the last day in office, the extractor takes the day after it.
            KnownRole(role.title, role.since, role.until and role.until + timedelta(days=1))
            for role in speaker.roles.all()
        ),
    )


def speakers_of(quotations: Iterable[Quotation], *, is_sample: bool) -> dict[str, Speaker]:
    """Return the speaker of each name that the quotations carry, new ones made.

    A name that is the ambiguous alias of several speakers gets a row of its own: the archive
    says that nobody has decided, it never guesses.
    """
    wanted: dict[str, str] = {}
    for quotation in quotations:
        if quotation.speaker:
            kind = SpeakerKind.BODY if quotation.speaker_is_body else SpeakerKind.PERSON
            wanted.setdefault(quotation.speaker[:LONGEST_NAME], kind)
    # In the order of the unique index, so that two ingests cannot wait for each other.
    names = sorted(wanted, key=normalised)
    return {name: _speaker(name, wanted[name], is_sample) for name in names}


def _speaker(name: str, kind: str, is_sample: bool) -> Speaker:
    rows = Speaker.objects.filter(is_sample=is_sample)
    for attempt in range(ATTEMPTS):
        known = rows.called(name) or rows.filter(normalised_name=normalised(name)).first()
        if known:
            return known.merged_into or known
        try:
            with transaction.atomic():
                return Speaker.objects.make(name, kind, is_sample=is_sample)
        except IntegrityError:
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("the last attempt returns or raises")


def settle_last_names() -> int:
    """Give statements by a bare last name to the archive's only speaker of that last name.

    Works from the whole archive, so that the order in which articles came in does not count,
    and takes the link back when a second speaker of that last name appears. What a person has
    decided stays: checked statements, and every name that is somebody's alias. Returns the
    number of statements that changed their speaker.
    """
    return sum(_settle_world(is_sample) for is_sample in (False, True))


def _settle_world(is_sample: bool) -> int:
    people = Speaker.objects.listed().filter(kind=SpeakerKind.PERSON, is_sample=is_sample)
    bare, bearers = _bare_and_bearers(people.filter(_is_somebody()).order_by("pk"))
    aliases = set(SpeakerAlias.objects.values_list("normalised", flat=True))
    owners = {
        short: bearers[name][0] if len(bearers[name]) == 1 else short
        for name, short in bare.items()
        if name not in aliases
    }
    machine = Statement.objects.filter(status=Status.MACHINE)
    # The rows as they are, in one query; only what is wrong is written.
    given = machine.filter(name__in=[short.name for short in owners]).order_by()
    pairs = set(given.values_list("name", "speaker"))
    by_name = {short.name: (short, owner) for short, owner in owners.items()}
    return sum(
        _move(by_name[name][0], by_name[name][1], wrong)
        for name, wrong in pairs
        if wrong is not None and wrong != by_name[name][1].pk
    )


def _is_somebody() -> Q:
    """Leave out names that a withdrawn reading left behind: they are no bearers."""
    heard = Statement.objects.filter(status__in=SHOWN).filter(
        Q(speaker=OuterRef("pk")) | Q(name=OuterRef("name"))
    )
    entered = Q(aliases__isnull=False) | Q(roles__isnull=False) | ~Q(description="")
    return Exists(heard) | entered


def _bare_and_bearers(
    people: Iterable[Speaker],
) -> tuple[dict[str, Speaker], dict[str, list[Speaker]]]:
    bearers: dict[str, list[Speaker]] = defaultdict(list)
    bare: dict[str, Speaker] = {}
    for speaker in dict.fromkeys(people):
        first, _, last = speaker.normalised_name.rpartition(" ")
        if first:
            bearers[last].append(speaker)
        else:
            bare[last] = speaker
    return bare, bearers


def _move(short: Speaker, owner: Speaker, wrong: int) -> int:
    former = Speaker.objects.get(pk=wrong)
    added, taken = _why(owner, short), _why(former, short)
    resolution = Concat(Replace(F("resolution"), _text(taken), _text("")), _text(added))
    rows = Statement.objects.filter(status=Status.MACHINE, name=short.name, speaker=former)
    return rows.update(speaker=owner, resolution=resolution)


def _text(words: str) -> Value:
    return Value(words, output_field=TextField())


def _why(owner: Speaker, short: Speaker) -> str:
    if owner == short:
        return ""
    return f"; {short.name} → {owner.name}: the archive’s only speaker of this last name"
