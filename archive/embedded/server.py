"""Starting and stopping the server."""

from __future__ import annotations

import shlex
import signal
import subprocess
import time
from dataclasses import dataclass

from archive.embedded import log, postmaster
from archive.embedded.accounts import Account, start_as
from archive.embedded.binaries import Binaries
from archive.embedded.cluster import first_error
from archive.embedded.database import make_role_and_database
from archive.embedded.folders import private
from archive.embedded.location import DATABASE, PORT, Location
from archive.embedded.patience import PAUSE, RECOVERY_PATIENCE, SLOW_START, Notice
from archive.embedded.unavailable import FULL, Unavailable, disk_full, explained

ORPHANS_PATIENCE = 60.0  # seconds, for the children of a killed server to end
STOP_PATIENCE = 60  # seconds, for each way of stopping

STILL_IN_USE = "pre-existing shared memory block"
TOO_SLOW = "did not start in time"


@dataclass(frozen=True, slots=True)
class Server:
    """A cluster, who runs it and with what."""

    location: Location
    account: Account
    binaries: Binaries


def ensure(server: Server) -> None:
    """See that the server runs and has its role and database. To be called while `starting`.

    Raises `Unavailable` when it does not start, or not within `RECOVERY_PATIENCE`.
    """
    with explained(server.location.data):
        log.shorten(server.location.log)
        if not _lives(server):
            private(server.location.sockets, server.account)
            postmaster.clear_remains(server.location)
            _start(server, Notice(SLOW_START))
        make_role_and_database(server.location)


def stop(server: Server) -> None:
    """Stop the server: first ending its sessions in good order, then, if it hangs, at once."""
    for mode in ("fast", "immediate"):
        if postmaster.living(server.location, server.account) is None:
            return
        words = ["stop", "--silent", "--wait", f"--timeout={STOP_PATIENCE}", f"--mode={mode}"]
        _pg_ctl(server, words).communicate()
    if postmaster.living(server.location, server.account) is not None:
        raise Unavailable(
            f"PostgreSQL in {server.location.cluster} does not stop; see {server.location.log}"
        )


def _lives(server: Server) -> bool:
    return postmaster.answers(server.location) or (
        postmaster.living(server.location, server.account) is not None
    )


def _start(server: Server, notice: Notice) -> None:
    """Start, and again while children of a killed server still end their work."""
    while trouble := _started(server, notice):
        if STILL_IN_USE not in trouble or notice.waited > ORPHANS_PATIENCE:
            raise _in_words(server.location, trouble)
        time.sleep(PAUSE * 10)


def _started(server: Server, notice: Notice) -> str:
    """Start once; return "" or what the log and pg_ctl say about the failure."""
    before = log.size(server.location.log)
    options = " ".join(shlex.quote(word) for word in _settings(server.location))
    words = ["start", "--silent", "--wait", f"--timeout={RECOVERY_PATIENCE:.0f}"]
    # The log by its bare name: pg_ctl puts it into a shell command, where a path could mean more.
    pg_ctl = _pg_ctl(server, [*words, f"--log={server.location.log.name}", "-o", options])
    said = _said(pg_ctl, notice)
    return "" if pg_ctl.returncode == 0 else log.since(server.location.log, before) + said


def _said(pg_ctl: subprocess.Popen[str], notice: Notice) -> str:
    """Wait for the end of pg_ctl and return its words, giving the notice when it takes long."""
    try:
        while True:
            try:
                return pg_ctl.communicate(timeout=1)[0]
            except subprocess.TimeoutExpired:
                notice.give_when_due()
    except BaseException:
        pg_ctl.send_signal(signal.SIGINT)  # so told, it takes back the server that it started
        pg_ctl.wait()
        raise


def _settings(location: Location) -> list[str]:
    """What this package relies on; the rest is initdb's choice (every change on disk before it
    counts) and the operator's, in postgresql.conf."""
    folder = str(location.sockets).replace('"', '""')
    settings = {
        "listen_addresses": "",
        "port": PORT,
        "unix_socket_directories": f'"{folder}"',
        "unix_socket_permissions": "0700",
        "cluster_name": DATABASE,
        # The log holds no text of anybody's statement, and stays short.
        "log_min_error_statement": "panic",
        "log_checkpoints": "off",
    }
    return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]


def _pg_ctl(server: Server, words: list[str]) -> subprocess.Popen[str]:
    """Start pg_ctl in the cluster, which it finds by PGDATA: an argument would go into a shell."""
    program = str(server.binaries.folder / "pg_ctl")
    return start_as(server.account, [program, *words], server.location.cluster)


def _in_words(location: Location, trouble: str) -> Unavailable:
    if FULL in trouble and "shared memory" not in trouble:
        return disk_full(location.data)
    if TOO_SLOW in trouble:
        return Unavailable(
            f"PostgreSQL in {location.cluster} is not ready after {RECOVERY_PATIENCE / 60:.0f}"
            f" minutes and goes on recovering: try again later, and see {location.log}"
        )
    return Unavailable(
        f"PostgreSQL does not start in {location.cluster}: {first_error(trouble)};"
        f" see {location.log}"
    )
