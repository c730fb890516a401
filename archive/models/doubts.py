"""What speaks against a machine's statement, in words, for whoever has to decide about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.models.article import ArticleVersion
from archive.models.indexes import printed_as
from archive.models.names import normalised
from archive.models.quotation import Wording
from archive.models.review import reasons
from archive.models.speaker import Speaker, SpeakerAlias
from archive.models.statement import Statement
from archive.models.teaching import PRONOUNS
from archive.search import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_NAMED = 5  # speakers that a reason names


def doubts(statement: Statement) -> list[str]:
    """Return every reason to doubt it: its own, and what the archive knows about its words.

    Asks a handful of queries, each answered by an index, however large the archive is.
    """
    return [*reasons(statement), *_about_the_mention(statement), *_about_the_words(statement)]


def _about_the_mention(statement: Statement) -> Iterator[str]:
    mention = normalised(statement.mention)
    if not mention or mention in PRONOUNS:
        return
    same = Statement.objects.filter(printed_as(statement.mention), status="machine")
    names = _called(mention, statement)
    if not names and not same.exclude(pk=statement.pk).exists():
        yield f"a new mention: “{statement.mention}” is printed nowhere else"
    if len(names) > 1:
        yield f"an ambiguous name: {_listed(names)} go by “{statement.mention}”"
    candidates = _candidates(mention, statement)
    if len(candidates) > 1:
        yield f"several candidates in the article: {_listed(candidates)}"


def _called(name: str, statement: Statement) -> list[str]:
    """Return the names of all whom the name or an alias calls so."""
    world = Speaker.objects.listed().filter(is_sample=statement.article.batch.is_sample)
    aliased = SpeakerAlias.objects.filter(normalised=name).values("speaker")
    found = world.filter(normalised_name=name) | world.filter(pk__in=aliased)
    return list(found.distinct().values_list("name", flat=True)[: MOST_NAMED + 1])


def _candidates(mention: str, statement: Statement) -> list[str]:
    """Return those who speak in the article and bear the last word of the mention."""
    last = mention.split()[-1]
    speaking = Speaker.objects.filter(statements__article=statement.article_id).distinct()
    names = speaking.values_list("name", "normalised_name")
    return [name for name, whole in names if last in whole.split()]


def _about_the_words(statement: Statement) -> Iterator[str]:
    printed = getattr(statement, "print", None)
    wording = printed.wording if printed else None
    if wording and wording.group and wording.group.articles > 1:
        yield f"{wording.group.articles} articles print these words"
    if wording and wording.words_key is not None:
        others = _who_else(wording, statement)
        if others:
            yield f"much the same words are given to {_listed(others)} elsewhere"
    if moved := _moved(statement):
        yield moved


def _who_else(wording: Wording, statement: Statement) -> list[str]:
    """Return others who are said to have said these very words."""
    same = Wording.objects.filter(words_key=wording.words_key, is_live=True).exclude(pk=wording.pk)
    said = Statement.objects.filter(print__wording__in=same, status__in=SHOWN)
    others = said.exclude(speaker=statement.speaker_id).exclude(speaker=None)
    return list(others.order_by("speaker").values_list("speaker__name", flat=True).distinct())


def _moved(statement: Statement) -> str:
    """Say that a newer version of the article has other words here than the one before."""
    number = statement.version.number
    if number == 1:
        return ""
    before = ArticleVersion.objects.filter(article=statement.article_id, number=number - 1)
    if before.filter(text__contains=statement.text).exists():
        return ""
    return f"version {number} of the article changed these words, or brought them"


def _listed(names: Iterable[str]) -> str:
    shown = list(names)
    more = " and others" if len(shown) > MOST_NAMED else ""
    return ", ".join(shown[:MOST_NAMED]) + more
