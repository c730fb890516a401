"""What every page knows about the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.db.models import Exists, OuterRef

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
    filled = Exists(Article.objects.filter(batch=OuterRef("pk")))
    batches = ImportBatch.objects.filter(filled).order_by().values_list("pk", "is_sample")
    invented = [pk for pk, is_sample in batches if is_sample]
    if not invented:
        return Sample(0, is_all=False)
    articles = Article.objects.filter(batch__in=invented).count()
    return Sample(articles, is_all=len(invented) == len(batches))
