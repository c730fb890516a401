"""Where the words of a search stand in a statement, as the search matched them.

Words in any form are marked by PostgreSQL, which knows the forms; exact forms, phrases, beginnings
and words near each other are found here, in the same letters (no case, no accents). Only the rows
of a page are marked. The text stays whole and word for word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchHeadline
from django.db.models import Case, Value, When
from django.db.models.expressions import RawSQL

from archive.query.tree import Field, Leaf, Near, Phrase, Prefix, Word, leaves
from archive.search.configurations import CONFIGURATIONS, OTHER
from archive.search.shown import MARK_START, MARK_STOP

if TYPE_CHECKING:
    from archive.search.queryset import StatementQuerySet
    from archive.search.question import Question

WORD = re.compile(r"[^\W_]+")
APART = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ё": "е"})

Span = tuple[int, int]  # offsets into the text


def with_marked_forms(rows: StatementQuerySet, question: Question) -> StatementQuerySet:
    """Annotate `marked_forms`: the text with every form of the wanted words between marks."""
    if not any(is_wanted and isinstance(leaf, Word) for leaf, is_wanted in leaves(question.tree)):
        return rows.annotate(marked_forms=Value(""))
    marked = {
        language: _headline(question, configuration)
        for language, configuration in CONFIGURATIONS.items()
        if configuration in question.lexemes.configurations
    }
    whens = [When(language=language, then=then) for language, then in marked.items()]
    return rows.annotate(marked_forms=Case(*whens, default=_headline(question, OTHER)))


def _headline(question: Question, configuration: str) -> SearchHeadline:
    words = [
        leaf.text for leaf, wanted in leaves(question.tree) if wanted and isinstance(leaf, Word)
    ]
    stems = [question.lexemes.stems[word][configuration] for word in words]
    query = " | ".join(f"({stem})" for stem in stems if stem)
    return SearchHeadline(
        "text",
        RawSQL("%s::tsquery", [query]),
        config=configuration,
        start_sel=MARK_START,
        stop_sel=MARK_STOP,
        highlight_all=True,
    )


def mark(statements: Iterable[Any], question: Question) -> None:
    """Set `marked` of each statement: its text, hits between MARK_START and MARK_STOP."""
    pieces = [leaf for leaf, is_wanted in leaves(question.tree) if is_wanted]
    exact = [leaf for leaf in pieces if not isinstance(leaf, Word)]
    for statement in statements:
        text = statement.text
        spans = _marked_spans(getattr(statement, "marked_forms", ""), text)
        plain = [Phrase(word) for word in question.words_of_one_form(statement.language)]
        if exact or plain:
            spans += _spans(text, [*exact, *plain], question)
        statement.marked = _with_marks(text, spans)


def _marked_spans(marked: str, text: str) -> list[Span]:
    """Return where marks stand; none when the marked text is not the text word for word."""
    if marked.replace(MARK_START, "").replace(MARK_STOP, "") != text:
        return []
    spans, place, start = [], 0, 0
    for piece in re.split(f"([{MARK_START}{MARK_STOP}])", marked):
        if piece == MARK_START:
            start = place
        elif piece == MARK_STOP:
            spans.append((start, place))
        else:
            place += len(piece)
    return spans


def _spans(text: str, pieces: Sequence[Leaf], question: Question) -> list[Span]:
    tokens = [(folded(found[0]), found.span()) for found in WORD.finditer(text)]
    spans: list[Span] = []
    for piece in pieces:
        match piece:
            case Prefix(beginning):
                wanted = _words(beginning)
                spans += _phrases(tokens, wanted, is_beginning=True)
            case Phrase(phrase):
                spans += _phrases(tokens, _words(phrase))
            case Near(words, distance):
                spans += _near(tokens, _words(words), distance)
            case Field("mentions", name):
                for printed in (name, *question.names.mentions.get(name, ())):
                    spans += _phrases(tokens, _words(printed))
    return spans


def _phrases(
    tokens: Sequence[tuple[str, Span]], wanted: Sequence[str], *, is_beginning: bool = False
) -> list[Span]:
    found = []
    for first in range(len(tokens) - len(wanted) + 1):
        here = [word for word, _ in tokens[first : first + len(wanted)]]
        is_last = here[-1].startswith(wanted[-1]) if is_beginning and wanted else here == wanted
        if wanted and here[:-1] == list(wanted[:-1]) and is_last:
            found.append((tokens[first][1][0], tokens[first + len(wanted) - 1][1][1]))
    return found


def _near(tokens: Sequence[tuple[str, Span]], wanted: Sequence[str], distance: int) -> list[Span]:
    """Mark each word that has all the others at most `distance` words away."""
    places = {word: [n for n, (token, _) in enumerate(tokens) if token == word] for word in wanted}
    return [
        tokens[place][1]
        for word in places
        for place in places[word]
        if all(
            any(abs(place - other) <= distance for other in places[neighbour])
            for neighbour in places
        )
    ]


def _words(text: str) -> list[str]:
    return [folded(word) for word in WORD.findall(text)]


def folded(text: str) -> str:
    """Return the letters as the exact vector compares them: no case, no accents."""
    letters = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in letters if not unicodedata.combining(c)).translate(APART)


def _with_marks(text: str, spans: Iterable[Span]) -> str:
    pieces, place = [], 0
    for start, end in _joined(spans):
        pieces += [text[place:start], MARK_START, text[start:end], MARK_STOP]
        place = end
    return "".join([*pieces, text[place:]])


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
