"""Making a database cluster, whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

from archive.embedded.accounts import Account, run_as
from archive.embedded.binaries import Binaries
from archive.embedded.folders import hand_over
from archive.embedded.location import SUPERUSER, Location
from archive.embedded.unavailable import FULL, Unavailable, disk_full, explained

UNFINISHED = "postgres.new-"

# PostgreSQL's manual takes a quarter of the memory of a machine that does nothing else (chapter
# Resource Consumption); this one has a person's other programs, and is asked by few at once.
SHARE_OF_MEMORY = 1 / 8
MOST_BUFFERS = 512  # megabytes
INITDBS_CHOICE = 128  # megabytes, the most that initdb tries

# Characters are told apart (letter, upper case) by the system's UTF-8 rules where it has them;
# sorting is by code point in either case, so that 15 and 18 sort alike.
CHARACTER_TYPES = ("C.UTF-8", "en_US.UTF-8", "C")


def version_of(location: Location) -> int | None:
    """Return the major version of the cluster, None where none was made yet.

    Raises `Unavailable` when the folder holds something else.
    """
    with explained(location.cluster):
        mark = location.cluster / "PG_VERSION"
        version = mark.read_text().strip() if mark.is_file() else ""
        if version.isdigit():
            return int(version)
        if location.cluster.exists() and any(location.cluster.iterdir()):
            raise Unavailable(
                f"{location.cluster} is not empty and holds no PostgreSQL cluster (no"
                " version in PG_VERSION): move it away, or set ONRECORD_DATA to another folder"
            )
    return None


def make(location: Location, account: Account, binaries: Binaries) -> None:
    """Make the cluster beside its place and rename it there: a kill leaves nothing half-made.

    To be called while `starting`. Raises `Unavailable`.
    """
    with explained(location.data):
        for unfinished in location.data.glob(f"{UNFINISHED}*"):
            shutil.rmtree(unfinished, ignore_errors=True)
        fresh = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=location.data))
        try:
            hand_over(fresh, account)
            _initialise(fresh, account, binaries)
            fresh.rename(location.cluster)
            _sync(location.data)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def _initialise(folder: Path, account: Account, binaries: Binaries) -> None:
    for character_type in CHARACTER_TYPES:
        made = run_as(
            account,
            [str(binaries.folder / "initdb"), *_options(binaries, character_type), str(folder)],
        )
        if made.returncode == 0:
            return
        if "invalid locale name" not in made.stdout:
            break
    if FULL in made.stdout:
        raise disk_full(folder.parent)
    raise Unavailable(f"initdb failed in {folder.parent}: {first_error(made.stdout)}")


def _options(binaries: Binaries, character_type: str) -> list[str]:
    """Anyone who comes through the private folder of the socket is trusted (`trust`): `peer`
    would demand that root and the account bear the names of the roles."""
    options = [
        f"--username={SUPERUSER}",
        "--auth=trust",
        "--encoding=UTF8",
        "--data-checksums",
        "--locale=C",
        f"--lc-ctype={character_type}",
        "--no-instructions",
    ]
    if binaries.major >= 17:
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    if binaries.major >= 16 and (buffers := shared_buffers()) > INITDBS_CHOICE:
        options += ["--set", f"shared_buffers={buffers}MB"]  # the operator's from now on
    return options


def shared_buffers() -> int:
    """Return how many megabytes of pages a new cluster is to keep in its own memory."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") >> 20
    return min(int(memory * SHARE_OF_MEMORY), MOST_BUFFERS)


def first_error(output: str) -> str:
    """Return the first line that tells why a program of PostgreSQL failed, without its time."""
    told = re.search(r"(?:FATAL|PANIC|ERROR|error): .*", output)
    lines = output.split("\n")
    return told[0].strip() if told else " ".join(lines[-3:]).strip() or "no reason given"


def _sync(folder: Path) -> None:
    """Write the new name of the cluster to the disk, as a power cut must not undo it."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
