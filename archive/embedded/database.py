"""The role and the database in a running server."""

from __future__ import annotations

import time

import psycopg
from psycopg import sql

from archive.embedded.location import DATABASE, PORT, ROLE, SUPERUSER, Location
from archive.embedded.patience import RECOVERY_PATIENCE, SLOW_START, Notice
from archive.embedded.unavailable import Unavailable, disk_full

Connection = psycopg.Connection[tuple[object, ...]]

# Between the first sign of life of a server and its socket there are milliseconds.
SOCKET_PATIENCE = 10.0  # seconds

TRY_AGAIN = 0.5  # seconds; the server logs every try


def make_role_and_database(location: Location) -> None:
    """Make what is missing of the two, waiting for a server that still starts or recovers.

    The role owns its database and may make others (for tests), and is no superuser: what gets
    into the site's SQL gets no further. Raises `Unavailable`.
    """
    try:
        with _connected(location) as connection:
            _make(connection)
    except psycopg.errors.DiskFull as error:
        raise disk_full(location.data) from error
    except psycopg.Error as error:
        raise Unavailable(
            f"PostgreSQL in {location.cluster} runs but is of no use:"
            f" {' '.join(str(error).split())}; see {location.log}"
        ) from error


def _make(connection: Connection) -> None:
    role, database = sql.Identifier(ROLE), sql.Identifier(DATABASE)
    if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [ROLE]).rowcount:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(role))
    if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).rowcount:
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, role))


def _connected(location: Location) -> Connection:
    notice = Notice(SLOW_START)
    while True:
        try:
            return psycopg.connect(
                host=str(location.sockets),
                port=PORT,
                user=SUPERUSER,
                dbname="postgres",
                autocommit=True,
                connect_timeout=10,
            )
        except psycopg.OperationalError as error:
            if notice.waited > _patience(error):
                raise
        notice.give_when_due()
        time.sleep(TRY_AGAIN)


def _patience(error: psycopg.OperationalError) -> float:
    """Seconds to go on trying: long while the server says that it starts up or recovers."""
    said = str(error)
    if "the database system is" in said:
        return RECOVERY_PATIENCE
    return SOCKET_PATIENCE if "No such file" in said or "Connection refused" in said else 0
