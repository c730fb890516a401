"""Wordings that belong together → quotation groups whose ids last."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.ingest.clusters import Word, clusters
from archive.ingest.rows import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.ingest.prints import Changed


@dataclass(slots=True, eq=False)
class Cluster:
    """Wordings that are one quotation, with the groups that they were in."""

    wordings: list[int]
    is_printed_by_several: bool
    group: int | None = None
    former: set[int] = field(default_factory=set)


def renew_groups(changed: Changed) -> None:
    """Group the touched wordings anew, with all that hang together with them.

    Wordings that nothing prints any more are forgotten, unless a group remembers them.
    """
    reached = _reached(changed.touched)
    memberships = _memberships(reached)
    found = clusters(_living(reached), _likenesses(reached))
    made = [
        Cluster(wordings, several, former=_former(wordings, memberships, changed))
        for wordings, several in zip(found, _printed_by_several(found), strict=True)
    ]
    _claim(made)
    _assign(made, memberships)
    known = set(memberships.values()).union(*(one.former for one in made))
    _lead_on(made, known)
    _count(known | {group for one in made if (group := one.group)})
    _forget(changed.touched)


def _former(wordings: Sequence[int], memberships: dict[int, int], changed: Changed) -> set[int]:
    """Return the groups that these wordings were in, or those that they took prints over from."""
    sources = set(wordings).union(*(changed.moved.get(pk, set()) for pk in wordings))
    return {memberships[pk] for pk in sources if pk in memberships}


def _reached(start: set[int]) -> set[int]:
    """Return `start` and every living wording that a chain of resemblances leads to."""
    reached, border = set(start), start
    while border:
        border = _neighbours(border) - reached
        reached |= border
    return reached


def _neighbours(wordings: Iterable[int]) -> set[int]:
    ids = list(wordings)
    found = rows(
        """SELECT w.id FROM archive_resemblance r JOIN archive_wording w ON w.id = r.other_id
           WHERE r.one_id = ANY(%s) AND w.is_live
           UNION ALL
           SELECT w.id FROM archive_resemblance r JOIN archive_wording w ON w.id = r.one_id
           WHERE r.other_id = ANY(%s) AND w.is_live
           UNION ALL
           SELECT twin.id FROM archive_wording w
           JOIN archive_wording twin ON twin.words_key = w.words_key AND twin.id <> w.id
           WHERE w.id = ANY(%s) AND twin.is_live
             AND NOT (w.is_attributed AND twin.is_attributed)""",
        ids,
        ids,
        ids,
    )
    return {pk for (pk,) in found}


def _living(wordings: Iterable[int]) -> list[Word]:
    found = rows(
        """SELECT id, words, is_attributed, words_key FROM archive_wording
           WHERE id = ANY(%s) AND is_live""",
        list(wordings),
    )
    return [Word(*row) for row in found]


def _likenesses(wordings: Iterable[int]) -> dict[tuple[int, int], float]:
    found = rows(
        "SELECT one_id, other_id, likeness FROM archive_resemblance WHERE one_id = ANY(%s)",
        list(wordings),
    )
    return {(one, other): likeness for one, other, likeness in found}


def _memberships(wordings: Iterable[int]) -> dict[int, int]:
    return dict(
        rows(
            """SELECT id, group_id FROM archive_wording
               WHERE id = ANY(%s) AND group_id IS NOT NULL""",
            list(wordings),
        )
    )


def _printed_by_several(found: Sequence[Sequence[int]]) -> list[bool]:
    """Say of each cluster whether more than one article prints it."""
    spans = rows(
        """SELECT p.wording_id, min(s.article_id), max(s.article_id)
           FROM archive_print p JOIN archive_statement s ON s.id = p.statement_id
           WHERE p.wording_id = ANY(%s) GROUP BY p.wording_id""",
        [pk for one in found for pk in one],
    )
    articles = {pk: {first, last} for pk, first, last in spans}
    return [len(set().union(*(articles.get(pk, set()) for pk in one))) > 1 for one in found]


def _claim(made: Sequence[Cluster]) -> None:
    """Give each known id, the lowest first, to the cluster that has its representative, else to
    the first that has some of it; each cluster takes one."""
    cluster_of = {pk: one for one in made for pk in one.wordings}
    represented = {group: cluster_of[pk] for pk, group in _represented(cluster_of)}
    for group, one in represented.items():
        one.former.add(group)
    heirs: dict[int, list[Cluster]] = defaultdict(list)
    for one in made:
        for group in one.former:
            heirs[group].append(one)
    for group in sorted(heirs):
        free = [one for one in heirs[group] if one.group is None]
        if free:
            first = represented.get(group)
            heir = first if first in free else free[0]
            heir.group = group


def _represented(wordings: Iterable[int]) -> list[tuple[int, int]]:
    """Return (wording, group) where the group's representative prints the wording.

    An import brings groups with nothing but their representatives.
    """
    return [
        (wording, group)
        for wording, group in rows(
            """SELECT p.wording_id, g.id FROM archive_print p
               JOIN archive_quotationgroup g ON g.representative_id = p.statement_id
               WHERE p.wording_id = ANY(%s)""",
            list(wordings),
        )
    ]


def _assign(made: Sequence[Cluster], memberships: dict[int, int]) -> None:
    """Write the group of each wording; several articles without a group get a new one."""
    fresh = [one for one in made if one.group is None and one.is_printed_by_several]
    if fresh:
        ids = rows(
            """INSERT INTO archive_quotationgroup (articles, prints)
               SELECT 0, 0 FROM generate_series(1, %s) RETURNING id""",
            len(fresh),
        )
        for one, (pk,) in zip(fresh, sorted(ids), strict=True):
            one.group = pk
    changed = [
        (pk, one.group) for one in made for pk in one.wordings if memberships.get(pk) != one.group
    ]
    if changed:
        rows(
            """UPDATE archive_wording w SET group_id = new.group_id
               FROM unnest(%s::bigint[], %s::bigint[]) AS new (id, group_id) WHERE w.id = new.id""",
            *map(list, zip(*changed, strict=True)),
        )


def _lead_on(made: Sequence[Cluster], known: set[int]) -> None:
    """Let ids that no cluster took lead to the group that has their wordings now."""
    heirs: dict[int, int] = {}
    for one in made:
        for group in one.former:
            if one.group and group != one.group:
                heirs[group] = min(one.group, heirs.get(group, one.group))
    taken = {one.group for one in made}
    merged = [(old, new) for old, new in sorted(heirs.items()) if old in known - taken]
    for old, new in merged:
        rows("UPDATE archive_wording SET group_id = %s WHERE group_id = %s", new, old)
        rows(
            """UPDATE archive_quotationgroup SET leads_to_id = %s, articles = 0, prints = 0,
                   representative_id = NULL, first_said = NULL
               WHERE id = %s OR leads_to_id = %s""",
            new,
            old,
            old,
        )


def _count(groups: Iterable[int]) -> None:
    """Write what is denormalised onto the groups: articles, prints, the earliest print."""
    rows(
        """UPDATE archive_quotationgroup g
           SET articles = c.articles, prints = c.prints,
               representative_id = c.earliest, first_said = c.first_said
           FROM (
               SELECT ids.id, count(DISTINCT s.article_id) AS articles, count(s.id) AS prints,
                   min(s.said_on) AS first_said,
                   (array_agg(s.id ORDER BY s.said_on NULLS LAST, a.published_at NULLS LAST,
                       a.origin COLLATE "C", s.start, s.id))[1] AS earliest
               FROM unnest(%s::bigint[]) AS ids (id)
               LEFT JOIN archive_wording w ON w.group_id = ids.id
               LEFT JOIN archive_print p ON p.wording_id = w.id
               LEFT JOIN archive_statement s ON s.id = p.statement_id
               LEFT JOIN archive_article a ON a.id = s.article_id
               GROUP BY ids.id
           ) c
           WHERE g.id = c.id AND g.leads_to_id IS NULL
             AND (g.articles, g.prints, g.representative_id, g.first_said)
                 IS DISTINCT FROM (c.articles, c.prints, c.earliest, c.first_said)""",
        sorted(groups),
    )


def _forget(touched: Iterable[int]) -> None:
    ids = rows(
        "SELECT id FROM archive_wording WHERE id = ANY(%s) AND NOT is_live AND group_id IS NULL",
        list(touched),
    )
    dead = [pk for (pk,) in ids]
    if dead:
        rows(
            "DELETE FROM archive_resemblance WHERE one_id = ANY(%s) OR other_id = ANY(%s)",
            dead,
            dead,
        )
        rows("DELETE FROM archive_wording WHERE id = ANY(%s)", dead)
