"""Real servers in short-lived folders that also the account which root lends can reach."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import psycopg
import pytest

from archive.embedded import Location, accounts, binaries, database_url, locate, postmaster, running

ROOT = Path(__file__).parents[2]
NOWHERE = Location(Path("/nonexistent"), Path("/nonexistent"))
# The first of each version, as `choose` would take it.
PROGRAMS = {found.version: found for found in reversed(list(binaries.candidates(NOWHERE)))}
PROGRAMS = dict(reversed(PROGRAMS.items()))

VISIT = """
import os, sys
from pathlib import Path
from archive.embedded import Unavailable, locate, running
try:
    with running(locate(Path.cwd(), os.environ)):
        print("in", flush=True)
        sys.stdin.readline()
except Unavailable as error:
    print(error, flush=True)
print("out", flush=True)
"""


class Visitor:
    """Another process that uses the server until it is told to leave."""

    def __init__(self, location: Location, script: str = VISIT) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env=os.environ | environment(location),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def next_line(self) -> str:
        return self.process.stdout.readline().strip()

    def leave(self) -> str:
        return self.process.communicate("leave\n", timeout=60)[0].strip()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def environment(location: Location) -> dict[str, str]:
    chosen = {"ONRECORD_POSTGRES_BIN": str(location.binaries)} if location.binaries else {}
    return {"ONRECORD_DATA": str(location.data), **chosen}


def living(location: Location) -> int | None:
    return postmaster.living(location, accounts.account_for(location))


def query(location: Location, words: str) -> list[tuple[object, ...]]:
    with psycopg.connect(database_url(location), autocommit=True) as connection:
        cursor = connection.execute(words)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture(scope="session")
def ground() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="onrecord-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def open_folder(ground: Path) -> Path:
    """A new folder that every account can enter."""
    folder = Path(tempfile.mkdtemp(dir=ground))
    folder.chmod(0o755)
    return folder


@pytest.fixture
def fresh(open_folder: Path) -> Iterator[Location]:
    """A place with nothing in it yet."""
    location = locate(ROOT, {"ONRECORD_DATA": str(open_folder / "data")})
    yield location
    clean_up(location)


@pytest.fixture(scope="session")
def shared(ground: Path) -> Callable[[binaries.Binaries], Location]:
    """One place for each PostgreSQL, for all tests that leave its cluster whole: a new cluster
    or a copy costs a second each."""

    @cache
    def place(programs: binaries.Binaries) -> Location:
        data, folder = ground / programs.version, str(programs.folder)
        return locate(ROOT, {"ONRECORD_DATA": str(data), "ONRECORD_POSTGRES_BIN": folder})

    return place


@pytest.fixture
def location(shared: Callable[[binaries.Binaries], Location]) -> Iterator[Location]:
    """A place of the programs that a new one would get; its server stands still."""
    yield from stopped_before_and_after(shared(next(iter(PROGRAMS.values()))))


@pytest.fixture(params=PROGRAMS.values(), ids=PROGRAMS.keys())
def any_version(
    request: pytest.FixtureRequest, shared: Callable[[binaries.Binaries], Location]
) -> Iterator[Location]:
    """The same, once for every PostgreSQL that is here."""
    yield from stopped_before_and_after(shared(request.param))


def stopped_before_and_after(location: Location) -> Iterator[Location]:
    if not location.cluster.exists():
        with running(location):
            pass
    yield location
    kill_server(location)


def kill_server(location: Location) -> None:
    """So that a failed test leaves nothing to the next one."""
    left = living(location) if location.cluster.exists() else None
    if left:
        os.kill(left, signal.SIGKILL)


def clean_up(location: Location) -> None:
    kill_server(location)
    if location.sockets.parent != location.data:
        shutil.rmtree(location.sockets, ignore_errors=True)
    shutil.rmtree(location.data, ignore_errors=True)
