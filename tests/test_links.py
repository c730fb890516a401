"""The addresses one click away: worked out in parts, they are those of the changed query."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from archive.filters import StatementFilter
from archive.models import Statement
from archive.query.clicks import excluding, toggled, with_days
from archive.views.links import Links
from tests.factories import make_statement

pytestmark = pytest.mark.django_db
SEARCHES = (
    "",
    "q=bridge",
    "q=bridge OR toll",
    "q=bridge OR toll&sort=oldest",
    "q=bridge&by=speaker&after=2020",
    'q="open bridge" -toll&speaker=ada-voss',
    "q=bridge -speaker:ada-voss -kind:direct",
    "q=speaker:ada-voss speaker:bo-ash",
    "q=speaker:ada-voss OR kind:direct",
    "q=2020..2021 bridge&kind=direct&kind=mixed",
    "q=past:3y",
    "after=2020&before=2021-03&outlet=the-quay-post&q=lang:de",
    'q=(bridge OR toll) -(ferry OR "paint")',
)


@pytest.mark.parametrize("asked", SEARCHES)
def test_each_link_is_the_address_of_the_changed_query(asked):
    for speaker in ("Ada Voss", "Bo Ash"):
        make_statement(f"{speaker} opens the bridge.", speaker=speaker, outlet="The Quay Post")
    search = StatementFilter(QueryDict(asked), queryset=Statement.objects.shown())
    links = Links(search)
    for name, value in (
        ("speaker", "ada-voss"), ("speaker", "bo-ash"), ("outlet", "the-quay-post"),
        ("kind", "direct"), ("kind", "mixed"), ("status", "machine"), ("lang", "de"),
    ):  # fmt: skip
        assert links.toggling(name, value) == links.to(toggled(search.tree, name, value))
        assert links.excluding(name, value) == links.to(excluding(search.tree, name, value))
    for first, last in (("2020-01-01", "2020-12-31"), ("2020", ""), ("", "")):
        assert links.on_days(first, last) == links.to(with_days(search.tree, first, last))
