"""What every page knows about the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from archive.models import Article

if TYPE_CHECKING:
    from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Give templates the site's name, and the question whether only the sample is in.

    The question is asked by the template, so that pages without a banner ask nothing.
    """
    return {
        "SITE_NAME": settings.SITE_NAME,
        "only_sample": Article.objects.are_all_sample,
    }
