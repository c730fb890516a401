"""Where a connection may go: a name is looked up once, and only what was checked is used."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from archive.ingest.fetching.unfetchable import Unreachable

Resolver = Callable[[str, int], Sequence[str]]

# IPv6 hands out global unicast addresses from here alone (RFC 4291, IANA).
_GLOBAL_UNICAST = IPv6Network("2000::/3")
# Of the IANA registries of special-purpose addresses, what older Pythons take for global.
_SPECIAL = [
    ip_network(text) for text in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "3fff::/20")
]
# Networks without IPv4 reach it through these (RFC 6052); the last four bytes are the address.
_NAT64 = IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int) -> Sequence[str]:
    """Look a host up with the system's resolver, in its order of preference. Raises OSError.

    It also reads the odd spellings of IPv4 addresses (127.1, 2130706433, 0x7f.0.0.1).
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Say whether an address belongs to the public internet.

    An IPv6 address that only wraps an IPv4 address is as public as that.
    """
    if any(address in network for network in _SPECIAL):
        return False
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast and not address.is_reserved
    inner = address.ipv4_mapped or address.sixtofour
    if address in _NAT64:
        inner = IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(inner)
    return address in _GLOBAL_UNICAST and address.is_global


def destinations(
    where: tuple[str, int], resolver: Resolver, *, allow_private: bool, seconds: float
) -> list[str]:
    """Give the addresses, as numbers, of a host that may be connected to.

    One private address among them forbids all: a name that leads to both is no honest one.
    Raises Unreachable.
    """
    host, port = where
    if not allow_private and f".{host.rstrip('.')}".endswith(".localhost"):
        raise Unreachable(f"{host} is a name of this machine, not of a public server")
    found = [ip_address(text) for text in _looked_up(host, port, resolver, seconds)]
    if not found:
        raise Unreachable(f"there is no address of {host}")
    for address in found:
        if not allow_private and not is_public(address):
            raise Unreachable(_why_not(host, address))
    return [str(address) for address in found]


def _why_not(host: str, address: IPv4Address | IPv6Address) -> str:
    leads = f"{host} is" if host == str(address) else f"{host} leads to {address},"
    return f"{leads} not a public address (--allow-private fetches from it)"


def _looked_up(host: str, port: int, resolver: Resolver, seconds: float) -> Sequence[str]:
    """Look up in a thread of its own: the system's resolver cannot be told to hurry."""
    answers: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(resolver(host, port))
        except Exception as error:
            answers.put(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise Unreachable(f"looking {host} up took longer than {seconds:g} s") from None
    if isinstance(answer, OSError | UnicodeError):
        raise Unreachable(f"there is no address of {host}") from None
    if isinstance(answer, Exception):
        raise answer
    return answer
