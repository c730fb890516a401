"""Did you mean: words of the archive that are one slip of the finger from a word that is not.

All words one edit away (a letter left out, doubled, exchanged or wrong) are looked up in the index
of exact forms at once. So there is no list of words to keep up to date, and every word offered does
occur (Norvig, "How to Write a Spelling Corrector", 2007, for the edits).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from archive.query.tree import Word, leaves, replaced
from archive.search.bound import BY_INDEX, LONGEST_LOOK, TookTooLong, bounded
from archive.search.highlight import WORD, folded

if TYPE_CHECKING:
    from archive.query import Node
    from archive.search.queryset import StatementQuerySet

SHORTEST, LONGEST = 4, 24  # letters of a word that is corrected
MOST_WORDS = 3  # of a query
LOOKED_AT = 300  # statements, to see which words are the most frequent
ALPHABETS = (
    (re.compile("[a-z]+"), "abcdefghijklmnopqrstuvwxyz"),
    (re.compile("[а-я]+"), "абвгдежзийклмнопрстуфхцчшщъыьэюя"),
)


def did_you_mean(rows: StatementQuerySet, tree: Node) -> Node | None:
    """Return the query with misspelt words exchanged for words of the archive; None without any."""
    wanted = [leaf for leaf, is_wanted in leaves(tree) if is_wanted and isinstance(leaf, Word)]
    better: dict[Node, Node] = {}
    try:
        with bounded(rows.db, LONGEST_LOOK, BY_INDEX):
            for leaf in wanted[:MOST_WORDS]:
                if found := nearest(rows, leaf.text):
                    better[leaf] = Word(found)
    except TookTooLong:
        return None
    return replaced(tree, better) if better else None


def nearest(rows: StatementQuerySet, word: str) -> str:
    """Return the most frequent word one edit away from one that does not occur; else ""."""
    typed = folded(word)
    variants = edits(typed)
    if not variants or rows.filter(exact_vector__matches=_lexeme(typed)).exists():
        return ""
    query = " | ".join(map(_lexeme, sorted(variants)))
    # In no order: any statements will do, and sorting would look at all of them.
    matching = rows.order_by().filter(exact_vector__matches=query)
    texts = matching.values_list("text", flat=True)[:LOOKED_AT]
    seen = Counter(
        form for text in texts for form in {folded(found) for found in WORD.findall(text)}
        if form in variants
    )  # fmt: skip
    return min(seen, key=lambda form: (-seen[form], form)) if seen else ""


def edits(word: str) -> set[str]:
    """Return all words one edit away; none for a word of no known alphabet or of odd length."""
    alphabet = next((letters for shape, letters in ALPHABETS if shape.fullmatch(word)), "")
    if not alphabet or not SHORTEST <= len(word) <= LONGEST:
        return set()
    splits = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {left + right[1:] for left, right in splits if right}
    found |= {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    found |= {left + c + right[1:] for left, right in splits if right for c in alphabet}
    found |= {left + c + right for left, right in splits for c in alphabet}
    return found - {word}


def _lexeme(form: str) -> str:
    return f"'{form}'"
