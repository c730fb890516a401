"""The one error of this package, and how errors of the operating system become it."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FULL = "No space left on device"


class Unavailable(Exception):
    """The embedded PostgreSQL cannot be had. `str()` is one line: what, where, why, what to do."""


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn an `OSError` of the work in `folder` into an `Unavailable` of one line."""
    try:
        yield
    except OSError as error:
        raise Unavailable(_in_words(error, folder)) from error


def disk_full(folder: Path) -> Unavailable:
    """The error for a full disk, with what is left on the one that holds `folder`."""
    return Unavailable(
        f"the disk that holds {folder} is full ({free_bytes(folder) // 2**20} MB left): make room,"
        " or set ONRECORD_DATA to a folder on another disk"
    )


def free_bytes(folder: Path) -> int:
    """Bytes that an ordinary user may still write on the disk where `folder` stands or would."""
    return shutil.disk_usage(next(f for f in (folder, *folder.parents) if _there(f))).free


def _there(folder: Path) -> bool:
    try:
        return folder.exists()
    except PermissionError:
        return False


def _in_words(error: OSError, folder: Path) -> str:
    where = error.filename or folder
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return str(disk_full(folder))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"no permission to use {where} for the database ({error.strerror}): set ONRECORD_DATA"
            " to a folder of your own, or DATABASE_URL to a running server"
        )
    return (
        f"cannot use {where} for the database ({error.strerror or error}): set ONRECORD_DATA to"
        " another folder"
    )
