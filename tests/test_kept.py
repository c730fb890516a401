"""Numbers over the whole archive: kept where counting them takes long, never elsewhere."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache

from archive.views import kept as module
from archive.views.kept import kept
from tests.factories import make_statement

LOCAL = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture(autouse=True)
def memory(settings):
    """A cache that keeps, empty."""
    settings.CACHES = LOCAL
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def slow(monkeypatch):
    """Every count takes long enough to be kept, for good."""
    monkeypatch.setattr(module, "WORTH", -1)
    monkeypatch.setattr(module, "TIMES", 10**9)


def test_what_is_counted_quickly_is_counted_each_time(monkeypatch):
    monkeypatch.setattr(module, "WORTH", 10**9)
    numbers = iter([1, 2])
    assert [kept("n", lambda: next(numbers)) for _ in range(2)] == [1, 2]


def test_what_takes_long_is_kept_by_its_name(slow):
    numbers = iter([1, 2])
    assert [kept("n", lambda: next(numbers)) for _ in range(2)] == [1, 1]
    assert kept("other", lambda: next(numbers)) == 2


def test_nothing_found_is_kept_as_well(slow):
    found = iter([None, 1])
    assert [kept("n", lambda: next(found)) for _ in range(2)] == [None, None]


def test_nothing_is_kept_for_longer_than_said(slow, monkeypatch):
    kept_for = []
    monkeypatch.setattr(LocMemCache, "set", lambda self, name, value, wait: kept_for.append(wait))
    kept("n", lambda: 1)
    assert kept_for and 0 < kept_for[0] <= module.LONGEST


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "shown", "new"),
    [
        ("/speakers/", "Ada Voss", "Bo Lind"),
        ("/speakers/?sort=count", "Ada Voss", "Bo Lind"),
        ("/outlets/", "The Quay Post", "Northern Wire"),
    ],
)
def test_lists_of_the_whole_archive_are_kept_for_all_languages(client, slow, path, shown, new):
    make_statement("We mend the bridge.", speaker="Ada Voss")
    client.get(path)
    make_statement("We mend the ferry.", speaker="Bo Lind", outlet="Northern Wire")
    for language in ("en", "de"):
        page = client.get(path, headers={"accept-language": language}).content.decode()
        assert shown in page and new not in page and f'lang="{language}"' in page


@pytest.mark.django_db
def test_the_first_page_keeps_its_numbers_and_shows_the_latest(client, slow):
    make_statement("We mend the bridge.", speaker="Ada Voss")
    client.get("/")
    make_statement("We mend the ferry.", speaker="Ada Voss")
    page = client.get("/")
    assert page.context["span"]["n"] == 1
    assert {row.text for row in page.context["latest"]} >= {"We mend the ferry."}


@pytest.mark.django_db
def test_the_numbers_of_the_first_page_are_of_one_moment(client, slow):
    make_statement("We mend the bridge.", speaker="Ada Voss")
    client.get("/about/")
    client.get("/help/search/")
    make_statement("We mend the ferry.", speaker="Bo Lind", outlet="Northern Wire")
    shown = client.get("/").context
    assert shown["span"]["n"] == sum(point.n for point in shown["over_time"]) == 2
    assert {speaker.name for speaker in shown["most_quoted"]} == {"Ada Voss", "Bo Lind"}
    assert "Northern Wire" in {outlet.name for outlet in shown["outlets"]}


@pytest.mark.django_db
def test_a_search_for_a_name_is_never_kept(client, slow):
    make_statement("We mend the bridge.", speaker="Ada Voss")
    client.get("/speakers/?q=lind")
    make_statement("We mend the ferry.", speaker="Bo Lind")
    assert "Bo Lind" in client.get("/speakers/?q=lind").content.decode()
