"""An article's text with every statement lit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.ingest.syndication import shared
from archive.models import Article, ArticleVersion, NearCopy, Statement
from archive.models.status import Status
from archive.search import SHOWN
from archive.templatetags.lit import Passage, lit
from archive.templatetags.wording import changes
from archive.views.absolute import absolute

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from archive.models import Speaker
    from archive.templatetags.wording import Stretch

# A first paragraph longer than this is no title: it is set as text under the stored title.
LONGEST_TITLE = 300
MOST_COPIES = 10
PASSAGE = re.compile(r"(\d{1,8})-(\d{1,8})", re.ASCII)  # characters of the version's text
TINTS = 6  # speakers that are told apart by a tint
# What is shown of a statement where it stands: far less than on a card.
LIT = (
    "start", "end", "kind", "status", "name", "mention", "dropped_in",
    "speaker__name", "speaker__slug",
)  # fmt: skip


@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the current version, or the one that `?version=` names; 410 when it is withdrawn."""
    found = get_object_or_404(Article.objects.for_display(), pk=pk)
    if found.withdrawn_at:
        return render(request, "archive/article_gone.html", {"article": found}, status=410)
    versions = list(found.versions.defer("text").order_by("number"))
    version = chosen_version(found, request.GET.get("version", ""))
    statements = list(statements_in(version, is_current=version == found.current_version))
    speakers = speakers_of(statements)
    paragraphs = lit(version.text, statements, passage_in(version.text, request.GET))
    has_title = bool(paragraphs) and paragraphs[0].end - paragraphs[0].start <= LONGEST_TITLE
    context: dict[str, Any] = {
        "article": found,
        "canonical": absolute(request, found.get_absolute_url()),
        "version": version,
        "versions": versions,
        "title": paragraphs[0] if has_title else None,
        "paragraphs": paragraphs[1:] if has_title else paragraphs,
        "statements": statements,
        "speakers": speakers,
        "changed": changed(version, versions) if "changes" in request.GET else None,
    }
    if version == found.current_version:
        context["copies"], context["more_copies"] = near_copies(found)
    return render(request, "archive/article.html", context)


def passage_in(text: str, parameters: QueryDict) -> Passage | None:
    """Return the words that `?passage=120-180` asks for, as far as the text has them."""
    found = PASSAGE.fullmatch(parameters.get("passage", ""))
    if found is None:
        return None
    start, end = int(found[1]), min(int(found[2]), len(text))
    return Passage(start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article, and how many of a hundred words in a row of this one it prints too."""

    article: Article
    percent: int


def near_copies(article: Article) -> tuple[list[Copy], int]:
    """Return the articles that print much the same text, the most alike first, each compared word
    for word; and how many more there are."""
    pairs = NearCopy.objects.filter(Q(one=article) | Q(other=article)).order_by("-likeness", "pk")
    ids = [one + other - article.pk for one, other in pairs.values_list("one", "other")]
    rows = Article.objects.listed().select_related("outlet", "current_version")
    found = rows.in_bulk(ids[:MOST_COPIES])
    shown = [Copy(copy, _percent(article, copy)) for pk in ids if (copy := found.get(pk))]
    return shown, max(0, len(ids) - MOST_COPIES)


def _percent(article: Article, copy: Article) -> int:
    texts = [one.current_version.text if one.current_version else "" for one in (article, copy)]
    return round(100 * shared(*texts))


def chosen_version(article: Article, number: str) -> ArticleVersion:
    """Return the version of that number, the current one when none is asked for; else 404."""
    if not number and article.current_version:
        return article.current_version
    if not (number.isascii() and number.isdecimal() and len(number) < 9):
        raise Http404
    return get_object_or_404(article.versions.all(), number=number)


def statements_in(version: ArticleVersion, *, is_current: bool) -> list[Statement]:
    """Return what is lit in a version; an old one also shows what is no longer in the article."""
    statuses = SHOWN if is_current else (*SHOWN, Status.WITHDRAWN)
    found = Statement.objects.filter(version=version, status__in=statuses)
    lit_ones = found.select_related("speaker").only(*LIT)
    return list(lit_ones.order_by("start", "-end", "pk"))


class Speaking(NamedTuple):
    """Somebody who speaks in the article: a tint (0 for none), and their statements by number."""

    speaker: Speaker
    tint: int
    statements: list[tuple[int, Statement]]


def speakers_of(statements: list[Statement]) -> list[Speaking]:
    """Return who speaks in the article, the most quoted first; tint what each of them says.

    Numbers are those of `lit`: the statements stand in reading order.
    """
    said: dict[Speaker, list[tuple[int, Statement]]] = {}
    for number, statement in enumerate(statements, 1):
        if statement.speaker:
            said.setdefault(statement.speaker, []).append((number, statement))
    ordered = sorted(said.items(), key=lambda pair: -len(pair[1]))
    found = []
    for place, (speaker, own) in enumerate(ordered, 1):
        found.append(Speaking(speaker, place if place <= TINTS else 0, own))
        for _number, statement in own:
            vars(statement)["tint"] = found[-1].tint
    return found


def changed(version: ArticleVersion, versions: list[ArticleVersion]) -> list[list[Stretch]] | None:
    """Return what the version changed in the one before it; None for the first."""
    before = [other for other in versions if other.number < version.number]
    return changes(before[-1].text, version.text) if before else None
