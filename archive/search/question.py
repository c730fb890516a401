"""A query with everything that is known about its words and names: one condition on statements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from archive.query.tree import EVERYTHING, Near, Node, Phrase, Word, conjuncts, leaves
from archive.search.conditions import Conditions, is_textual
from archive.search.configurations import CONFIGURATIONS, OTHER
from archive.search.lexemes import Lexemes, look_up
from archive.search.names import NOBODY, Names

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Question:
    """What is asked of the statements: a tree whose names are known."""

    tree: Node = EVERYTHING
    names: Names = NOBODY
    today: date = field(default_factory=lambda: timezone.now().date())
    using: str = "default"

    @cached_property
    def lexemes(self) -> Lexemes:
        """The lexemes of its words; one query, when first asked for."""
        return look_up(self.tree, self.names.all_mentions(), self.using)

    def on(self, tree: Node) -> Question:
        """Return the same question about a part of its tree, its lexemes known already."""
        part = Question(tree, self.names, self.today, self.using)
        part.__dict__["lexemes"] = self.lexemes
        return part

    @property
    def has_words(self) -> bool:
        """Whether it asks for words, and so can be answered by relevance."""
        return any(is_wanted and is_textual(leaf) for leaf, is_wanted in leaves(self.tree))

    @property
    def has_phrases(self) -> bool:
        """Whether it asks for words beside each other."""
        return any(wanted and isinstance(leaf, Phrase | Near) for leaf, wanted in leaves(self.tree))

    @property
    def is_passed_over(self) -> bool:
        """Whether it asks for words, none of which holds a letter or figure to the database."""
        wanted = [leaf for leaf, is_wanted in leaves(self.tree) if is_wanted and is_textual(leaf)]
        conditions = self._conditions(OTHER)
        return bool(wanted) and not any(conditions.text(leaf) for leaf in wanted)

    def condition(self) -> Q:
        """Return which statements it asks for, each by the rules of its own language."""
        by_language = [part for part in conjuncts(self.tree) if _has_a_word(part)]
        others = [part for part in conjuncts(self.tree) if not _has_a_word(part)]
        found = self._conditions(OTHER).all_of(others)
        return found & self._by_language(by_language) if by_language else found

    def rank_queries(self) -> tuple[str, str]:
        """Return what stems and what exact forms add to the rank, as tsquery; "" is nothing."""
        configurations = self.lexemes.configurations
        stems = {self._conditions(name).wanted("search_vector") for name in configurations}
        exact = self._conditions(OTHER).wanted("exact_vector")
        return " | ".join(sorted(f"({query})" for query in stems if query)), exact

    def words_of_one_form(self, language: str) -> list[str]:
        """Return the words that are searched as they are printed in this language."""
        conditions = self._conditions(CONFIGURATIONS.get(language, OTHER))
        if conditions.has_other_than_stop_words:
            return []
        wanted = (leaf for leaf, is_wanted in leaves(self.tree) if is_wanted)
        return [leaf.text for leaf in wanted if isinstance(leaf, Word)]

    def _by_language(self, parts: list[Node]) -> Q:
        words = [leaf.text for leaf, _ in leaves(self.tree) if isinstance(leaf, Word)]
        alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for name in self.lexemes.configurations:
            alike[tuple(self.lexemes.stems[word][name] for word in words)].append(name)
        found = Q()
        for names in alike.values():
            condition = self._conditions(names[0]).all_of(parts)
            found |= condition if len(alike) == 1 else self._spoken(names) & condition
        return found

    def _spoken(self, configurations: list[str]) -> Q:
        """Return the condition that the row is searched by one of the configurations."""
        known = self.lexemes.configurations
        codes = {name: code for code, name in CONFIGURATIONS.items() if name in known}
        if OTHER not in configurations:
            return Q(language__in=[codes[name] for name in configurations])
        return ~Q(language__in=[codes[name] for name in codes if name not in configurations])

    def _conditions(self, configuration: str) -> Conditions:
        return Conditions(self.tree, self.names, self.lexemes, configuration, self.today)


def _has_a_word(part: Node) -> bool:
    return any(isinstance(leaf, Word) for leaf, _ in leaves(part))
