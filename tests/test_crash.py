"""The short form of `make crash`: every way to disturb an ingest, once."""

from __future__ import annotations

import pytest

from tests.crash import MODES, World, crash, undisturbed


@pytest.fixture(scope="module")
def world():
    with World(articles=100) as world:
        yield world


@pytest.fixture(scope="module")
def expected(world):
    return undisturbed(world)


@pytest.mark.parametrize("mode", MODES)
def test_an_ingest_that_was_disturbed_ends_with_the_same_rows(mode, world, expected):
    assert expected.count('"type":"article"') == world.articles
    crash(world, mode, 65, expected)
