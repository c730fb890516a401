"""A search to follow: `/statements.atom` with the parameters of `/statements/`."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.languages import for_programs
from archive.templatetags.archive import closing, opening, who
from archive.views.absolute import absolute
from archive.views.paging import address
from archive.views.rows import rows_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from archive.models import Statement

NEWEST = 50


@for_programs
@require_safe
def statements_atom(request: HttpRequest) -> HttpResponse:
    """Give the newest statements that the search finds."""
    rows = rows_of(request)
    state = rows.search.state
    feed = Atom1Feed(
        title=f"{settings.SITE_NAME}: {_('Statements')} {rows.search.in_words()}".strip(),
        link=absolute(request, address(reverse("statements"), state)),
        description=None,
        feed_url=absolute(request, address(request.path, state)),
    )
    for row in rows._replace(order="newest").page(None, NEWEST):
        _add(feed, request, row)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _add(feed: Atom1Feed, request: HttpRequest, row: Statement) -> None:
    link = absolute(request, row.get_absolute_url())
    day = row.said_on or row.version.fetched_at.date()
    feed.add_item(
        title=f"{who(row)}: {' '.join(row.text.split())[:200]}",
        link=link,
        unique_id=link,
        # Readers of feeds take it for markup.
        description=escape(f"{opening(row)}{row.text}{closing(row)}"),
        author_name=who(row),
        updateddate=datetime.combine(day, time(), UTC),
        categories=[row.kind],
    )
