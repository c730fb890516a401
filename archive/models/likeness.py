"""Which speakers may be one: alike in name, or called the same. Suggests, never decides.

Names are compared inside blocks only (the same last word, the same beginning, the same alias), so
that the work grows with the archive and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from archive.models.identity import Act, IdentityDecision
from archive.models.speaker import Speaker, SpeakerAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

# Of 100. "adelheid voss" and "adelheit voss" have 92, "ada voss" and "ida voss" 88,
# "harbour office" and "harbour police" 71.
ALIKE = 90
# A block of more speakers is a common last name or beginning, and says too little.
LARGEST_BLOCK = 60
BEGINNING = 6  # letters


class Known(NamedTuple):
    """A speaker as it is compared: its name and aliases normalised."""

    pk: int
    world: bool  # of the sample, or not
    name: str
    aliases: frozenset[str]


class Suggestion(NamedTuple):
    """Two speakers that may be one, how sure that is (0 to 100), and why."""

    score: float
    first: int
    second: int
    why: str


def suggestions(most: int) -> list[Suggestion]:
    """Return the likeliest merges of the archive, without those that a person turned down."""
    apart = IdentityDecision.objects.in_force().filter(act=Act.DISTINCT)
    told = {frozenset(pair) for pair in apart.values_list("speaker", "other")}
    found = (one for one in alike(_known()) if frozenset((one.first, one.second)) not in told)
    return sorted(found, key=lambda one: (-one.score, one.first, one.second))[:most]


def _known() -> list[Known]:
    called: dict[int, set[str]] = defaultdict(set)
    deciding = SpeakerAlias.objects.filter(ambiguous=False)
    for speaker, text in deciding.values_list("speaker", "normalised"):
        called[speaker].add(text)
    rows = Speaker.objects.listed().order_by("pk")
    return [
        Known(pk, world, name, frozenset(called.get(pk, ())))
        for pk, world, name in rows.values_list("pk", "is_sample", "normalised_name")
    ]


def alike(speakers: Iterable[Known]) -> Iterable[Suggestion]:
    """Yield each pair of speakers that may be one, once."""
    blocks: dict[tuple[bool, str], list[Known]] = defaultdict(list)
    for speaker in speakers:
        for key in _keys(speaker):
            blocks[speaker.world, key].append(speaker)
    seen = set()
    for block in blocks.values():
        if len(block) > LARGEST_BLOCK:
            continue
        for first, second in combinations(block, 2):
            pair = (first.pk, second.pk)
            if pair in seen:
                continue
            seen.add(pair)
            if reason := _reason(first, second):
                yield Suggestion(reason[0], *pair, reason[1])


def _keys(speaker: Known) -> set[str]:
    keys = {f"= {name}" for name in (speaker.name, *speaker.aliases)}
    words = speaker.name.split()
    if len(words) > 1:
        keys |= {f"… {words[-1]}", f"{speaker.name[:BEGINNING]} …", " ".join(sorted(words))}
    return keys


def _reason(first: Known, second: Known) -> tuple[float, str] | None:
    shared = ({first.name} | first.aliases) & ({second.name} | second.aliases)
    if shared:
        return 100, f"both are called “{min(shared)}”"
    words, others = first.name.split(), second.name.split()
    if len(words) < 2 or len(others) < 2:
        return None
    if _are_initials(words, others):
        return 96, "the same last name, and the initials fit"
    if sorted(words) == sorted(others):
        return 98, "the same words in another order"
    if set(words) < set(others) or set(others) < set(words):
        return 94, "one name is a part of the other"
    ratio = fuzz.ratio(first.name, second.name)
    return (ratio, "the names are spelled alike") if ratio >= ALIKE else None


def _are_initials(words: list[str], others: list[str]) -> bool:
    """Say whether "a. voss" may be "ada voss": at least one is an initial, none contradicts."""
    if words[-1] != others[-1] or len(words) != len(others):
        return False
    pairs = [(a.rstrip("."), b.rstrip(".")) for a, b in zip(words[:-1], others[:-1], strict=True)]
    fits = all(a.startswith(b) or b.startswith(a) for a, b in pairs)
    return fits and any(min(len(a), len(b)) == 1 for a, b in pairs)
