"""Names as articles give them → Speaker rows.

The speakers of the bundled sample are a world of their own: no article of the reader's ever gives
its words to an invented person, or the other way round.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Q, Subquery

from archive.extraction import KnownRole, KnownSpeaker, KnownSpeakers
from archive.models import Speaker, Statement
from archive.models.names import LONGEST_NAME, normalised
from archive.models.speaker import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from archive.extraction import Quotation

ATTEMPTS = 3  # at making a speaker while another ingest makes one of the same name or slug


def known_speakers(*, is_sample: bool) -> KnownSpeakers:
    """Return what people entered of speakers, for the extractor: aliases that decide, and roles.

    Only that: a table of what earlier articles named would make the order of articles count.
    """
    entered = Q(aliases__isnull=False) | Q(roles__isnull=False)
    rows = Speaker.objects.listed().filter(entered, is_sample=is_sample).distinct()
    return KnownSpeakers(_entry(row) for row in rows.prefetch_related("aliases", "roles"))


def _entry(speaker: Speaker) -> KnownSpeaker:
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
    known = _known(wanted, is_sample)
    missing = {name: kind for name, kind in wanted.items() if name not in known}
    if missing:
        _make(missing, is_sample)
        known |= _known(missing, is_sample)
    return known


def speakers_named(quotations: Iterable[Quotation], *, is_sample: bool) -> dict[str, Speaker]:
    """Return what `speakers_of` would, with nothing stored: a new speaker is a row not saved."""
    names = {(quotation.speaker or "")[:LONGEST_NAME] for quotation in quotations} - {""}
    known = _known(names, is_sample)
    return known | {
        name: Speaker(name=name, normalised_name=normalised(name), is_sample=is_sample)
        for name in names - known.keys()
    }


def _known(names: Iterable[str], is_sample: bool) -> dict[str, Speaker]:
    """Return the speaker of each name; of an undecided one, the row that has it for a name."""
    rows = Speaker.objects.filter(is_sample=is_sample)
    called = rows.called_each(names)
    undecided = {normalised(name): name for name in names if name not in called}
    if not undecided:
        return called
    named = rows.filter(normalised_name__in=undecided).select_related("merged_into")
    own = {row.normalised_name: row.merged_into or row for row in named}
    found = {name: own.get(normalised(name)) for name in names if name not in called}
    return called | {name: speaker for name, speaker in found.items() if speaker}


def _make(kinds: Mapping[str, str], is_sample: bool) -> None:
    """Make a speaker of each name that has none; of names that differ in print alone, the first."""
    first: dict[str, str] = {}
    for name in kinds:
        first.setdefault(normalised(name), name)
    # In the order of the unique index, so that two ingests cannot wait for each other.
    names = [first[word] for word in sorted(first)]
    for attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                return Speaker.objects.make_each(
                    {name: kinds[name] for name in names}, is_sample=is_sample
                )
        except IntegrityError:
            if attempt == ATTEMPTS - 1:
                raise
            there = _known(names, is_sample)
            names = [name for name in names if name not in there]


def follow_merges() -> int:
    """Give statements of merged speakers to whom these became; returns how many.

    There are some only when somebody merged a speaker while an article that names it was stored.
    """
    merged = Speaker.objects.filter(merged_into__isnull=False)
    stranded = Statement.objects.filter(speaker__in=merged.values("pk"))
    became = merged.filter(pk=OuterRef("speaker")).values("merged_into")
    return stranded.update(speaker=Subquery(became))
