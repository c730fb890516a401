"""Under whose name PostgreSQL runs: it refuses root, so root lends it an unprivileged account."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.embedded.location import Location
from archive.embedded.unavailable import Unavailable

ACCOUNT = "onrecord"
FALLBACK = "nobody"

# Nothing else of the environment: no secret goes to the server, no PG* variable misleads it, and
# its messages come in the language that this package reads.
ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
    "LC_ALL": "C",
    "TZ": "UTC",
}


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the operating system."""

    name: str
    uid: int
    gid: int

    @property
    def is_me(self) -> bool:
        return self.uid == os.geteuid()


def account_for(location: Location) -> Account:
    """Return who runs the server at `location`; as root this may make the account `onrecord`.

    An existing cluster is run by its owner. Raises `Unavailable` when that is somebody else, or
    when root finds no account and cannot make one.
    """
    return existing_account_for(location) or make_account() or _last_resort()


def existing_account_for(location: Location) -> Account | None:
    """Return the same without making anything: None when root would have to make an account."""
    owner = owner_of(location.cluster)
    if owner is not None:
        return _allowed(owner, location)
    if os.geteuid() != 0:
        return account_of(os.geteuid(), os.getegid())
    return _named(ACCOUNT)


def make_account() -> Account | None:
    """Make the account `onrecord`; None where the system has no useradd."""
    tool = shutil.which("useradd", path=ENVIRONMENT["PATH"])
    if tool is None:
        return None
    options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    shell = ["--shell", shutil.which("nologin", path=ENVIRONMENT["PATH"]) or "/bin/false"]
    me = account_of(os.geteuid(), os.getegid())
    made = run_as(me, [tool, *options, *shell, ACCOUNT])
    account = _named(ACCOUNT)  # another process may have been first: then useradd fails in vain
    if account is None:
        raise Unavailable(
            f"PostgreSQL refuses to run as root, and the account {ACCOUNT} could not be made"
            f" ({' '.join(made.stdout.split()) or 'useradd failed'}): make it yourself,"
            " run this as an ordinary user, or set DATABASE_URL to a running server"
        )
    return account


def owner_of(path: Path) -> Account | None:
    """Return whom `path` belongs to; None when it is not there."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return account_of(found.st_uid, found.st_gid)


def account_of(uid: int, gid: int) -> Account:
    """Return the account with this number, named by its number where it has no name."""
    try:
        return Account(pwd.getpwuid(uid).pw_name, uid, gid)
    except KeyError:
        return Account(str(uid), uid, gid)


def run_as(
    account: Account, arguments: list[str], folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end as `account`; its whole output is in `stdout`."""
    process = start_as(account, arguments, folder)
    try:
        output, _ = process.communicate()
    except BaseException:
        process.kill()
        process.wait()
        raise
    return subprocess.CompletedProcess(arguments, process.returncode, output)


def start_as(
    account: Account, arguments: list[str], folder: Path | None = None
) -> subprocess.Popen[str]:
    """Start a program as `account` in a session of its own, where no Ctrl-C reaches it."""
    try:
        return subprocess.Popen(
            arguments,
            cwd=folder or "/",
            env={**ENVIRONMENT, **({"PGDATA": str(folder)} if folder else {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            umask=0o077,
            text=True,
            encoding="utf-8",
            errors="replace",
            **_identity(account),
        )
    except subprocess.SubprocessError as error:
        raise Unavailable(f"cannot run {arguments[0]} as {account.name}: {error}") from error


def may(account: Account, test: str, path: Path) -> bool:
    """Ask test(1) as `account`: `may(account, "-x", folder)` is "can it enter that folder?"."""
    return (
        run_as(account, ["/bin/sh", "-c", 'test "$1" "$2"', "sh", test, str(path)]).returncode == 0
    )


def _identity(account: Account) -> dict[str, Any]:
    if account.is_me:
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def _allowed(owner: Account, location: Location) -> Account:
    if owner.uid == 0:
        raise Unavailable(
            f"{location.cluster} belongs to root, and PostgreSQL refuses to run as root:"
            f" give it to an account that it may use (chown -R {ACCOUNT} {location.cluster})"
        )
    if os.geteuid() not in (0, owner.uid):
        raise Unavailable(
            f"{location.cluster} belongs to {owner.name}: run this as {owner.name} or as root,"
            " or set ONRECORD_DATA to a folder of your own"
        )
    return owner


def _named(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(name, entry.pw_uid, entry.pw_gid) if entry.pw_uid != 0 else None


def _last_resort() -> Account:
    account = _named(FALLBACK)
    if account is None:
        raise Unavailable(
            f"PostgreSQL refuses to run as root, and there is neither an account {ACCOUNT} or"
            f" {FALLBACK} nor useradd to make one: run this as an ordinary user"
        )
    return account
