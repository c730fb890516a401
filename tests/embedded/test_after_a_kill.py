from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from archive.embedded import Location, accounts, patience, running
from archive.embedded.patience import Notice
from tests.embedded.conftest import Visitor, living, query

BUSY = "SELECT count(*) FROM generate_series(1, 4000000) a WHERE md5(a::text) = ''"


def kill_postgres(location: Location) -> None:
    server = living(location)
    os.kill(server, signal.SIGKILL)
    while living(location):
        time.sleep(0.01)


def test_a_killed_server_starts_again_with_all_that_was_written(any_version: Location) -> None:
    with running(any_version):
        query(any_version, "CREATE TABLE IF NOT EXISTS written (w text)")
        query(any_version, "INSERT INTO written VALUES ('words')")
        kill_postgres(any_version)
    assert (any_version.cluster / "postmaster.pid").exists()
    with running(any_version):
        assert query(any_version, "SELECT w FROM written") == [("words",)]


def test_a_start_waits_for_the_children_of_a_killed_server(location: Location) -> None:
    before = location.log.stat().st_size
    with running(location):
        busy = threading.Thread(target=work_to_the_end, args=[location])
        busy.start()
        while not query(location, "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%md5%a::%'"):
            time.sleep(0.01)
        kill_postgres(location)
        with running(location):
            assert query(location, "SELECT 1") == [(1,)]
        busy.join()
    assert "pre-existing shared memory block" in location.log.read_text()[before:]


def work_to_the_end(location: Location) -> None:
    with suppress(psycopg.OperationalError):  # the answer may still come through, or not
        query(location, BUSY)


def test_a_killed_user_counts_no_more(location: Location) -> None:
    visitor = Visitor(location)
    assert visitor.next_line() == "in"
    visitor.kill()
    assert living(location)
    with running(location):
        assert query(location, "SELECT 1") == [(1,)]
    assert living(location) is None


def test_all_killed_at_once_does_not_matter(location: Location) -> None:
    visitor = Visitor(location)
    assert visitor.next_line() == "in"
    kill_postgres(location)
    visitor.kill()
    with running(location):
        assert query(location, "SELECT 1") == [(1,)]


def test_the_number_of_the_dead_server_may_be_that_of_another_process(location: Location) -> None:
    with running(location):
        kill_postgres(location)
    stranger = accounts.start_as(accounts.account_for(location), ["sleep", "60"])
    try:
        for file in (location.cluster / "postmaster.pid", socket_lock(location)):
            file.write_text(file.read_text().replace(first_line(file), str(stranger.pid), 1))
        assert living(location) is None
        with running(location):
            assert query(location, "SELECT 1") == [(1,)]
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.communicate()


def socket_lock(location: Location) -> Path:
    return location.socket.with_name(f"{location.socket.name}.lock")


def first_line(file: Path) -> str:
    return file.read_text().splitlines()[0]


@pytest.mark.parametrize("text", ["", "nonsense\n", "-1\n"])
def test_a_postmaster_file_spoilt_by_a_power_cut_is_no_hindrance(
    location: Location, text: str
) -> None:
    with running(location):
        kill_postgres(location)
    (location.cluster / "postmaster.pid").write_text(text)
    with running(location):
        assert query(location, "SELECT 1") == [(1,)]


def test_a_kill_while_the_cluster_is_made_leaves_nothing_half_made(fresh: Location) -> None:
    visitor = Visitor(fresh)
    while not list(fresh.data.glob("postgres.new-*/PG_VERSION")):
        assert visitor.process.poll() is None
        time.sleep(0.005)
    visitor.kill()
    assert not fresh.cluster.exists()
    with running(fresh):
        assert query(fresh, "SELECT 1") == [(1,)]


def test_what_an_unfinished_making_left_is_cleared_away(fresh: Location) -> None:
    left = fresh.data / "postgres.new-left"
    (left / "base").mkdir(parents=True)
    fresh.data.chmod(0o755)
    with running(fresh):
        assert not left.exists()


def test_a_missing_role_and_database_are_made_again(location: Location) -> None:
    with running(location):
        administer(location, "DROP DATABASE onrecord", "CREATE ROLE heir")
        administer(
            location, "REASSIGN OWNED BY onrecord TO heir", "ALTER ROLE onrecord RENAME TO x"
        )
    with running(location):
        assert query(location, "SELECT current_user") == [("onrecord",)]


def administer(location: Location, *commands: str) -> None:
    host = str(location.sockets)
    with psycopg.connect(
        host=host, port=5432, user="postgres", dbname="postgres", autocommit=True
    ) as connection:
        for command in commands:
            connection.execute(command)


def test_a_long_wait_is_told_of_once(capsys, monkeypatch) -> None:
    notice = Notice("recovering")
    notice.give_when_due()
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(patience, "SOON", 0)
    notice.give_when_due()
    notice.give_when_due()
    assert capsys.readouterr().err == "recovering\n"
