"""A real web server on loopback that answers as badly as it is told to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from archive.ingest.fetching import Limits, Terms, read
from archive.ingest.fetching.guard import resolve
from archive.ingest.page import Page, Refused
from tests.ingest.pages import LEAD, QUOTE, THIRD, html_page, paragraphs

# Patient, so that a busy machine changes no outcome, except where patience is what is tested.
PATIENT = Limits(pause=0, longest_pause=0.05, longest_wait=1)
SMALL = replace(PATIENT, body=200_000, headers=16_384, robots=2_000, redirects=3)
ARTICLE = html_page(f"<article><h1>Ferry opens</h1>{paragraphs(LEAD, QUOTE, THIRD)}</article>")

Route = Callable[[BaseHTTPRequestHandler], None]


def terms(limits: Limits = PATIENT, **changes) -> Terms:
    return Terms(**{"allow_private": True, "limits": limits, **changes})


@dataclass
class Site:
    """What it serves, what it was asked for, and how often somebody connected."""

    address: str = ""
    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    connections: int = 0
    reached: threading.Event = field(default_factory=threading.Event)  # for routes to set
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])


def give(
    body: bytes | str = ARTICLE, kind: str = "text/html", status: int = 200, **headers: str
) -> Route:
    """Answer with this body; `content_encoding="gzip"` adds that header."""
    content = body.encode() if isinstance(body, str) else body

    def route(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        if kind:
            handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return route


def lead_to(location: str, status: int = 302) -> Route:
    return give("", status=status, location=location)


def raw(*pieces: bytes) -> Route:
    """Write bytes to the connection and close it."""

    def route(handler: BaseHTTPRequestHandler) -> None:
        for piece in pieces:
            handler.wfile.write(piece)
        handler.close_connection = True

    return route


def in_turn(*routes: Route) -> Route:
    """Answer with the next of these each time, and with the last one for ever."""
    left = list(routes)
    return lambda handler: (left.pop(0) if len(left) > 1 else left[0])(handler)


@contextmanager
def site(host: str = "127.0.0.1", wrap=None) -> Iterator[Site]:
    """Serve until the block ends; a path without a route is 404 Not Found."""
    here = Site()
    lock = threading.Lock()

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def process_request_thread(self, request, client_address):
            with lock:
                here.connections += 1
            super().process_request_thread(request, client_address)

        def handle_error(self, request, client_address):
            """Pass over clients that close the connection: that is what is tested."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            here.asked.append(self.path)
            here.agents.add(self.headers["User-Agent"])
            here.routes.get(self.path, give("nothing", status=404))(self)

        def log_message(self, *arguments):
            """Keep the test's output clean."""

    server = Server((host, 0), Handler)
    if wrap:
        server.socket = wrap(server.socket)
    here.address = f"{'https' if wrap else 'http'}://{host}:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield here
    finally:
        here.over.set()
        server.shutdown()
        server.server_close()


def only(address: str, limits: Limits = PATIENT, **changes) -> Page | Refused:
    """Read one address that gives one thing."""
    (found,) = read([address], terms(limits, **changes))
    return found


def page(address: str, limits: Limits = PATIENT, **changes) -> Page:
    found = only(address, limits, **changes)
    assert isinstance(found, Page), found
    return found


def refusal(address: str, limits: Limits = SMALL, **changes) -> str:
    found = only(address, limits, **changes)
    assert isinstance(found, Refused), found
    assert found.reason and found.reason.isprintable()
    return found.reason


class Names:
    """A resolver that knows names of our own, and counts how often it was asked."""

    def __init__(self, **names: list[str]) -> None:
        self.names = {name.replace("_", "."): found for name, found in names.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        return self.names[host] if host in self.names else list(resolve(host, port))
