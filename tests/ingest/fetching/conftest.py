"""Fixtures for fetching."""

from __future__ import annotations

import pytest

from tests.ingest.fetching.loopback import site


@pytest.fixture
def served():
    """A site on loopback with no routes yet."""
    with site() as here:
        yield here
