"""A real browser against a real server."""

from __future__ import annotations

import os

import pytest

from tests.browser import chromium
from tests.world import make_world


def pytest_collection_modifyitems(items):
    """Skip browser tests where there is no browser; in CI that is a failure instead."""
    if chromium.find() or os.environ.get("CI") == "true":
        return
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.skip(reason=chromium.HOW_TO_GET_IT))


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Start the system's Chromium."""
    assert chromium.find(), chromium.HOW_TO_GET_IT
    return chromium.launch_options()


@pytest.fixture
def site(live_server):
    """Return the address of a running site with a small archive, and its pages by name."""
    pages = make_world()
    return {name: live_server.url + address for name, address in pages.items()} | {
        "root": live_server.url
    }
