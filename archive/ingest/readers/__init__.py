"""Readers: paths to pages. One module a format, each with one function of one shape."""

from archive.ingest.readers.paths import count_files, read

__all__ = ["count_files", "read"]
