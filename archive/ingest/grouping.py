"""Work off what came, changed or went since the last time: prints, groups, near copies.

Triggers note each statement and article in `archive_ungrouped`, so it does not matter who changed
them or what was interrupted: what is noted is grouped by the next call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, SerializationFailure

from archive.ingest.groups import renew_groups
from archive.ingest.prints import compare_anew, renew_prints
from archive.ingest.rows import rows
from archive.ingest.suspecting import beside, printing, renew_suspicions
from archive.ingest.syndication import renew_copies

if TYPE_CHECKING:
    from collections.abc import Callable

STATEMENTS, ARTICLES = 2000, 500  # in one transaction
ATTEMPTS = 5  # at one that PostgreSQL broke off
# PostgreSQL's advisory locks of those who group, and of those who link: neither looks at what the
# other writes. Who takes both takes them in this order.
TURN_TO_GROUP, TURN_TO_LINK = 0x6F6E7265636F7264, 0x6F6E7265636F7265


def group_prints(notice: Callable[[int], None] = lambda done: None) -> int:
    """Group every statement and link every article that waits for it; returns how many did.

    Safe to call at any time and by several at once (they take turns), cheap when nothing waits.
    `notice` hears how many were done in each transaction.
    """
    return group_statements(notice) + link_articles(notice)


def group_statements(notice: Callable[[int], None] = lambda done: None) -> int:
    """Do the first half of `group_prints`, which says the rest."""
    return _all_in_turn(_group_some, notice)


def link_articles(notice: Callable[[int], None] = lambda done: None) -> int:
    """Do the other half; both may go on at once, on two connections."""
    return _all_in_turn(_link_some, notice)


def _all_in_turn(take: Callable[[int], tuple[int, int]], notice: Callable[[int], None]) -> int:
    done = last = 0
    while True:
        some, taken = _in_turn(take, last)
        if not (some or last):
            return done  # nothing from the beginning on
        notice(some)
        done += some
        last = taken


def _in_turn(take: Callable[[int], tuple[int, int]], last: int) -> tuple[int, int]:
    """Take some; again where PostgreSQL broke the transaction off, since an ingest that stores new
    versions of the same articles went before. What was noted waits on either way.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return take(last)
        except OperationalError as error:
            is_broken_off = isinstance(error.__cause__, DeadlockDetected | SerializationFailure)
            if not is_broken_off or connection.in_atomic_block:
                raise
    return take(last)


def waiting() -> int:
    """Return how many notes wait to be worked off."""
    return int(rows("SELECT count(*) FROM archive_ungrouped")[0][0])


def regroup(notice: Callable[[int], None] = lambda done: None) -> int:
    """Make all that is derived again from the statements; the ids of groups stay.

    What comes out is the same as what is kept up day by day; returns how many were looked at.
    """
    with transaction.atomic():
        _wait_for_turn(TURN_TO_GROUP)
        _wait_for_turn(TURN_TO_LINK)
        rows("DELETE FROM archive_ungrouped")
        # First those by which groups are known, so that no group gets a second id on the way.
        rows(
            """INSERT INTO archive_ungrouped (statement)
               SELECT representative_id FROM archive_quotationgroup
               WHERE representative_id IS NOT NULL ORDER BY id"""
        )
        rows(
            """INSERT INTO archive_ungrouped (statement)
               SELECT id FROM archive_statement UNION SELECT statement_id FROM archive_print"""
        )
        rows(
            """INSERT INTO archive_ungrouped (article)
               SELECT id FROM archive_article WHERE current_version_id IS NOT NULL"""
        )
        known = [pk for (pk,) in rows("SELECT id FROM archive_wording ORDER BY id")]
    for at in range(0, len(known), STATEMENTS):
        with transaction.atomic():
            _wait_for_turn(TURN_TO_GROUP)
            compare_anew(known[at : at + STATEMENTS])
    return group_prints(notice)


def _group_some(last: int) -> tuple[int, int]:
    with transaction.atomic():
        statements, last = _take("statement", STATEMENTS, last, TURN_TO_GROUP)
        if statements:
            changed = renew_prints(statements)
            touched = beside(statements) | printing(changed.touched)
            renew_groups(changed)
            renew_suspicions(touched | printing(changed.touched))
    return len(statements), last


def _link_some(last: int) -> tuple[int, int]:
    with transaction.atomic():
        articles, last = _take("article", ARTICLES, last, TURN_TO_LINK)
        if articles:
            renew_copies(articles)
    return len(articles), last


def _take(kind: str, most: int, last: int, turn: int) -> tuple[list[int], int]:
    """Take up to `most` notes off the list, in turn with everybody else who takes such notes.

    Those behind the note `last` are looked at, since within one transaction (an import) every look
    at the list passes by all that was taken; behind the last of all, 0 begins anew with what came
    late. Returns what they name, and the last note taken.
    """
    behind = f"{kind} IS NOT NULL AND id > {last:d}"
    if not rows(f"SELECT 1 FROM archive_ungrouped WHERE {behind} LIMIT 1"):
        return [], 0
    _wait_for_turn(turn)
    taken = rows(
        f"""DELETE FROM archive_ungrouped WHERE id IN (
                SELECT id FROM archive_ungrouped WHERE {behind} ORDER BY id LIMIT %s)
            RETURNING {kind}, id""",
        most,
    )
    return sorted({pk for pk, _ in taken}), max((note for _, note in taken), default=0)


def _wait_for_turn(turn: int) -> None:
    """Wait for the others, then look rows up by index: right after a large ingest the planner still
    takes the tables for empty, and would read them whole again and again."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [turn])
