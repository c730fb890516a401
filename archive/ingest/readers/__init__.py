"""Readers: paths to pages. One module a format, each with one function of one shape."""

from archive.ingest.readers.fields import NAMES, Fields, WrongMap, parse_map
from archive.ingest.readers.offered import Offered, Reading
from archive.ingest.readers.paths import STANDARD_INPUT, count_files, read, read_file

__all__ = [
    "NAMES",
    "STANDARD_INPUT",
    "Fields",
    "Offered",
    "Reading",
    "WrongMap",
    "count_files",
    "parse_map",
    "read",
    "read_file",
]
