"""The folders of the archive: made where missing, checked where found, never loosened."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from archive.embedded.accounts import Account, account_of, may
from archive.embedded.location import Location
from archive.embedded.unavailable import Unavailable, explained


def prepare_data(location: Location, account: Account) -> None:
    """Make the data folder where it is missing, and see that `account` can enter it.

    Made by root it stays root's, open to be passed through; made by another it is private.
    """
    check_reach(location, account)
    with explained(location.data):
        missing = [f for f in (location.data, *location.data.parents) if not f.exists()]
        for folder in reversed(missing):
            with suppress(FileExistsError):  # another starter may be as far as this one
                folder.mkdir()
                folder.chmod(0o755 if os.geteuid() == 0 else 0o700)


def check_reach(location: Location, account: Account) -> None:
    """Raise `Unavailable`, naming the closed folder, unless `account` can enter the data, or
    what is there of the way to them."""
    with explained(location.data):
        way = [f for f in (location.data, *location.data.parents) if f.exists()]
    if not may(account, "-x", way[0]):
        closed = next(f for f in reversed(way) if not may(account, "-x", f))
        raise Unavailable(_no_way(closed, account))


def private(folder: Path, account: Account) -> None:
    """Make `folder` for `account` alone, or see that it is. Raises `Unavailable` when another
    made it: whoever owns the folder of the socket could stand in for the server."""
    with explained(folder):
        try:
            folder.mkdir(0o700)
        except FileExistsError:
            _distrust(folder, account)
        hand_over(folder, account)


def hand_over(folder: Path, account: Account) -> None:
    """Make `account` the owner of a folder of ours, with no rights for others."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        if not account.is_me:
            os.fchown(handle, account.uid, account.gid)
        os.fchmod(handle, 0o700)
    finally:
        os.close(handle)


def _distrust(folder: Path, account: Account) -> None:
    found = folder.lstat()
    if stat.S_ISDIR(found.st_mode) and found.st_uid in (account.uid, os.geteuid()):
        return
    owner = account_of(found.st_uid, found.st_gid).name
    raise Unavailable(
        f"{folder} was made by {owner} and is not trusted with the database's socket:"
        " remove it, or set ONRECORD_DATA to a folder with a shorter path"
    )


def _no_way(closed: Path, account: Account) -> str:
    if account.is_me:
        return f"cannot enter {closed}: set ONRECORD_DATA to a folder of your own"
    return (
        f"the account {account.name}, under which PostgreSQL runs as it refuses root, cannot"
        f" enter {closed}, and no folder is opened for it: set ONRECORD_DATA to a folder that"
        " every account can reach, such as one below /var/lib, or leave it unset"
    )
