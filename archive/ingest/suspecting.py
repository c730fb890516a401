"""Statements → what the archive knows against each, noted on the row so that an index orders them.

The reasons are those that `archive.models.doubts` words for one statement; here they are found for
thousands at once, and for all others whose reasons come or go with them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.ingest.rows import rows
from archive.models.indexes import MENTION_START
from archive.models.names import normalised
from archive.models.suspicion import Suspicion
from archive.models.teaching import PRONOUNS
from archive.search import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Named = tuple[str, bool]  # a normalised name, in the sample or outside of it

SAME_MENTION = f"""left({{0}}.mention, {MENTION_START}) = left({{1}}.mention, {MENTION_START})
    AND {{0}}.mention = {{1}}.mention AND {{0}}.status = 'machine'"""
# Those that speak in the same article, and the one whose mention was printed nowhere else so far.
BESIDE = f"""
    SELECT id FROM archive_statement WHERE status = 'machine' AND article_id = ANY(ARRAY(
        SELECT DISTINCT article_id FROM archive_statement WHERE id = ANY(%s)))
    UNION
    SELECT other.id FROM (
        SELECT DISTINCT mention FROM archive_statement WHERE id = ANY(%s) AND mention <> ''
    ) one
    JOIN archive_statement other ON {SAME_MENTION.format("other", "one")}
      AND other.suspicions & {Suspicion.NEW_MENTION:d} <> 0"""
PRINTING = """
    SELECT print.statement_id FROM archive_wording one
    JOIN archive_wording twin ON twin.group_id = one.group_id
    JOIN archive_print print ON print.wording_id = twin.id WHERE one.id = ANY(%s)
    UNION
    SELECT print.statement_id FROM archive_wording one
    JOIN archive_wording twin ON twin.words_key = one.words_key
    JOIN archive_print print ON print.wording_id = twin.id WHERE one.id = ANY(%s)"""
WAITING = f"""
    SELECT one.id, one.mention, one.article_id, batch.is_sample, one.suspicions,
        CASE WHEN quotation.articles > 1 THEN {Suspicion.PRINTED_ELSEWHERE:d} ELSE 0 END
        | CASE WHEN EXISTS (
            SELECT FROM archive_wording twin
            JOIN archive_print print ON print.wording_id = twin.id
            JOIN archive_statement other ON other.id = print.statement_id
            WHERE twin.words_key = wording.words_key AND twin.id <> wording.id AND twin.is_live
              AND other.speaker_id IS NOT NULL AND other.status = ANY(%s)
              AND other.speaker_id IS DISTINCT FROM one.speaker_id
        ) THEN {Suspicion.SAID_BY_ANOTHER:d} ELSE 0 END
        | CASE WHEN version.number > 1 AND NOT EXISTS (
            SELECT FROM archive_articleversion before
            WHERE before.article_id = one.article_id AND before.number = version.number - 1
              AND position(one.text IN before.text) > 0
        ) THEN {Suspicion.CHANGED_WORDS:d} ELSE 0 END
    FROM archive_statement one
    JOIN archive_article article ON article.id = one.article_id
    JOIN archive_importbatch batch ON batch.id = article.batch_id
    JOIN archive_articleversion version ON version.id = one.version_id
    LEFT JOIN archive_print print ON print.statement_id = one.id
    LEFT JOIN archive_wording wording ON wording.id = print.wording_id
    LEFT JOIN archive_quotationgroup quotation ON quotation.id = wording.group_id
    WHERE one.id = ANY(%s) AND one.status = 'machine'"""
GOING_BY = """
    SELECT normalised_name, is_sample, id FROM archive_speaker
    WHERE normalised_name = ANY(%s) AND merged_into_id IS NULL
    UNION
    SELECT alias.normalised, is_sample, speaker.id FROM archive_speakeralias alias
    JOIN archive_speaker speaker ON speaker.id = alias.speaker_id
    WHERE alias.normalised = ANY(%s) AND merged_into_id IS NULL"""
PRINTED_ONCE = f"""
    SELECT wanted.mention FROM unnest(%s::text[]) AS wanted (mention)
    WHERE (SELECT count(*) FROM (
        SELECT FROM archive_statement one WHERE {SAME_MENTION.format("one", "wanted")} LIMIT 2
    ) few) = 1"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A machine's statement as far as its mention is looked at, with what is noted on it."""

    pk: int
    mention: str
    article: int
    is_sample: bool
    noted: int
    about_the_words: int

    @property
    def name(self) -> str:
        """The mention as it is looked up; "" where it is none that could be somebody's name."""
        name = normalised(self.mention)
        return "" if name in PRONOUNS else name


def beside(statements: Sequence[int]) -> set[int]:
    """Return the statements and those whose reasons may come or go with theirs."""
    return {*statements, *(pk for (pk,) in rows(BESIDE, list(statements), list(statements)))}


def printing(wordings: Iterable[int]) -> set[int]:
    """Return the statements that print the wordings, their groups, or the same words."""
    ids = list(wordings)
    return {pk for (pk,) in rows(PRINTING, ids, ids)}


def renew_suspicions(statements: Iterable[int]) -> None:
    """Note on each of the machine's statements what speaks against it now."""
    found = [Waiting(*row) for row in rows(WAITING, list(SHOWN), sorted(statements))]
    wanted = _about_mentions(found)
    changed = [
        (one.pk, flags)
        for one in found
        if (flags := one.about_the_words | wanted[one.pk]) != one.noted
    ]
    if not changed:
        return
    ids, suspicions = map(list, zip(*sorted(changed), strict=True))
    rows("SELECT id FROM archive_statement WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE", ids)
    rows(
        """UPDATE archive_statement one SET suspicions = new.suspicions
           FROM unnest(%s::bigint[], %s::smallint[]) AS new (id, suspicions)
           WHERE one.id = new.id AND one.status = 'machine'""",
        ids,
        suspicions,
    )


def _about_mentions(found: Sequence[Waiting]) -> dict[int, int]:
    """Return the flags of each statement that its mention is the reason of."""
    named = [(one, name) for one in found if (name := one.name)]
    known = _known({name for _, name in named})
    unknown = {one.mention for one, name in named if not known[name, one.is_sample]}
    once = {mention for (mention,) in rows(PRINTED_ONCE, sorted(unknown))} if unknown else set()
    speaking = _speaking({one.article for one, _ in named})
    flags = dict.fromkeys((one.pk for one in found), 0)
    for one, name in named:
        owners = known[name, one.is_sample]
        bearing = speaking[one.article, name.split()[-1]]
        is_new = not owners and one.mention in once
        flags[one.pk] = (
            Suspicion.NEW_MENTION * is_new
            | Suspicion.AMBIGUOUS_NAME * (len(owners) > 1)
            | Suspicion.CANDIDATES * (len(bearing) > 1)
        )
    return flags


def _known(names: Iterable[str]) -> defaultdict[Named, set[int]]:
    """Return the ids of all who go by each name."""
    wanted = sorted(names)
    known: defaultdict[Named, set[int]] = defaultdict(set)
    for name, is_sample, pk in rows(GOING_BY, wanted, wanted) if wanted else ():
        known[name, is_sample].add(pk)
    return known


def _speaking(articles: Iterable[int]) -> defaultdict[tuple[int, str], set[int]]:
    """Return the ids of all who speak in each article, by the words of their names."""
    speaking: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
    found = rows(
        """SELECT DISTINCT one.article_id, speaker.id, speaker.normalised_name
           FROM archive_statement one JOIN archive_speaker speaker ON speaker.id = one.speaker_id
           WHERE one.article_id = ANY(%s)""",
        sorted(articles),
    )
    for article, pk, name in found:
        for word in name.split():
            speaking[article, word].add(pk)
    return speaking
