"""Where the embedded PostgreSQL keeps its things. Computes only: touches and starts nothing."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

ROLE = DATABASE = "onrecord"
SUPERUSER = "postgres"
PORT = 5432  # names the socket file only: nothing listens on the network

# As root nothing may be kept in the checkout: the account that runs PostgreSQL has no way there.
SYSTEM_FOLDER = Path("/var/lib/onrecord")

# struct sockaddr_un: 108 bytes on Linux, 104 on macOS and the BSDs, the closing NUL included.
SOCKET_PATH_LIMIT = 103
# Not tempfile.gettempdir(): two processes with different TMPDIR must find the same socket.
SHORT_FOLDERS = Path("/tmp")


@dataclass(frozen=True, slots=True)
class Location:
    """The places of one archive: `data` holds everything, `sockets` the way in."""

    data: Path
    sockets: Path
    given: bool = False  # ONRECORD_DATA names it
    binaries: Path | None = None  # ONRECORD_POSTGRES_BIN: initdb and pg_ctl are taken from here

    @property
    def cluster(self) -> Path:
        return self.data / "postgres"

    @property
    def log(self) -> Path:
        return self.cluster / "server.log"

    @property
    def socket(self) -> Path:
        return _socket(self.sockets)

    @property
    def start_lock(self) -> Path:
        return self.data / "start.lock"

    @property
    def users_lock(self) -> Path:
        return self.data / "users.lock"


def locate(project_root: Path, environ: Mapping[str, str]) -> Location:
    """Say where the archive of this checkout has its database, without side effects.

    `ONRECORD_DATA` (a relative path counts from the project root) or else `<root>/var`; as root
    `/var/lib/onrecord/<folder name>-<hash of the root's path>` takes the place of `<root>/var`.
    """
    root = project_root.resolve()
    given = environ.get("ONRECORD_DATA", "")
    data = (root / Path(given).expanduser()).resolve() if given else _default(root)
    binaries = environ.get("ONRECORD_POSTGRES_BIN", "")
    return Location(
        data=data,
        sockets=_sockets(data),
        given=bool(given),
        binaries=(root / Path(binaries).expanduser()).resolve() if binaries else None,
    )


def database_url(location: Location) -> str:
    """Return the `DATABASE_URL` of the server at `location`, whether it runs or not.

    The port is said as well, lest a `PGPORT` in somebody's environment lead libpq astray.
    """
    return f"postgres://{ROLE}@/{DATABASE}?host={quote(str(location.sockets))}&port={PORT}"


def _default(root: Path) -> Path:
    if os.geteuid() != 0:
        return root / "var"
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", root.name)[:30].strip("-") or "archive"
    return SYSTEM_FOLDER / f"{name}-{_digest(root)}"


def _sockets(data: Path) -> Path:
    """A folder beside the data, or a short one where libpq could not name that: it takes paths
    up to `SOCKET_PATH_LIMIT` and reads a comma as the end of a host."""
    beside = data / "run"
    plain = str(beside).isascii() and "," not in str(beside)
    if plain and len(str(_socket(beside))) <= SOCKET_PATH_LIMIT:
        return beside
    return SHORT_FOLDERS / f"onrecord-{os.geteuid()}-{_digest(data)}"


def _socket(folder: Path) -> Path:
    return folder / f".s.PGSQL.{PORT}"


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]
