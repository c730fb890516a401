"""The secret key of an archive that runs on the embedded database: made once, kept beside it."""

from __future__ import annotations

import os
import secrets

from archive.embedded.location import Location
from archive.embedded.unavailable import explained


def secret_key(location: Location) -> str:
    """Return the key kept in the data folder, made when there is none yet.

    Before the data folder exists nothing is signed that should be read again: then the key is a
    new one each time. Raises `Unavailable` when the file cannot be read or written.
    """
    path = location.data / "secret_key"
    with explained(location.data):
        if path.exists():
            return path.read_text().strip()
        key = secrets.token_urlsafe(50)
        if location.data.is_dir():
            draft = path.with_name(f"secret_key.{os.getpid()}")
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(key + "\n")
            try:
                os.link(draft, path)  # fails when another process was first: its key counts
            except FileExistsError:
                key = path.read_text().strip()
            finally:
                draft.unlink()
        return key
