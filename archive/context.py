"""What every page knows about the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Subquery, Value, When

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
    """Count the articles of the sample, in one query that counts no others."""
    own = Article.objects.filter(batch=OuterRef("pk")).order_by()
    count = Subquery(own.values("batch").annotate(n=Count("pk")).values("n"))
    invented = Case(When(is_sample=True, then=count), default=Value(0), output_field=IntegerField())
    batches = ImportBatch.objects.filter(Exists(own)).order_by()
    rows = list(batches.annotate(invented=invented).values_list("is_sample", "invented"))
    return Sample(sum(n for _, n in rows), bool(rows) and all(is_one for is_one, _ in rows))
