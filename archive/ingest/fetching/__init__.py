"""The web: addresses of pages and feeds to pages. Knows no Django."""

from archive.ingest.fetching.address import is_address
from archive.ingest.fetching.limits import Limits
from archive.ingest.fetching.reading import read
from archive.ingest.fetching.terms import Terms

__all__ = ["Limits", "Terms", "is_address", "read"]
