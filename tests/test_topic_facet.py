"""Topics on the search page: with their numbers, chosen, left out, by any name of theirs."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import Statement, Topic
from archive.models.tagging import merge_topics
from tests.factories import make_statement
from tests.test_views import get

pytestmark = pytest.mark.django_db


def topics(page):
    """Return the entries of the facet: (name, number)."""
    if 'aria-labelledby="facet-topic"' not in page:
        return []
    facet = page.split('aria-labelledby="facet-topic"')[1].split("</section>")[0]
    return re.findall(r'id="topic-([\w-]+)".*?<span class="n">(\d+)', facet, re.DOTALL)


def test_topics_are_a_facet_that_narrows_and_excludes(client):
    harbours, money = map(Topic.objects.named, ("Harbours", "Money"))
    both, one, _none = (make_statement(f"The bridge is open {n}.") for n in range(3))
    for said, topic in ((both, harbours), (both, money), (one, harbours)):
        said.taggings.create(topic=topic)
    page = get(client, "/statements/?q=bridge")
    assert topics(page) == [("harbours", "2"), ("money", "1")]
    assert "topic%3Aharbours" in page and "-topic%3Aharbours" in page
    chosen = get(client, "/statements/?q=bridge+topic:harbours")
    assert topics(chosen) == [("harbours", "2"), ("money", "1")]
    assert "open 0." in chosen and "open 1." in chosen and "open 2." not in chosen
    left = get(client, "/statements/?q=bridge+-topic:harbours")
    assert "open 2." in left and "open 1." not in left


def test_a_topic_is_chosen_by_its_name_and_by_the_name_it_had(client):
    old, new = map(Topic.objects.named, ("Ports", "Old harbours"))
    make_statement("The bridge is open.").taggings.create(topic=old)
    merge_topics(old, new)
    for typed in ("old-harbours", '"Old HARBOURS"', "ports"):
        page = get(client, "/statements/?" + urlencode({"q": f"topic:{typed}"}))
        assert topics(page) == [("old-harbours", "1")], typed
        assert "The bridge is open." in page and "Topic" in page


def test_an_archive_without_topics_shows_none_and_asks_no_more(client):
    make_statement("The bridge is open.")
    with CaptureQueriesContext(connection) as without:
        page = get(client, "/statements/?q=bridge")
    assert "facet-topic" not in page
    Statement.objects.get().taggings.create(topic=Topic.objects.named("Harbours"))
    with CaptureQueriesContext(connection) as with_some:
        client.get("/statements/?q=bridge")
    assert len(without) == len(with_some)
