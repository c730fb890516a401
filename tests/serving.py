"""`manage.py serve` as a process of its own, with an archive of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 180  # seconds until a start counts as hung


@contextmanager
def own_archive():
    """Yield the environment of an archive in a folder that every account can reach."""
    folder = Path(tempfile.mkdtemp(prefix="onrecord-", dir="/var/tmp"))
    folder.chmod(0o755)
    inherited = {"DATABASE_URL", "SECRET_KEY", "SITE_URL", "DEBUG"}
    try:
        yield {key: value for key, value in os.environ.items() if key not in inherited} | {
            "ONRECORD_DATA": str(folder / "data"),
            "STATIC_ROOT": str(folder / "static"),
            "DJANGO_SETTINGS_MODULE": "archive.settings",
            "PYTHONUNBUFFERED": "1",
        }
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(environment):
    """Yield the running process, its base address and a way to read what it printed so far."""
    port = free_port()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip

        def printed() -> str:
            output.seek(0)
            return output.read()

        try:
            wait_for(process, f"http://127.0.0.1:{port}/healthz", printed)
            yield process, f"http://127.0.0.1:{port}", printed
        finally:
            end(process)


def end(process):
    """End it in order, so that its database ends with it; by force when it does not listen."""
    process.terminate()
    try:
        process.wait(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_for(process, address, printed):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, printed()
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"no answer: {printed()}")


def get(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.status, answer.read().decode()
