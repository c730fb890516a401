"""Whether a server of this archive lives, and what a dead one left behind."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from archive.embedded.accounts import Account, run_as
from archive.embedded.location import Location

PROCESSES = Path("/proc")
# A number that no system gives to a process.
NOBODYS_PROCESS = "2147483647"


def answers(location: Location) -> bool:
    """Say whether a server listens on the socket: also one of another container, whose process
    cannot be seen from here."""
    with socket.socket(socket.AF_UNIX) as door:
        try:
            door.connect(str(location.socket))
        except OSError:
            return False
    return True


def living(location: Location, account: Account) -> int | None:
    """Return the process number of the living server of this archive, None when there is none."""
    number = _written_number(location)
    return number if number and _is_ours(number, location, account) else None


def clear_remains(location: Location) -> None:
    """Take away what would hinder the next start after a kill or a power cut.

    To be called while `starting`, and when no server lives. PostgreSQL itself deals with the
    number of a dead process in postmaster.pid, but not with an empty file, nor when the number
    was given to another process since. Then the number alone is replaced and the file stays: by
    its other lines PostgreSQL sees whether children of the dead server still write to the data.
    """
    location.socket.unlink(missing_ok=True)
    location.socket.with_name(f"{location.socket.name}.lock").unlink(missing_ok=True)
    number = _written_number(location)
    if number is None:
        _file(location).unlink(missing_ok=True)
    elif _exists(number):
        _replace_first_line(_file(location), NOBODYS_PROCESS)


def _file(location: Location) -> Path:
    return location.cluster / "postmaster.pid"


def _written_number(location: Location) -> int | None:
    """The number in postmaster.pid; None when there is none, or no file."""
    try:
        number = int(_file(location).read_text().splitlines()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None
    return number if number > 0 else None


def _is_ours(number: int, location: Location, account: Account) -> bool:
    """A server works in its data folder. Where there is no /proc (macOS), ps names the program."""
    if not PROCESSES.joinpath("self").exists():
        seen = run_as(account, ["ps", "-o", "comm=", "-p", str(number)]).stdout.strip()
        return Path(seen).name.startswith("postgres")
    # Asked as the account: in a container root may not look into the processes of others.
    works_in = run_as(account, ["readlink", str(PROCESSES / str(number) / "cwd")]).stdout
    return works_in.removesuffix("\n") == str(location.cluster.resolve())


def _exists(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # of another user
    return True


def _replace_first_line(path: Path, line: str) -> None:
    """Write over the line in place: the file keeps its owner, and is never empty in between."""
    handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
    with os.fdopen(handle, "r+") as file:
        lines = file.read().splitlines()
        file.seek(0)
        file.write("\n".join([line, *lines[1:]]) + "\n")
        file.truncate()
