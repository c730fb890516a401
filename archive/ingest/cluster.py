"""Reading on a Dask cluster: pages are sent, readings come back, in the order they were sent.

The workers need the project's code and requirements, but neither its files nor its database. What
a lost worker had in hands Dask gives to another one; reading a page twice gives the same.
"""

from __future__ import annotations

import logging
import warnings
from collections import deque
from typing import TYPE_CHECKING, Any, ClassVar

from archive.ingest import edition
from archive.ingest.reading import EngineFailure, Reading, read_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Self

    from archive.ingest.reading import Ground, Readable

AHEAD = 4  # chunks a thread of the cluster that may be under way
CONNECT = 10  # seconds for the scheduler to answer
JOIN = 60  # seconds for the first worker to join
CLOSE = 2  # seconds
DIED = "the workers of the cluster that read it ended, one after the other (out of memory?)"
MISSING = "--dask needs Dask: pip install -r requirements-scale.txt"


class OtherEdition(Exception):
    """A worker has other code than the process that stores: its readings would differ."""


class Cluster:
    """The engine that is the cluster of the scheduler at `address`."""

    reads_apart: ClassVar[bool] = True

    def __init__(self, ground: Ground, address: str) -> None:
        self.ground = ground
        self.address = address

    def __enter__(self) -> Self:
        """Connect. Raises EngineFailure when there is no Dask, no scheduler or no worker."""
        try:
            from distributed import Client
        except ImportError:
            raise EngineFailure(MISSING) from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            client: Any = Client
            self._client = client(self.address, timeout=CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise EngineFailure(f"no Dask scheduler answers at {self.address}: {error}") from None
        try:
            self._client.wait_for_workers(1, timeout=JOIN)
        except TimeoutError:
            self._client.close(CLOSE)
            raise EngineFailure(f"the cluster at {self.address} has no workers") from None
        # A result, not scattered data: when all who hold it are lost, it is made again.
        self._ground = self._client.submit(_same, self.ground, pure=False)
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the cluster; what it still reads is called off."""
        self._client.close(CLOSE)

    def map(self, chunks: Iterable[Sequence[Readable]]) -> Iterator[Sequence[Reading]]:
        """Give the readings of each chunk, in the order of the chunks."""
        waiting: deque[tuple[Sequence[Readable], Any]] = deque()
        most = AHEAD * sum(self._client.nthreads().values())
        for chunk in chunks:
            waiting.append((chunk, self._send(chunk)))
            while waiting and (len(waiting) > most or waiting[0][1].done()):
                yield self._readings(*waiting.popleft())
        while waiting:
            yield self._readings(*waiting.popleft())

    def _send(self, tasks: Sequence[Readable]) -> Any:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Sending large graph")
            return self._client.submit(
                _read_there, tasks, self._ground, edition.reader(), pure=False
            )

    def _readings(self, tasks: Sequence[Readable], answer: Any) -> Sequence[Reading]:
        """Wait for an answer; a chunk that workers die of is tried once more, page by page."""
        from distributed import KilledWorker

        try:
            return answer.result()
        except KilledWorker:
            if len(tasks) == 1:
                return [Reading(refusal=DIED)]
            return [one for task in tasks for one in self._readings([task], self._send([task]))]
        except OtherEdition:
            raise EngineFailure(
                "the workers of the cluster run another edition of the code"
            ) from None
        except ImportError as error:
            raise EngineFailure(
                f"the workers of the cluster lack the code ({error}): start them with the "
                "project's folder as PYTHONPATH and its requirements installed"
            ) from None
        except Exception as error:
            raise EngineFailure(f"the cluster at {self.address} is gone: {error!r}") from None


def _same(ground: Ground) -> Ground:
    return ground


def _read_there(tasks: Sequence[Readable], ground: Ground, code: str) -> Sequence[Reading]:
    """Read, on a worker of the cluster. Raises OtherEdition."""
    if edition.reader() != code:
        raise OtherEdition
    return read_pages(tasks, ground)
