"""What is here and in which state, for `manage.py doctor`. Looks only."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from archive.embedded import accounts, binaries, cluster, folders, postmaster
from archive.embedded.location import Location
from archive.embedded.unavailable import Unavailable, explained, free_bytes


@dataclass(frozen=True, slots=True)
class Status:
    """The state of the embedded PostgreSQL. `problem` is None or one line on why it cannot run."""

    data: Path
    sockets: Path
    log: Path
    free_bytes: int  # on the disk of the data, for an ordinary user
    running: bool
    account: str  # who runs or would run PostgreSQL
    programs: Path | None = None  # the folder of initdb and postgres
    version: str | None = None  # of the programs: "18.6"
    from_wheel: bool = False
    cluster_version: int | None = None  # None: not made yet
    problem: str | None = None


def status(location: Location) -> Status:
    """Report on the embedded PostgreSQL without making, starting or changing anything."""
    name, problem = _account(location)
    major: int | None = None
    found: binaries.Binaries | None = None
    try:
        major = cluster.version_of(location)
        found = binaries.choose(location, major)
    except Unavailable as error:
        problem = problem or str(error)
    return Status(
        data=location.data,
        sockets=location.sockets,
        log=location.log,
        free_bytes=free_bytes(location.data),
        running=postmaster.answers(location),
        account=name,
        programs=found.folder if found else None,
        version=found.version if found else None,
        from_wheel=found is not None and found.wheel is not None,
        cluster_version=major,
        problem=problem,
    )


def _account(location: Location) -> tuple[str, str | None]:
    """The account that runs or would run the server, and what keeps it from that."""
    try:
        with explained(location.data):
            account = accounts.existing_account_for(location)
            if account is None:
                return accounts.ACCOUNT, None
            folders.check_reach(location, account)
            return account.name, None
    except Unavailable as error:
        return accounts.account_of(os.geteuid(), os.getegid()).name, str(error)
