"""Tree → condition on a statement's row, in the words of one language.

Neighbouring words become one tsquery on one vector wherever they can, so that the index answers
them in one scan, negations too.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchVectorField
from django.db.models import CharField, Lookup, Q
from django.db.models.expressions import RawSQL

from archive.query.dates import bounds, first_full, last_full
from archive.query.tree import (
    All,
    Days,
    Either,
    Field,
    Near,
    Node,
    Not,
    Past,
    Phrase,
    Prefix,
    Word,
    leaves,
)  # fmt: skip
from archive.search.configurations import OTHER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from archive.query.tree import Leaf
    from archive.search.lexemes import Lexemes
    from archive.search.names import Names

NOTHING = Q(pk__in=[])
# A topic by its slug or name; a merged one stands for the one it was merged into.
TAGGED = """
    SELECT tagging.statement_id FROM archive_tagging tagging
    JOIN archive_topic topic ON tagging.topic_id = COALESCE(topic.merged_into_id, topic.id)
    WHERE topic.slug = lower(%s) OR lower(topic.name) = lower(%s)
"""
STEMS, EXACT = "search_vector", "exact_vector"
TEXTUAL = (Word, Phrase, Prefix, Near)


@SearchVectorField.register_lookup
class Matches(Lookup):
    """`search_vector__matches="'bridg' & 'toll'"`: a vector against the text of a tsquery."""

    lookup_name = "matches"

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Return the comparison; the query is a constant to the planner."""
        vector, parameters = self.process_lhs(compiler, connection)
        return f"{vector} @@ %s::tsquery", [*parameters, self.rhs]


@CharField.register_lookup
class CueMatches(Lookup):
    """`cue__says="'stressed'"`: the words of a cue against the text of a tsquery."""

    lookup_name = "says"

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Return the comparison, in the words of the index on cues."""
        cue, parameters = self.process_lhs(compiler, connection)
        vector = f"to_tsvector('{OTHER}'::regconfig, COALESCE({cue}, ''))"
        return f"{vector} @@ %s::tsquery", [*parameters, self.rhs]


def is_textual(leaf: Leaf) -> bool:
    """Say whether the leaf asks for words of the statement."""
    return isinstance(leaf, TEXTUAL) or (isinstance(leaf, Field) and leaf.name == "mentions")


@dataclass(frozen=True)
class Conditions:
    """How a tree is asked in one language."""

    tree: Node
    names: Names
    lexemes: Lexemes
    configuration: str
    today: date

    @cached_property
    def has_other_than_stop_words(self) -> bool:
        """Whether more is wanted than words such as "the": those are passed over then."""
        wanted = (leaf for leaf, is_wanted in leaves(self.tree) if is_wanted and is_textual(leaf))
        return any(self.text(leaf) and not self._is_stop_word(leaf) for leaf in wanted)

    def text(self, node: Node) -> tuple[str, str] | None:
        """Return vector and tsquery of what one vector can answer; None for anything else."""
        match node:
            case Word(text):
                stem = self.lexemes.stems[text][self.configuration]
                return (STEMS, stem) if stem else self._exact(self.lexemes.exact[text])
            case Phrase(text):
                return self._exact(self.lexemes.exact[text])
            case Prefix(text):
                return self._exact(self.lexemes.prefixes[text])
            case Near(text, distance):
                return self._exact(self._near(text.split(), distance))
            case Field("mentions", value):
                printed = (value, *self.names.mentions.get(value, ()))
                found = [self.lexemes.exact[name] for name in printed if self.lexemes.exact[name]]
                return self._exact(" | ".join(f"({name})" for name in found))
            case Not(part):
                inner = self.text(part)
                return inner and (inner[0], f"!({inner[1]})")
            case All(parts) | Either(parts) if parts:
                return self._together(node, parts)
        return None

    def q(self, node: Node) -> Q:
        """Return the condition that the node stands for."""
        if answered := self.text(node):
            return Q(**{f"{answered[0]}__matches": answered[1]})
        match node:
            case Not(part):
                return ~self.q(part)
            case All(parts):
                return self.all_of(parts)
            case Either(parts):
                return self._any_of(parts)
            case Field(name, value):
                return FIELDS[name](self, value) if name in FIELDS else NOTHING
            case Days() | Past():
                return self._days(node)
        return NOTHING

    def all_of(self, parts: Iterable[Node]) -> Q:
        """Return the condition that all parts hold, words passed over where something else is."""
        kept = [part for part in parts if not self._is_passed_over(part)]
        answered, others = self._by_vector(kept)
        found = Q()
        for vector, queries in answered.items():
            found &= Q(**{f"{vector}__matches": " & ".join(f"({query})" for query in queries)})
        for part in others:
            found &= self.q(part)
        return found

    def wanted(self, vector: str) -> str:
        """Return what of the words that are asked for stands in the vector, for ranking."""
        asked = [leaf for leaf, is_wanted in leaves(self.tree) if is_wanted and is_textual(leaf)]
        return " & ".join(f"({query})" for query in self._by_vector(asked)[0].get(vector, []))

    def _any_of(self, parts: Iterable[Node]) -> Q:
        answered, others = self._by_vector(parts)
        conditions = [
            Q(**{f"{vector}__matches": " | ".join(f"({query})" for query in queries)})
            for vector, queries in answered.items()
        ]
        conditions += [self.q(part) for part in others]
        found = conditions[0]
        for condition in conditions[1:]:
            found |= condition
        return found

    def _by_vector(self, parts: Iterable[Node]) -> tuple[dict[str, list[str]], list[Node]]:
        answered: dict[str, list[str]] = defaultdict(list)
        others = []
        for part in parts:
            if found := self.text(part):
                answered[found[0]].append(found[1])
            else:
                others.append(part)
        return answered, others

    def _together(self, node: All | Either, parts: Iterable[Node]) -> tuple[str, str] | None:
        if isinstance(node, All):
            parts = [part for part in parts if not self._is_passed_over(part)]
        answered, others = self._by_vector(parts)
        if others or len(answered) != 1:
            return None
        ((vector, queries),) = answered.items()
        sign = " & " if isinstance(node, All) else " | "
        return vector, sign.join(f"({query})" for query in queries)

    def _is_passed_over(self, part: Node) -> bool:
        is_empty = isinstance(part, TEXTUAL) and not self.text(part)
        return (is_empty or self._is_stop_word(part)) and self.has_other_than_stop_words

    def _is_stop_word(self, part: Node) -> bool:
        return isinstance(part, Word) and not self.lexemes.stems[part.text][self.configuration]

    def _exact(self, query: str) -> tuple[str, str] | None:
        return (EXACT, query) if query else None

    def _near(self, words: list[str], distance: int) -> str:
        found = [self.lexemes.exact[word] for word in words if self.lexemes.exact[word]]
        pairs = [
            " | ".join(
                f"(({one}) <{n}> ({other}))"
                for n in range(1, distance + 1)
                for one, other in ((first, second), (second, first))
            )
            for first, second in combinations(found, 2)
        ]
        return " & ".join(f"({pair})" for pair in pairs) or " & ".join(found)

    def _days(self, node: Days | Past) -> Q:
        """Return the condition that the days cover all that is known of the statement's day."""
        first, last = bounds(node, self.today)
        exactly = _between(first, last)
        month = _between(first and first_full(first, "month"), last and last_full(last, "month"))
        year = _between(first and first_full(first, "year"), last and last_full(last, "year"))
        covered = (
            Q(said_precision="day")
            | (Q(said_precision="month") & month)
            | (Q(said_precision="year") & year)
        )
        return Q(said_on__isnull=False) & exactly & covered

    def _speaker(self, value: str) -> Q:
        return _one_of("speaker", self.names.speakers.get(value, ()))

    def _outlet(self, value: str) -> Q:
        return _one_of("outlet", self.names.outlets.get(value, ()))

    def _cue(self, value: str) -> Q:
        query = self.lexemes.exact[value]
        return Q(cue__says=query) if query else NOTHING

    def _topic(self, value: str) -> Q:
        return Q(pk__in=RawSQL(TAGGED, [value, value]))

    def _language(self, value: str) -> Q:
        return Q(language=value) | Q(language__startswith=f"{value}-")


def _between(first: date | None, last: date | None) -> Q:
    found = Q(said_on__gte=first) if first else Q()
    return found & Q(said_on__lte=last) if last else found


def _one_of(column: str, ids: tuple[int, ...]) -> Q:
    if not ids:
        return NOTHING
    return Q(**{column: ids[0]}) if len(ids) == 1 else Q(**{f"{column}__in": list(ids)})


FIELDS: dict[str, Callable[[Conditions, str], Q]] = {
    "speaker": Conditions._speaker,
    "outlet": Conditions._outlet,
    "cue": Conditions._cue,
    "lang": Conditions._language,
    "topic": Conditions._topic,
    "kind": lambda _, value: Q(kind=value),
    "status": lambda _, value: Q(status=value),
}
