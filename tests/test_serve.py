"""`manage.py serve`, for real: from nothing to pages, again, after Ctrl-C and after kill -9."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys

import pytest

from tests.serving import ROOT, free_port, get, own_archive, serving


@pytest.fixture(scope="module")
def environment():
    with own_archive() as environment:
        yield environment


def manage(environment, *arguments):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_from_nothing_to_pages_and_on_through_ctrl_c_and_kill(environment):
    with serving(environment) as (process, base, printed):
        for path in ("/", "/statements/?q=bridge", "/speakers/", "/about/", "/admin/login/"):
            assert get(base + path)[0] == 200, path
        _, page = get(base + "/statements/")
        for kind in ("statements", "articles", "speakers"):
            found = re.search(rf'href="(/{kind}/[^"/?#]+/)', page)
            assert found and get(base + found[1])[0] == 200, kind
        style = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page)
        assert style and get(base + style[1])[0] == 200
        assert "shown this once" in printed()
        assert base.replace("127.0.0.1", "localhost") in printed()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
    first = manage(environment, "dump").stdout
    assert first.count('"type":"article"') >= 40

    with serving(environment) as (process, _, printed):
        assert "shown this once" not in printed() and "loading the sample" not in printed()
        process.kill()
        process.wait()
    with serving(environment) as (process, base, printed):
        assert get(base + "/statements/")[0] == 200
        process.terminate()
        assert process.wait(timeout=60) == 0
    assert manage(environment, "dump").stdout == first
    assert manage(environment, "verify").returncode == 0


def test_a_taken_port_is_one_clear_line(environment):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = manage(environment, "serve", "--port", str(port))
    assert answer.returncode == 2
    assert f"cannot serve at 127.0.0.1:{port}" in answer.stderr and "PORT=" in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1


def test_a_server_that_is_not_there_is_one_clear_line(environment):
    gone = environment | {
        "DATABASE_URL": f"postgres://nobody@127.0.0.1:{free_port()}/none",
        "SECRET_KEY": "x",
    }
    for command in (["verify"], ["ingest", "tests"], ["serve", "--port", str(free_port())]):
        answer = manage(gone, *command)
        assert answer.returncode == 3, command
        assert "Traceback" not in answer.stderr
        errors = [line for line in answer.stderr.splitlines() if line.startswith("onrecord: ")]
        assert len(errors) == 1 and "connection failed" in errors[0]
