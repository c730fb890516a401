"""The first page."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.models import Article, Outlet, Speaker, Statement
from archive.views.absolute import absolute
from archive.views.paging import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpRequest, HttpResponse

MOST_SPEAKERS, MOST_OUTLETS, MOST_STATEMENTS = 10, 8, 6
LOOKED_THROUGH = 60  # the latest statements, for one of each article and for examples
WORD = re.compile(r"[^\W\d_]+")
PAIR = re.compile(r"(?=\b([^\W\d_]+ [^\W\d_]+)\b)")
LONG = 6
# The words of LONG letters and more in PostgreSQL's english.stop.
IGNORED = frozenset(
    "myself ourselves yourself yourselves himself herself itself themselves theirs having because"
    " against between through during before further should".split()
)


class Example(NamedTuple):
    """A search that finds something, by its link."""

    words: str
    url: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the search box, the size of the archive, who is quoted most, and the latest."""
    shown = Statement.objects.shown()
    newest = list(shown.for_display().newest()[:LOOKED_THROUGH])
    latest = one_an_article(newest)
    most_quoted = list(Speaker.objects.listed().most_quoted()[:MOST_SPEAKERS])
    context = {
        "canonical": absolute(request, request.path),
        "latest": latest,
        "most_quoted": most_quoted,
        "outlets": Outlet.objects.with_counts()[:MOST_OUTLETS],
        "span": shown.span(),
        "articles": Article.objects.listed().count(),
        "speakers": Speaker.objects.listed().filter(pk__in=shown.values("speaker")).count(),
        "outlet_count": Outlet.objects.listed().count(),
        "examples": [*word_examples(newest), *speaker_examples(most_quoted)],
    }
    return render(request, "archive/home.html", context)


def one_an_article(newest: Iterable[Statement]) -> list[Statement]:
    """Return the latest statements, one from each article: one by a known speaker if there is."""
    chosen: dict[int, Statement] = {}
    for statement in newest:
        before = chosen.setdefault(statement.article_id, statement)
        if before.speaker is None and statement.speaker:
            chosen[statement.article_id] = statement
    return list(chosen.values())[:MOST_STATEMENTS]


def word_examples(newest: Iterable[Statement]) -> Iterator[Example]:
    """Yield the commonest long word and phrase of the latest statements: both find something.

    Only of English ones: which words of another language the search ignores is not known here.
    """
    texts = [statement.text for statement in newest if statement.language == "en"]
    pairs = (pair for text in texts for pair in PAIR.findall(text))
    phrases = Counter(pair for pair in pairs if all(map(is_telling, pair.split())))
    words = Counter(word for text in texts for word in WORD.findall(text) if is_telling(word))
    for counted, shape in ((words, "{}"), (phrases, '"{}"')):
        for found, _n in counted.most_common(1):
            query = shape.format(found)
            yield Example(query, address(reverse("statements"), {"q": query}))


def is_telling(word: str) -> bool:
    """Say whether a word is long, no name, and not one that PostgreSQL's English ignores."""
    return len(word) >= LONG and word.islower() and word not in IGNORED


def speaker_examples(speakers: Iterable[Speaker]) -> Iterator[Example]:
    """Yield the two most quoted speakers as searches."""
    for speaker in list(speakers)[:2]:
        yield Example(speaker.name, address(reverse("statements"), {"speaker": speaker.slug}))
