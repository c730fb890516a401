"""Connections to checked addresses only, which count their time and their bytes."""

from __future__ import annotations

import logging
import socket
import ssl
from functools import cache
from typing import Any

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection

from archive.ingest.fetching.address import Address
from archive.ingest.fetching.deadline import Deadline
from archive.ingest.fetching.guard import destinations
from archive.ingest.fetching.terms import Terms
from archive.ingest.fetching.unfetchable import Unreachable

# It logs a traceback where a foreign server's header is odd; such a page is read all the same.
logging.getLogger("urllib3.connection").setLevel(logging.ERROR)


class TooMuch(OSError):
    """The server sent more than it was allowed to."""


class _Counting:
    """A socket that gives up when its page's time is over or its bytes are too many.

    A time-out for each byte is not enough: a server that sends one every second holds for ever.
    """

    deadline: Deadline
    silence: float  # seconds without a byte
    allowance: int  # bytes still to be taken

    def recv_into(self, *arguments: Any) -> int:
        """Receive, as any socket does. Raises TimeoutError and TooMuch."""
        self.settimeout(self.deadline.patience(self.silence))  # type: ignore[attr-defined]
        count: int = super().recv_into(*arguments)  # type: ignore[misc]
        self.allowance -= count
        if self.allowance < 0:
            raise TooMuch
        return count


class _Socket(_Counting, socket.socket):
    pass


class _TLSSocket(_Counting, ssl.SSLSocket):
    pass


@cache
def tls_context() -> ssl.SSLContext:
    """Trust what the system trusts (SSL_CERT_FILE, too), and certifi's list where it has none."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.sslsocket_class = _TLSSocket
    return context


class GuardedConnection(HTTPConnection):
    """The part that both kinds share. A connection serves one request."""

    terms: Terms
    deadline: Deadline
    _counted: _Counting | None = None

    def _new_conn(self) -> socket.socket:
        """Look the host up, check all it leads to, connect to exactly that."""
        limits = self.terms.limits
        found = destinations(
            (self._dns_host, self.port),
            self.terms.resolver,
            allow_private=self.terms.allow_private,
            seconds=self.deadline.patience(limits.connect),
        )
        for number in found[:-1]:
            try:
                return self._connected(number)
            except OSError:
                self.deadline.patience(limits.connect)  # raises when there is no time for others
        try:
            return self._connected(found[-1])
        except TimeoutError:
            raise Unreachable(f"{self.host} does not answer") from None
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise Unreachable(f"cannot connect to {self.host}: {reason}") from None

    def _connected(self, number: str) -> socket.socket:
        family = socket.AF_INET6 if ":" in number else socket.AF_INET
        connected = _Socket(family, socket.SOCK_STREAM)
        try:
            # It is the time-out of the TLS handshake, too, which OpenSSL counts as a whole.
            connected.settimeout(self.deadline.patience(self.terms.limits.connect))
            connected.connect((number, self.port))
        except BaseException:
            connected.close()
            raise
        return connected

    def connect(self) -> None:
        """Connect, and count from here on."""
        super().connect()
        counted = self.sock
        assert isinstance(counted, _Counting)
        counted.deadline, counted.silence = self.deadline, self.terms.limits.silence
        counted.allowance = self.terms.limits.headers
        # http.client lets go of the socket as soon as it knows that the answer is the last one.
        self._counted = counted

    def allow(self, count: int) -> None:
        """Let the server send another `count` bytes."""
        if self._counted is not None:
            self._counted.allowance = count

    @property
    def sent_too_much(self) -> bool:
        """Whether the server went over what it was allowed."""
        return self._counted is not None and self._counted.allowance < 0


class _GuardedTLS(GuardedConnection, HTTPSConnection):
    pass


def connection_to(address: Address, terms: Terms, deadline: Deadline) -> GuardedConnection:
    """Make a connection for one request to `address`; it is opened with the request."""
    connection: GuardedConnection
    if address.scheme == "https":
        connection = _GuardedTLS(address.host, address.port, ssl_context=tls_context())
    else:
        connection = GuardedConnection(address.host, address.port)
    connection.terms, connection.deadline = terms, deadline
    return connection
