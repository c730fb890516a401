"""On what terms a run fetches."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.ingest.fetching.guard import Resolver, resolve
from archive.ingest.fetching.limits import Limits

PRODUCT = "Onrecord"  # what robots.txt calls us by


@dataclass(frozen=True, slots=True)
class Terms:
    """Who asks, and how far it may go. Proxies of the environment are never used."""

    contact: str = ""  # an address that tells a server's owner who this is
    allow_private: bool = False  # fetch from this machine and this network, too
    limits: Limits = field(default_factory=Limits)
    resolver: Resolver = resolve

    @property
    def user_agent(self) -> str:
        """What every request says of who asks."""
        return f"{PRODUCT}/1 (+{self.contact})" if self.contact else f"{PRODUCT}/1"
