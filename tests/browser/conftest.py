"""A real browser against a real server."""

from __future__ import annotations

import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.contrib.auth.models import User

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


@pytest.fixture
def serve():
    """Return what gives somebody else's page an address of its own on this machine."""
    servers = []

    def at(text):
        class Blog(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_):
                pass

        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), Blog))
        Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}/"

    yield at
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def desk(new_context, site):
    """Return what opens the admin for a curator who is logged in, at some width."""
    User.objects.create_superuser("chief", password="a long one")

    def enter(width, scheme="light", name="chief"):
        size = {"width": width, "height": 900}
        page = new_context(viewport=size, color_scheme=scheme).new_page()
        page.said = []
        page.on("console", lambda message: page.said.append((message.text, message.location)))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(f"{site['root']}/admin/archive/statement/")
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill("a long one")
        page.get_by_role("button", name="Log in").click()
        return page

    return enter
