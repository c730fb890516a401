"""Articles that print much the same text are linked: found by a sketch of their words.

One-permutation MinHash (Li, Owen, Zhang 2012) over shingles of words, in bands (Broder 1997;
Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, chapter 3): how often two signatures agree
estimates the Jaccard index of the texts. Whether two articles are linked depends on the two alone
(but where a text has more than MOST copies: there all are linked with the oldest), and a footer
that a whole outlet shares makes no two of its articles candidates.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING
from zlib import crc32

from archive.ingest.rows import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD = re.compile(r"\w+")
SHINGLE = 4  # words
BINS = 96  # hashes of a signature: the estimate is within 0.05 (one standard deviation)
BAND = 3  # hashes of a band: at half of the shingles in common, 98 of 100 pairs share a band
HALF = 1 << 31
FEWEST = 24  # shingles; a shorter text is no article that can be copied
MOST = 50  # links of an article to older ones; the oldest copies are linked with all
MUCH_THE_SAME = 0.5  # of all shingles of both; measured in docs/grouping.md


def shingles(text: str) -> set[int]:
    """Return 32-bit hashes (CRC-32) of each SHINGLE words in a row."""
    words = [word.encode() for word in WORD.findall(text.casefold())]
    return {crc32(b" ".join(words[at : at + SHINGLE])) for at in range(len(words) - SHINGLE + 1)}


def shared(text: str, other: str) -> float:
    """Return how much of `text` (its shingles) stands in the other text, 0 to 1."""
    ours = shingles(text)
    return len(ours & shingles(other)) / len(ours) if ours else 0.0


def signature(text: str) -> list[int]:
    """Return the least hash of each bin (BINS signed 32-bit integers); [] for a short text.

    An empty bin takes the hash of the next full one, moved by how far that is, so that two short
    texts do not agree for being short (densification by rotation, Shrivastava and Li 2014).
    """
    found = shingles(text)
    if len(found) < FEWEST:
        return []
    # The last one written is the least of its bin.
    least = {one % BINS: one // BINS for one in sorted(found, reverse=True)}
    return [least[at] - HALF if at in least else _borrowed(least, at) for at in range(BINS)]


def _borrowed(least: dict[int, int], place: int) -> int:
    steps = next(steps for steps in range(1, BINS) if (place + steps) % BINS in least)
    moved = least[(place + steps) % BINS] + steps * 0x9E3779B1
    return (moved & 0xFFFFFFFF) - HALF


def bands(signed: Sequence[int]) -> list[int]:
    """Return a 64-bit hash of each BAND numbers of a signature, with their place."""
    return [
        int.from_bytes(
            blake2b(f"{at}:{signed[at : at + BAND]}".encode(), digest_size=8).digest(),
            "big",
            signed=True,
        )
        for at in range(0, len(signed), BAND)
    ]


def renew_copies(articles: Sequence[int]) -> None:
    """Sketch the current text of each article anew, and link it with those much like it."""
    texts = rows(
        """SELECT a.id, v.text FROM archive_article a
           JOIN archive_articleversion v ON v.id = a.current_version_id
           WHERE a.id = ANY(%s) ORDER BY a.id""",
        list(articles),
    )
    signed = {pk: found for pk, text in texts if (found := signature(text))}
    rows(
        "DELETE FROM archive_nearcopy WHERE one_id = ANY(%s) OR other_id = ANY(%s)",
        list(articles),
        list(articles),
    )
    rows("DELETE FROM archive_textsketch WHERE article_id = ANY(%s)", list(articles))
    rows(
        """INSERT INTO archive_textsketch (article_id, signature, bands)
           SELECT id, signature::int[], bands::bigint[]
           FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS new (id, signature, bands)""",
        list(signed),
        [_array(one) for one in signed.values()],
        [_array(bands(one)) for one in signed.values()],
    )
    _link(list(signed))


def _array(numbers: Sequence[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"


def _link(articles: Sequence[int]) -> None:
    """Link each with the copies of its text, the oldest MOST of them: what one agency text of
    thousands of copies costs grows with their number, not with its square."""
    rows(
        """INSERT INTO archive_nearcopy (one_id, other_id, likeness)
           SELECT DISTINCT LEAST(new.article_id, copy.article_id),
                  GREATEST(new.article_id, copy.article_id), copy.share
           FROM archive_textsketch new
           CROSS JOIN LATERAL (
               SELECT known.article_id, same.share
               FROM archive_textsketch known
               CROSS JOIN LATERAL (SELECT CASE WHEN new.signature = known.signature THEN 1 ELSE (
                   SELECT avg((one = other)::int)::float8
                   FROM unnest(new.signature, known.signature) AS both_of (one, other)
               ) END AS share) same
               WHERE known.bands && new.bands AND known.article_id <> new.article_id
                 AND same.share >= %s
               ORDER BY known.article_id LIMIT %s
           ) copy
           WHERE new.article_id = ANY(%s)
           ON CONFLICT DO NOTHING""",
        MUCH_THE_SAME,
        MOST,
        list(articles),
    )
