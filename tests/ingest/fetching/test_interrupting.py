"""Ctrl-C ends a run whatever the servers do."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from tests.ingest.fetching.loopback import give, lead_to

PROGRAM = """
import sys
from archive.ingest.fetching import Limits, Terms, read
patient = Limits(connect=9999, silence=9999, page=9999, pause=9999, longest_wait=9999)
list(read(sys.argv[1:], Terms(allow_private=True, limits=patient)))
"""


def silent(served):
    def route(handler):
        served.reached.set()
        served.over.wait()

    return route


def busy(served):
    def route(handler):
        give(status=503, retry_after="5000")(handler)
        served.reached.set()

    return route


def pausing(served):
    """robots.txt is answered, and before the next request there is a pause without end."""

    def route(handler):
        lead_to("/")(handler)
        served.reached.set()

    return route


@pytest.mark.parametrize("hold_up", [silent, busy, pausing])
def test_an_interrupted_run_ends_while_it_waits(served, hold_up):
    served.routes["/robots.txt"] = hold_up(served)
    addresses = [f"{served.address}/{number}" for number in range(3)]
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *addresses], stderr=subprocess.PIPE, text=True
    )
    try:
        assert served.reached.wait(60)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    assert errors.strip().endswith("KeyboardInterrupt")
    assert process.returncode == -signal.SIGINT
