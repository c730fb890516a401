"""The web server of `manage.py serve`: gunicorn inside this very process.

Inside, because a gunicorn of its own would outlive a killed parent and keep the port; here the
workers notice that their parent is gone and end too.
"""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Any

from django.db import connections
from gunicorn.app.base import BaseApplication

if TYPE_CHECKING:
    from collections.abc import Callable


THREADS = 8


class PortInUse(OSError):
    """Nobody can serve there; `str(error)` says what to do."""


class Server(BaseApplication):
    """Gunicorn with this project's settings."""

    def __init__(self, address: tuple[str, int], ready: Callable[[], None]) -> None:
        self.address = address
        self.ready = ready
        super().__init__()

    def load_config(self) -> None:
        """Set what gunicorn would read from a file of its own."""
        host, port = self.address
        settings: dict[str, Any] = {
            "bind": f"{host}:{port}",
            "workers": min(4, os.cpu_count() or 1),
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": 60,
            "graceful_timeout": 5,
            "loglevel": "warning",
            "limit_request_line": 8190,
            "proc_name": "onrecord",
            "control_socket_disable": True,
            "when_ready": lambda _: self.ready(),
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Build the application; each worker calls this after its fork."""
        from archive.wsgi import application

        return application


def serve(address: tuple[str, int], ready: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM, then end by SystemExit; `ready` is called once it answers.

    Raises PortInUse when the address is taken.
    """
    check_free(address)
    # A connection that crosses a fork would give one worker the rows of another.
    for connection in connections.all(initialized_only=True):
        connection.close()
    Server(address, ready).run()


def check_free(address: tuple[str, int]) -> None:
    """Raise PortInUse unless this process can listen at `address`."""
    host, port = address
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise PortInUse(
                f"cannot serve at {host}:{port} ({error.strerror}): stop what runs there, or take "
                f"another port: make run PORT={port + 1 if port < 65535 else 8765}"
            ) from error
