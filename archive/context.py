"""What every page knows about the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings

from archive.filters import MOST_WORDS
from archive.models import Article, ImportBatch

if TYPE_CHECKING:
    from django.http import HttpRequest


class Sample(NamedTuple):
    """What the archive holds of the bundled, invented articles."""

    articles: int
    is_all: bool  # nothing else is in


def site(request: HttpRequest) -> dict[str, Any]:
    """Give templates the site's name, the most that can be searched for, and the sample's share.

    The share is asked for by the template, so that pages without a banner ask nothing.
    """
    return {"SITE_NAME": settings.SITE_NAME, "MOST_WORDS": MOST_WORDS, "sample": sample}


def sample() -> Sample:
    """Count the articles of the sample; an archive without one is asked for its batches alone."""
    if not ImportBatch.objects.filter(is_sample=True).exists():
        return Sample(0, is_all=False)
    articles = Article.objects.filter(batch__is_sample=True).count()
    others = Article.objects.filter(batch__is_sample=False)
    return Sample(articles, is_all=bool(articles) and not others.exists())
