"""Kill the ingest, or the database under it, in the middle: `python -m tests.crash [RUNS]`.

(make crash) Each run ends with one more ingest and must then hold the rows of an undisturbed one.
An embedded PostgreSQL of its own, a generated corpus, and the command as people type it.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from archive import embedded
from archive.embedded import accounts, postmaster
from tests.corpus import write_json_lines

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = 160  # five batches
PATIENCE = 120  # seconds; a hang, not a slow machine
NO_DATABASE, TERMINATED, INTERRUPTED = 3, 143, 130


class World:
    """A server, an empty archive to begin with, and the corpus."""

    def __init__(self, articles: int = ARTICLES) -> None:
        self.articles = articles

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="onrecord-crash-", dir="/tmp"))
        self.folder.chmod(0o755)
        data = {"ONRECORD_DATA": str(self.folder / "data")}
        self.location = embedded.locate(ROOT, data)
        self.servers = ExitStack()
        self.start()
        url = {"DATABASE_URL": embedded.database_url(self.location)}
        self.environment = os.environ | url | {"SECRET_KEY": "for tests only"}
        self.corpus = self.folder / "articles.jsonl"
        write_json_lines(self.corpus, self.articles)
        self.manage("migrate", "--verbosity=0")
        self.administer("ALTER DATABASE onrecord RENAME TO bare")
        self.reset()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.servers.close()
        if self.location.sockets.parent != self.location.data:
            shutil.rmtree(self.location.sockets, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Start the server, or start it again."""
        self.servers.enter_context(embedded.running(self.location))

    def kill_postgres(self) -> None:
        """Kill the server with all of its processes."""
        server = postmaster.living(self.location, accounts.account_for(self.location))
        children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        for process in (server, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def reset(self) -> None:
        """Empty the archive."""
        self.administer(
            "DROP DATABASE IF EXISTS onrecord WITH (FORCE)",
            "CREATE DATABASE onrecord TEMPLATE bare OWNER onrecord",
        )

    def administer(self, *commands: str) -> None:
        """Run SQL as the server's superuser."""
        host = str(self.location.sockets)
        with psycopg.connect(
            host=host, port=5432, user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            for command in commands:
                connection.execute(command)

    def manage(self, *words: str) -> str:
        """Run a command to its end; return what it prints. Raises when it fails."""
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE, text=True,
            stderr=subprocess.DEVNULL,
        ).stdout  # fmt: skip

    def dump(self) -> str:
        """Return the canonical rows."""
        return self.manage("dump")


class Run:
    """One ingest, started in a process group of its own."""

    def __init__(self, world: World) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "ingest", "--jobs", "2", str(world.corpus)],
            cwd=ROOT, env=world.environment, text=True, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.lines: list[str] = []

    def go_on_to(self, articles: int) -> None:
        """Let it store so many articles."""
        while len(self.lines) < articles and (line := self.process.stdout.readline()):
            self.lines.append(line)

    def signal(self, number: int) -> None:
        """Send a signal to the whole group, as a terminal does."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def end(self) -> int:
        """Wait for the end; return the exit status."""
        self.lines += self.process.communicate(timeout=PATIENCE)[0].splitlines(keepends=True)
        return self.process.returncode

    def last_words(self) -> list[str]:
        """Return what it said beside a line an article."""
        states = ("new ", "changed ", "unchanged ", "ingested ")
        return [line for line in self.lines if not line.startswith(states)]


def kill(world: World, moment: int) -> None:
    """Kill it in the middle."""
    run = Run(world)
    run.go_on_to(moment)
    run.signal(signal.SIGKILL)
    run.end()


def storm(world: World, moment: int) -> None:
    """Kill it five times in a row."""
    for part in range(1, 6):
        kill(world, moment * part // 5)


def stop(world: World, moment: int) -> None:
    """Ask it to end, by either signal: it does, and one line says how to go on."""
    run = Run(world)
    run.go_on_to(moment)
    number = signal.SIGTERM if moment % 2 else signal.SIGINT
    run.signal(number)
    status = run.end()
    if moment and status != 0:  # else it may not have begun, or be over
        assert status == (TERMINATED if number == signal.SIGTERM else INTERRUPTED), run.lines[-3:]
        assert ["again" in line or "go on" in line for line in run.last_words()] == [True]


def double(world: World, _: int) -> None:
    """Two at once: both end well."""
    runs = [Run(world), Run(world)]
    assert [run.end() for run in runs] == [0, 0], [run.last_words() for run in runs]


def postgres(world: World, moment: int) -> None:
    """Kill the database: the ingest ends by itself, with one line."""
    run = Run(world)
    run.go_on_to(moment)
    world.kill_postgres()
    status = run.end()
    assert status == NO_DATABASE or moment == world.articles, (status, run.lines[-3:])
    assert len(run.last_words()) <= 1, run.last_words()
    world.start()


MODES = {"ingest": kill, "storm": storm, "stop": stop, "double": double, "postgres": postgres}


def crash(world: World, mode: str, moment: int, expected: str) -> None:
    """Disturb one ingest when it has stored `moment` articles, run it again, compare.

    Raises AssertionError where anything is not as it must be.
    """
    world.reset()
    MODES[mode](world, moment)
    world.manage("verify")
    world.manage("ingest", "--jobs", "2", str(world.corpus))
    assert world.dump() == expected, f"{mode} at {moment}: other rows"


def undisturbed(world: World) -> str:
    """Return the rows of an ingest that nothing disturbs."""
    world.manage("ingest", "--jobs", "2", str(world.corpus))
    return world.dump()


def main(runs: str = "10") -> int:
    """Run every mode so many times, at random moments; return the exit status."""
    chance, failed = random.Random(1), 0
    with World() as world:
        expected = undisturbed(world)
        for mode in MODES:
            clean = 0
            for _ in range(int(runs)):
                moment = chance.randrange(world.articles)
                try:
                    crash(world, mode, moment, expected)
                    clean += 1
                except (AssertionError, subprocess.SubprocessError) as error:
                    print(f"{mode} at {moment}: {error}"[:2000], flush=True)
            failed += int(runs) - clean
            print(f"{mode}: {clean} of {runs} ended with the same rows", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
