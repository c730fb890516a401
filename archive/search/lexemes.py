"""Words as typed → lexemes as PostgreSQL's own dictionaries make them, in one query.

Everything that is asked of the database later carries these lexemes as constants, so that the
planner knows how frequent they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import connections

from archive.query.tree import Field, Near, Phrase, Prefix, Word, leaves
from archive.search.configurations import ALL, CONFIGURATIONS, OTHER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.query import Node

# A quoted operand keeps every mark a letter; all the lexemes it is split into are beginnings.
STEMS = ", ".join(f"phraseto_tsquery('{name}', word)::text" for name in ALL)
MOST_LANGUAGES = 40  # in an archive that has more, statements of all languages are looked for
# The languages of all statements, each found behind the one before in the index.
SPOKEN = f"""
    WITH RECURSIVE spoken (language) AS (
        (SELECT language FROM archive_statement ORDER BY language LIMIT 1)
        UNION ALL
        SELECT (SELECT language FROM archive_statement WHERE language > spoken.language
                ORDER BY language LIMIT 1)
        FROM spoken WHERE language IS NOT NULL
    ), known AS (SELECT language FROM spoken WHERE language IS NOT NULL LIMIT {MOST_LANGUAGES})"""
LOOK_UP = f"""{SPOKEN}
    SELECT 'spoken', language, ARRAY[]::text[] FROM known
    UNION ALL
    SELECT 'stem', word, ARRAY[{STEMS}]
    FROM unnest(%s::text[]) word
    UNION ALL
    SELECT 'exact', word, ARRAY[phraseto_tsquery('{OTHER}', word)::text]
    FROM unnest(%s::text[]) word
    UNION ALL
    SELECT 'prefix', word, ARRAY[to_tsquery('{OTHER}', quoted)::text]
    FROM unnest(%s::text[], %s::text[]) prefix (word, quoted)
"""


@dataclass(frozen=True, slots=True)
class Lexemes:
    """What each typed piece is to PostgreSQL, as text of type tsquery; "" is nothing.

    `configurations` are those by which any statement of the archive is searched.
    """

    stems: dict[str, dict[str, str]] = field(default_factory=dict)  # word → configuration → …
    exact: dict[str, str] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    configurations: tuple[str, ...] = ALL


def look_up(tree: Node, mentions: Iterable[str], using: str) -> Lexemes:
    """Return the lexemes of all that the tree asks for; asks the database only if there are any.

    `mentions` are names that stand for a field's value, searched as phrases.
    """
    words, exact, prefixes = _pieces(tree)
    exact |= dict.fromkeys(mentions) | dict.fromkeys(words)
    if not exact and not prefixes:
        return Lexemes()
    quoted = [beginning(prefix) for prefix in prefixes]
    with connections[using].cursor() as cursor:
        cursor.execute(LOOK_UP, [list(words), list(exact), list(prefixes), quoted])
        rows = cursor.fetchall()
    return Lexemes(
        stems={
            word: dict(zip(ALL, found, strict=True)) for sort, word, found in rows if sort == "stem"
        },
        exact={word: found[0] for sort, word, found in rows if sort == "exact"},
        prefixes={word: found[0] for sort, word, found in rows if sort == "prefix"},
        configurations=_of([language for sort, language, _ in rows if sort == "spoken"]),
    )


def _of(languages: list[str]) -> tuple[str, ...]:
    """Return the configurations of the languages; not none, as no condition would be no bound."""
    if len(languages) >= MOST_LANGUAGES:
        return ALL
    chosen = {CONFIGURATIONS.get(language, OTHER) for language in languages} or {OTHER}
    return tuple(name for name in ALL if name in chosen)


def _pieces(tree: Node) -> tuple[dict[str, None], dict[str, None], dict[str, None]]:
    words: dict[str, None] = {}
    exact: dict[str, None] = {}
    prefixes: dict[str, None] = {}
    for leaf, _ in leaves(tree):
        match leaf:
            case Word(text):
                words[text] = None
            case Prefix(text):
                prefixes[text] = None
            case Near(text, _):
                exact |= dict.fromkeys(text.split())
            case Phrase(text) | Field("cue" | "mentions", text):
                exact[text] = None
    return words, exact, prefixes


def beginning(prefix: str) -> str:
    """Return the text of a tsquery for all lexemes that begin so; every mark is a letter."""
    escaped = prefix.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}':*"
