"""How long a fetch may take, how much it may bring, how politely it asks."""

from __future__ import annotations

from dataclasses import dataclass

from archive.ingest.readers.limits import KILOBYTE, LARGEST_FILE, LARGEST_HEADER


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and bytes. The values of a run never change while it runs."""

    connect: float = 10  # seconds to look a name up, to connect, to agree on TLS: each
    silence: float = 20  # seconds without a byte
    page: float = 60  # seconds for one page with all its redirects, polite pauses aside
    body: int = LARGEST_FILE  # after decompression
    headers: int = LARGEST_HEADER
    robots: int = 500 * KILOBYTE  # what RFC 9309, section 2.5 asks a crawler to read at least
    redirects: int = 8  # hops
    pause: float = 1  # seconds between two requests to one host
    longest_pause: float = 30  # seconds that a Crawl-delay may make of it
    longest_wait: float = 120  # seconds that a Retry-After may ask for
    hosts: int = 4  # that are asked at the same time, each over one connection
    ahead: int = 8  # pages that may wait to be stored
