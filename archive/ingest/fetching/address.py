"""Addresses of the web: http and https, in one spelling, without names and passwords in them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from archive.ingest.fetching.unfetchable import Unfetchable, one_line

_PORTS = {"http": 80, "https": 443}
_LONGEST = 2000  # characters; what servers and browsers agree on
# Letters that the IDNA of 2003, which Python has, turns into others: another host than was asked.
_REWRITTEN_LETTERS = "ßς\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Address:
    """Where to connect to, and what to ask for there."""

    scheme: str
    host: str  # ASCII, lower case, an IPv6 address without brackets
    port: int
    target: str  # path and query, ASCII

    @property
    def netloc(self) -> str:
        """The host, with the port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def root(self) -> str:
        """The address of the server."""
        return f"{self.scheme}://{self.netloc}"

    def __str__(self) -> str:
        return self.root + self.target

    def joined(self, location: str) -> Address:
        """Give the address that a redirect of this one leads to. Raises Unfetchable."""
        try:
            return parse_address(urljoin(str(self), location.strip()))
        except ValueError:
            raise Unfetchable(f"redirects to {one_line(location)!r}, no address") from None
        except Unfetchable as why:
            raise Unfetchable(f"redirects to {one_line(location)}: {why.reason}") from None


def is_address(text: str) -> bool:
    """Say whether an argument names something on the web rather than a file."""
    return text.strip().lower().startswith(("http://", "https://"))


def parse_address(text: str) -> Address:
    """Read an address; its fragment is dropped. Raises Unfetchable with what is wrong with it."""
    text = text.strip()
    if len(text) > _LONGEST:
        raise Unfetchable(f"an address of more than {_LONGEST:,} characters")
    if not text.isprintable():
        raise Unfetchable("an address with control characters in it")
    scheme = text.partition(":")[0].lower()
    if scheme not in _PORTS:
        raise Unfetchable(f"{one_line(scheme, 20)}: only http and https are fetched")
    try:
        url = parse_url(_with_ascii_host(text))
    except (ValueError, LocationParseError):
        raise Unfetchable("no valid address") from None
    return _checked(scheme, url)


def _checked(scheme: str, url: Url) -> Address:
    if url.auth is not None:
        raise Unfetchable("an address with a user name or password in it")
    host = (url.host or "").strip("[]")
    if not host.strip("."):
        raise Unfetchable("an address without a host")
    port = _PORTS[scheme] if url.port is None else url.port
    if not 0 < port < 65536:
        raise Unfetchable(f"an address with the impossible port {port}")
    return Address(scheme, host, port, url.request_uri or "/")


def _with_ascii_host(text: str) -> str:
    """Write a host with other letters as DNS knows it. Raises ValueError, Unfetchable."""
    netloc = urlsplit(text).netloc
    if netloc.isascii():
        return text
    if any(letter in netloc for letter in _REWRITTEN_LETTERS):
        raise Unfetchable("a host with a letter that has two spellings: write it as xn--…")
    # Full-width dots and letters become plain ones here, before the host is looked at.
    return text.replace(netloc, netloc.encode("idna").decode("ascii"), 1)
