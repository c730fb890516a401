"""A private PostgreSQL of the project's own, for trying, developing and testing.

    location = locate(project_root, os.environ)
    with running(location):
        ...  # psql "$(database_url(location))" and all of Django work here

It listens on a Unix socket in a folder that only the account running PostgreSQL (and root) can
enter, and never on the network. Behind that door every connection is trusted: there is no
password that could leak. The server lives as long as some process is inside `running`; the last
one out stops it. Nothing here knows Django: settings.py and manage.py ask before it is set up.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from archive.embedded import accounts, binaries, cluster, server
from archive.embedded.folders import prepare_data
from archive.embedded.location import Location, database_url, locate
from archive.embedded.locks import Use, starting
from archive.embedded.status import Status, status
from archive.embedded.unavailable import Unavailable, explained

__all__ = ["Location", "Status", "Unavailable", "database_url", "locate", "running", "status"]


@contextmanager
def running(location: Location) -> Iterator[None]:
    """Have the server run while the block does, with the role and the database `onrecord`.

    Makes what is missing, starts what is stopped, and on the way out stops the server when no
    other process uses it. Forks of this process may use it as long as this process does. Raises
    `Unavailable`, whose text is one line for a person, when the server cannot be had.
    """
    with explained(location.data):
        account = accounts.account_for(location)
        prepare_data(location, account)
        with starting(location.start_lock):
            use, ours = _begin(location, account)
    try:
        yield
    finally:
        if use.mine:
            with explained(location.data), starting(location.start_lock):
                _end(use, ours)


def _begin(location: Location, account: accounts.Account) -> tuple[Use, server.Server]:
    major = cluster.version_of(location)
    chosen = binaries.choose(location, major)
    ours = server.Server(location, account, binaries.within_reach(chosen, account, location.data))
    if major is None:
        cluster.make(location, account, ours.binaries)
    use = Use(location.users_lock)
    try:
        server.ensure(ours)
    except BaseException:
        _end(use, ours)
        raise
    return use, ours


def _end(use: Use, ours: server.Server) -> None:
    if use.end():
        server.stop(ours)
