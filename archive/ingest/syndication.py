"""Articles that print much the same text are linked: found by a sketch of their words.

One-permutation MinHash (Li, Owen, Zhang 2012) over shingles of words, in bands (Broder 1997;
Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, chapter 3): how often two signatures agree
estimates the Jaccard index of the texts. Whether two articles are linked depends on the two alone
(but where a text has more than MOST copies: there each is linked with the oldest before it), and a
footer that a whole outlet shares makes no two of its articles candidates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from archive.ingest.rows import array, rows
from archive.ingest.wording import hashed

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD = re.compile(r"\w+")
SPACE = re.compile(b" ")
SHINGLE = 4  # words
BINS = 96  # hashes of a signature: the estimate is within 0.05 (one standard deviation)
BAND = 3  # hashes of a band: at half of the shingles in common, 98 of 100 pairs share a band
HALF = 1 << 31
# Two unlike numbers differ in one of their last two bits on average. Texts that are MUCH_THE_SAME
# differ in 48 bits of their outlines, with a standard deviation of 5; others in 80 and more: most
# pairs need not be looked at number by number. A short text has many borrowed numbers, which
# differ together, and no outline.
LAST_BITS = ("00", "01", "10", "11")
UNLIKE = 72  # bits, five deviations more: one in two millions of such pairs is lost, if normal
OUTLINED = 150  # shingles
FEWEST = 24  # shingles; a shorter text is no article that can be copied
MOST = 50  # links of an article to older ones; the oldest copies are linked with all
MUCH_THE_SAME = 0.5  # of all shingles of both; measured in docs/grouping.md

# Of two sketches, `known` and `new`: found by a band, not told apart by the outline, then compared.
MUCH_ALIKE = """
    CROSS JOIN LATERAL (SELECT CASE WHEN new.signature = known.signature THEN 1 ELSE (
        SELECT avg((one = other)::int)::float8
        FROM unnest(new.signature, known.signature) AS both_of (one, other)
    ) END AS share) same
    WHERE known.bands && new.bands
        AND COALESCE(bit_count(known.outline # new.outline) <= %s, true) AND same.share >= %s"""


def shingles(text: str) -> set[int]:
    """Return 32-bit hashes (CRC-32) of each SHINGLE words in a row."""
    plain = " ".join(WORD.findall(text.casefold())).encode()
    spaces = [place.start() for place in SPACE.finditer(plain)]
    begins = [0, *(at + 1 for at in spaces)]
    ends = [*spaces, len(plain)][SHINGLE - 1 :]
    return {crc32(plain[begin:end]) for begin, end in zip(begins, ends, strict=False)}


def shared(text: str, other: str) -> float:
    """Return how much of `text` (its shingles) stands in the other text, 0 to 1."""
    ours = shingles(text)
    return len(ours & shingles(other)) / len(ours) if ours else 0.0


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a text is compared by."""

    signature: list[int]  # the least hash of each bin: BINS signed 32-bit integers
    outline: str | None  # two bits of each, where there is enough text

    @property
    def bands(self) -> list[int]:
        """A signed 64-bit hash of each BAND numbers of the signature, with their place."""
        signed = self.signature
        return [hashed(f"{at}:{signed[at : at + BAND]}") for at in range(0, BINS, BAND)]


def sketch(text: str) -> Sketch | None:
    """Return the sketch of a text; None for a short one.

    An empty bin takes the hash of the next full one, moved by how far that is, so that two short
    texts do not agree for being short (densification by rotation, Shrivastava and Li 2014).
    """
    found = shingles(text)
    if len(found) < FEWEST:
        return None
    # The last one written is the least of its bin.
    least = {one % BINS: one // BINS for one in sorted(found, reverse=True)}
    signed = [least[at] - HALF if at in least else _borrowed(least, at) for at in range(BINS)]
    is_long = len(found) >= OUTLINED
    return Sketch(signed, "".join(LAST_BITS[one & 3] for one in signed) if is_long else None)


def _borrowed(least: dict[int, int], place: int) -> int:
    steps = next(steps for steps in range(1, BINS) if (place + steps) % BINS in least)
    moved = least[(place + steps) % BINS] + steps * 0x9E3779B1
    return (moved & 0xFFFFFFFF) - HALF


def renew_copies(articles: Sequence[int]) -> None:
    """Sketch the current text of each article anew, and link it with those much like it."""
    texts = rows(
        """SELECT a.id, v.text FROM archive_article a
           JOIN archive_articleversion v ON v.id = a.current_version_id
           WHERE a.id = ANY(%s) ORDER BY a.id""",
        list(articles),
    )
    sketches = {pk: found for pk, text in texts if (found := sketch(text))}
    bereft = _with_room_now(articles)
    rows(
        "DELETE FROM archive_nearcopy WHERE one_id = ANY(%s) OR other_id = ANY(%s)",
        list(articles),
        list(articles),
    )
    rows("DELETE FROM archive_textsketch WHERE article_id = ANY(%s)", list(articles))
    rows(
        """INSERT INTO archive_textsketch (article_id, signature, bands, outline)
           SELECT id, signature::int[], bands::bigint[], outline::bit(192)
           FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[])
               AS new (id, signature, bands, outline)""",
        list(sketches),
        [array(one.signature) for one in sketches.values()],
        [array(one.bands) for one in sketches.values()],
        [one.outline for one in sketches.values()],
    )
    _link_with_older([*sketches, *bereft])
    _link_with_later(list(sketches))


def _with_room_now(articles: Sequence[int]) -> list[int]:
    """Return later articles that lose a link when these are compared anew, and had all they may."""
    found = rows(
        """SELECT DISTINCT other_id FROM archive_nearcopy lost
           WHERE one_id = ANY(%s) AND NOT other_id = ANY(%s) AND %s <= (
               SELECT count(*) FROM archive_nearcopy kept WHERE kept.other_id = lost.other_id)""",
        list(articles),
        list(articles),
        MOST,
    )
    return [pk for (pk,) in found]


def _link_with_older(articles: Sequence[int]) -> None:
    """Link each with the oldest MOST of the copies of its text that came before it: what one agency
    text of thousands of copies costs grows with their number, not with its square."""
    rows(
        f"""INSERT INTO archive_nearcopy (one_id, other_id, likeness)
           SELECT copy.article_id, new.article_id, copy.share
           FROM archive_textsketch new
           CROSS JOIN LATERAL (
               SELECT known.article_id, same.share
               FROM archive_textsketch known {MUCH_ALIKE} AND known.article_id + 0 < new.article_id
               ORDER BY known.article_id LIMIT %s
           ) copy
           WHERE new.article_id = ANY(%s)
           ON CONFLICT DO NOTHING""",
        UNLIKE,
        MUCH_THE_SAME,
        MOST,
        list(articles),
    )


def _link_with_later(articles: Sequence[int]) -> None:
    """Link those that came after these, and were compared before, with these where they are among
    their oldest copies now: whatever comes in which order, the links are the same."""
    later = """SELECT 1 FROM archive_textsketch
               WHERE article_id > %s AND NOT article_id = ANY(%s) LIMIT 1"""
    if not articles or not rows(later, min(articles), list(articles)):
        return
    linked = rows(
        f"""INSERT INTO archive_nearcopy (one_id, other_id, likeness)
           SELECT new.article_id, known.article_id, same.share
           FROM archive_textsketch new
           JOIN archive_textsketch known ON known.article_id + 0 > new.article_id
           {MUCH_ALIKE} AND NOT known.article_id = ANY(%s) AND new.article_id = ANY(%s)
           ON CONFLICT DO NOTHING RETURNING other_id""",
        UNLIKE,
        MUCH_THE_SAME,
        list(articles),
        list(articles),
    )
    rows(
        """DELETE FROM archive_nearcopy WHERE id IN (
               SELECT id FROM (
                   SELECT id, row_number() OVER (PARTITION BY other_id ORDER BY one_id) AS place
                   FROM archive_nearcopy WHERE other_id = ANY(%s)) ranked
               WHERE place > %s)""",
        sorted({pk for (pk,) in linked}),
        MOST,
    )
