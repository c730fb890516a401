"""Who judges which drawn statement, blind to the other's word, and what comes of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import BigIntegerField, Count, F, Func, Q, Value

from archive.measures import Agreement, Share, agreement, stratified, wilson
from archive.models.draw import Draw, DrawnStatement, Judgement, Stratum, Verdict

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ENOUGH = 30  # judged statements, before a figure is published
JUDGES = 2  # of one statement
LATEST = 3  # samples, one of which may be published


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a sample says: the share that is right, and how it came about."""

    draw: Draw
    judged: int  # statements with a verdict that says something
    unclear: int
    right: Share | None  # None: nothing judged, or not yet from every part
    verdicts: list[tuple[str, int]]
    agreement: Agreement


def next_for(draw: Draw, by: User) -> DrawnStatement | None:
    """Return a drawn statement for this person: unjudged ones first, then for a second look.

    Each person has another order, so that two at once rarely judge the same. None: all is done.
    """
    rows = draw.drawn.annotate(n=Count("judgements"), own=Count("judgements", Q(judgements__by=by)))
    order = Func(
        F("place"), Value(by.pk, output_field=BigIntegerField()),
        function="hashint8extended", output_field=BigIntegerField(),
    )  # fmt: skip
    waiting = rows.filter(own=0, n__lt=JUDGES).select_related("version", "statement__article")
    return waiting.order_by("n", order).first()


def judge(drawn: DrawnStatement, by: User, verdict: str) -> Judgement:
    """Note what a person says. Raises ValueError for no verdict, or a second one of theirs."""
    if verdict not in Verdict.values:
        raise ValueError("Choose one of the verdicts.")
    made, is_new = Judgement.objects.get_or_create(
        drawn=drawn, by=by, defaults={"verdict": verdict}
    )
    if not is_new:
        raise ValueError("You have judged this one before.")
    return made


def take_back(draw: Draw, by: User) -> DrawnStatement | None:
    """Undo this person's last judgement in a sample; return what it was about."""
    last = Judgement.objects.filter(drawn__draw=draw, by=by).select_related("drawn").last()
    if last is None:
        return None
    last.delete()
    return last.drawn


def estimate(draw: Draw) -> Estimate:
    """Return what the first judgement of each drawn statement says of all it was drawn from."""
    said: dict[int, list[tuple[int, str]]] = defaultdict(list)
    part: dict[int, str] = {}
    rows = Judgement.objects.filter(drawn__draw=draw).order_by("id")
    for pk, stratum, by, verdict in rows.values_list("drawn", "drawn__stratum", "by", "verdict"):
        said[pk].append((by, verdict))
        part[pk] = stratum
    first = {pk: both[0][1] for pk, both in said.items()}
    counts = Counter(first.values())
    clear = {pk: verdict for pk, verdict in first.items() if verdict != Verdict.UNCLEAR}
    by_part: dict[str, tuple[int, int]] = {}
    for pk, verdict in clear.items():
        right, n = by_part.get(part[pk], (0, 0))
        by_part[part[pk]] = (right + (verdict == Verdict.RIGHT), n + 1)
    return Estimate(
        draw=draw,
        judged=len(clear),
        unclear=counts[Verdict.UNCLEAR],
        right=_share(draw, by_part),
        verdicts=[(verdict.label, counts[verdict.value]) for verdict in Verdict],
        agreement=agreement(_pairs(said)),
    )


def _share(draw: Draw, by_part: dict[str, tuple[int, int]]) -> Share | None:
    if draw.divided != Stratum.NONE:
        return stratified(draw.strata, by_part)
    return wilson(*by_part[""]) if by_part else None


def _pairs(said: dict[int, list[tuple[int, str]]]) -> list[tuple[str, str]]:
    """Return both verdicts of what two judged, the same person's always on the same side."""
    double = (sorted(both) for both in said.values() if len(both) > 1)
    return [(one, other) for (_, one), (_, other), *_ in double]


def published() -> Estimate | None:
    """Return the latest estimate that rests on enough statements to be shown to everybody."""
    for draw in Draw.objects.all()[:LATEST]:
        found = estimate(draw)
        if found.right and found.judged >= ENOUGH:
            return found
    return None
