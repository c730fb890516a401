"""Whom a speaker names, and who names the speaker."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from archive.models import Speaker, Statement
from archive.models.names import normalised
from archive.query.tree import Field, Not, all_of
from archive.search import Names, Question, Wish, look

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.query import Node
    from archive.search import Found

LOOKED_THROUGH = 300  # newest statements of the speaker
MOST_NAMES, MOST = 400, 8
# Names as they are printed: words that begin with a capital, small words of names between them.
SMALL = r"(?:van|von|der|de|da|di|del|la|le|al|bin|ibn|of)"
NAME = re.compile(rf"[^\W\d_a-z][\w’'-]+(?:\s+(?:{SMALL}\s+){{0,2}}[^\W\d_a-z][\w’'-]+)*")

POSSESSIVE = re.compile("[’']s$")


class Named(NamedTuple):
    """A speaker who is named, and in how many of the statements looked through."""

    name: str
    slug: str
    n: int


def named_in(texts: Iterable[str], speaker: Speaker) -> list[Named]:
    """Return the speakers whom the speaker's words name, by name or alias, the most named first."""
    printed = [{normalised(name) for name in names_in(text)} for text in texts]
    frequent = Counter(name for names in printed for name in names).most_common(MOST_NAMES)
    people = called([name for name, _n in frequent])
    counted = Counter(
        who for names in printed for who in {who for name in names for who in people[name]}
    )
    found = (Named(name, slug, n) for (slug, name), n in counted.items() if slug != speaker.slug)
    return sorted(found, key=lambda who: (-who.n, who.name))[:MOST]


def names_in(text: str) -> Iterable[str]:
    """Yield what may be a name: each run of capitalised words, and the run without its first.

    The first word of a sentence is capitalised, too: "Yesterday Ada Voss" holds "Ada Voss".
    """
    for found in NAME.finditer(text):
        run = POSSESSIVE.sub("", found[0])
        yield run
        if " " in run:
            yield run.split(None, 1)[1]


def called(names: list[str]) -> dict[str, set[tuple[str, str]]]:
    """Return who bears each normalised name, as its own or as an alias: pairs of slug and name."""
    rows = Speaker.objects.listed().order_by()
    own = rows.filter(normalised_name__in=names).values_list("slug", "name", "normalised_name")
    aliases = rows.filter(aliases__normalised__in=names, aliases__ambiguous=False)
    also = aliases.values_list("slug", "name", "aliases__normalised")
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for slug, name, printed in own.union(also):
        found[printed].add((slug, name))
    return found


def naming(speaker: Speaker, aliases: Iterable[str]) -> Found:
    """Return how many statements of others name the speaker, and whose they are.

    What the search `mentions:… -speaker:…` finds, without its rows.
    """
    printed = (speaker.name, *aliases)
    tree = naming_tree(speaker)
    names = Names({speaker.slug: (speaker.pk,)}, mentions={speaker.slug: printed})
    return look(Statement.objects.shown(), Question(tree, names), Wish(size=0, most=MOST), {})


def naming_tree(speaker: Speaker) -> Node:
    """Return the query for what others say that names the speaker."""
    return all_of([Field("mentions", speaker.slug), Not(Field("speaker", speaker.slug))])
