from __future__ import annotations

import os
import signal
import stat

from archive.embedded import Location, cluster, running, status
from archive.embedded.log import LIMIT
from tests.embedded.conftest import VISIT, Visitor, living, query

FORK = """
import os, sys
from pathlib import Path
import psycopg
from archive.embedded import database_url, locate, running
location = locate(Path.cwd(), os.environ)
with running(location):
    worker = os.fork()
    if worker:
        os.waitpid(worker, 0)
        print(psycopg.connect(database_url(location)).execute("SELECT 'still here'").fetchone()[0])
"""


def test_a_server_is_made_started_and_stopped(fresh: Location) -> None:
    with running(fresh):
        assert query(fresh, "SELECT current_user, current_database()") == [("onrecord", "onrecord")]
    assert living(fresh) is None
    assert not fresh.socket.exists()


def test_the_database_is_fit_for_texts_and_safe(any_version: Location) -> None:
    with running(any_version):
        assert query(any_version, "SELECT lower('ÉČ'), upper('ß') <> 'x'") == [("éč", True)]
        words = "SELECT w FROM unnest(ARRAY['é', 'b', 'B', 'a']) w ORDER BY w"
        assert [w for (w,) in query(any_version, words)] == ["B", "a", "b", "é"]
        assert query(any_version, "SHOW server_encoding") == [("UTF8",)]
        for name in ("fsync", "full_page_writes", "synchronous_commit", "data_checksums"):
            assert query(any_version, f"SHOW {name}") == [("on",)]


def test_its_own_memory_is_a_share_of_the_machines_and_the_operators_to_change(
    fresh: Location,
) -> None:
    wanted = max(cluster.shared_buffers(), cluster.INITDBS_CHOICE)
    own = "SELECT pg_size_bytes(current_setting('shared_buffers')) >> 20"
    with running(fresh):
        assert query(fresh, own) == [(wanted,)]
    with (fresh.cluster / "postgresql.conf").open("a") as settings:
        settings.write("shared_buffers = 16MB\n")
    with running(fresh):
        assert query(fresh, own) == [(16,)]


def test_nothing_listens_on_the_network(any_version: Location) -> None:
    with running(any_version):
        assert query(any_version, "SHOW listen_addresses") == [("",)]
        assert stat.S_IMODE(any_version.sockets.stat().st_mode) == 0o700


def test_the_role_is_no_superuser_but_makes_databases_and_extensions(any_version: Location) -> None:
    with running(any_version):
        rights = "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = 'onrecord'"
        assert query(any_version, rights) == [(False, True)]
        query(any_version, "CREATE EXTENSION pg_trgm")
        query(any_version, "CREATE DATABASE another")


def test_what_was_written_is_there_after_the_next_start(location: Location) -> None:
    with running(location):
        query(location, "CREATE TABLE kept AS SELECT 'words' AS w")
    with running(location):
        assert query(location, "SELECT w FROM kept") == [("words",)]


def test_no_variable_of_the_environment_leads_astray(location: Location, monkeypatch) -> None:
    for name, value in {"PGPORT": "1", "PGDATA": "/nowhere", "PGHOST": "nowhere"}.items():
        monkeypatch.setenv(name, value)
    with running(location):
        assert query(location, "SELECT 1") == [(1,)]


def test_a_second_user_keeps_the_server_and_the_last_one_stops_it(location: Location) -> None:
    visitor = Visitor(location)
    assert visitor.next_line() == "in"
    with running(location):
        pass
    assert living(location)
    assert visitor.leave() == "out"
    assert living(location) is None


def test_one_process_may_use_it_twice(location: Location) -> None:
    with running(location):
        with running(location):
            pass
        assert query(location, "SELECT 1") == [(1,)]


def test_a_worker_that_exits_leaves_the_server_to_its_parent(location: Location) -> None:
    visitor = Visitor(location, FORK)
    assert visitor.leave() == "still here"
    assert living(location) is None


def test_two_starters_at_once_share_one_new_server(fresh: Location) -> None:
    visitors = [Visitor(fresh), Visitor(fresh)]
    assert [visitor.next_line() for visitor in visitors] == ["in", "in"]
    assert len(query(fresh, "SELECT 1 FROM pg_database WHERE datname = 'onrecord'")) == 1
    assert [visitor.leave() for visitor in visitors] == ["out", "out"]
    assert living(fresh) is None


def test_the_server_does_not_hold_the_output_of_who_started_it(location: Location) -> None:
    visitor = Visitor(location)
    assert visitor.next_line() == "in"
    visitor.kill()
    assert living(location)
    # Would wait for ever if the server had inherited a pipe.
    assert visitor.process.communicate(timeout=30) == ("", "")


def test_a_ctrl_c_in_the_terminal_does_not_reach_the_server(location: Location) -> None:
    ignoring = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"
    visitor = Visitor(location, f"{ignoring}\n{VISIT}")
    assert visitor.next_line() == "in"
    server = living(location)
    assert os.getsid(server) != os.getsid(visitor.process.pid)
    os.killpg(visitor.process.pid, signal.SIGINT)
    assert query(location, "SELECT 1") == [(1,)]
    assert living(location) == server
    assert visitor.leave() == "out"


def test_a_long_log_is_shortened_also_while_the_server_writes_it(location: Location) -> None:
    with running(location):
        with location.log.open("ab") as log:
            log.write(b"an old line\n" * (LIMIT // 10))
        with running(location):
            assert 0 < location.log.stat().st_size < LIMIT
        query(location, "DO $$ BEGIN RAISE WARNING 'a new line'; END $$")
        assert "a new line" in location.log.read_text()


def test_the_log_holds_no_words_of_a_statement_that_failed(location: Location) -> None:
    with running(location):
        try:
            query(location, "SELECT 'private words' FROM nowhere")
        except Exception as error:
            assert "nowhere" in str(error)
        assert "private words" not in location.log.read_text()


def test_the_status_tells_what_is_and_makes_nothing(fresh: Location) -> None:
    before = status(fresh)
    assert not fresh.data.exists()
    assert (before.running, before.cluster_version, before.problem) == (False, None, None)
    assert before.free_bytes > 0
    with running(fresh):
        now = status(fresh)
    assert (now.running, now.problem) == (True, None)
    assert str(now.cluster_version) == now.version.partition(".")[0]
    assert now.account == fresh.cluster.owner()
    assert not status(fresh).running
