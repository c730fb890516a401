"""Which engine reads: this process, worker processes, a cluster."""

from __future__ import annotations

import os
from argparse import ArgumentTypeError
from functools import partial
from typing import TYPE_CHECKING, Any

from archive.ingest.cluster import Cluster
from archive.ingest.processes import Processes
from archive.ingest.reading import Here

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable

    from archive.ingest.reading import Engine, Ground


def add_engine_arguments(parser: ArgumentParser) -> None:
    """Declare `--jobs` and `--dask`."""
    way = parser.add_mutually_exclusive_group()
    way.add_argument(
        "--jobs",
        type=_count,
        default=cores(),
        metavar="N",
        help="processes that read, clean and extract (%(default)s: all cores)",
    )
    way.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="have it done by the Dask cluster of the scheduler there: tcp://host:8786",
    )


def engine_of(options: dict[str, Any]) -> Callable[[Ground], Engine]:
    """Return what makes the engine that the options name."""
    if options["dask"]:
        return partial(Cluster, address=options["dask"])
    return Here if options["jobs"] == 1 else partial(Processes, jobs=options["jobs"])


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _count(words: str) -> int:
    if not words.isascii() or not words.isdigit() or int(words) < 1:
        raise ArgumentTypeError(f"{words!r} is no number from 1 up")
    return int(words)
