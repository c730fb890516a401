"""Reading in several processes of this machine.

Each worker has a pipe of its own, so that the death of one (killed, out of memory) breaks nothing
of the others and shows what it was reading. A worker ends by itself when its pipe does: none
outlives this process, however that ends.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import connection, get_context
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, ClassVar

from archive.ingest.reading import EngineFailure, Reading, read_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from typing import Self

    from archive.ingest.reading import Ground, Readable

# Few pages are read sooner than workers are started (about a second of imports each).
READ_HERE = 2  # chunks
HELD = 3  # chunks a worker holds: one that it reads, two so that it need not wait for the writer
AHEAD = 4  # chunks a worker that may be under way or wait for their turn
NICENESS = 10  # of 19: workers run ahead of the writer, and must not hold up it or the database
MOST_DEATHS = 50  # in a row: then it is not the pages
DIED = (
    "the process that read it ended twice without an answer (out of memory, or killed): "
    "ingest it alone, on a machine with more memory"
)
# Spawned, not forked: a child must not inherit connections to the database, nor locks.
_processes = get_context("spawn")


@dataclass(eq=False, slots=True)
class _Job:
    """A chunk under way; `parts` are its pages one by one, after a worker died over it."""

    tasks: Sequence[Readable]
    alone: bool = False
    readings: Sequence[Reading] | None = None
    parts: list[_Job] = field(default_factory=list)

    def answer(self) -> list[Reading] | None:
        """Return the readings, or None while some are not there."""
        if not self.parts:
            return None if self.readings is None else list(self.readings)
        answers = [part.answer() for part in self.parts]
        found = [answer for answer in answers if answer is not None]
        return [one for answer in found for one in answer] if len(found) == len(answers) else None


@dataclass(eq=False, slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    held: deque[_Job] = field(default_factory=deque)

    def takes(self, job: _Job) -> bool:
        """Say whether it is this worker's turn: a page that is retried goes to an idle one."""
        if job.alone or any(one.alone for one in self.held):
            return not self.held
        return len(self.held) < HELD


class Processes:
    """The engine that is `jobs` worker processes, started when there is enough to read."""

    reads_apart: ClassVar[bool] = True

    def __init__(self, ground: Ground, jobs: int) -> None:
        self.ground = ground
        self.jobs = jobs
        self._workers: list[_Worker] = []
        self._queue: deque[_Job] = deque()
        self._deaths = 0  # since the last answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the workers, in whatever they are."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()

    def map(self, chunks: Iterable[Sequence[Readable]]) -> Iterator[Sequence[Reading]]:
        """Give the readings of each chunk, in the order of the chunks."""
        rest = iter(chunks)
        for chunk in islice(rest, READ_HERE):
            yield read_pages(chunk, self.ground)
        waiting: deque[_Job] = deque()
        for chunk in rest:
            waiting.append(self._put(chunk))
            self._turn(timeout=0)
            yield from self._ready(waiting, AHEAD * self.jobs)
        yield from self._ready(waiting, 0)

    def _put(self, chunk: Sequence[Readable]) -> _Job:
        if not chunk:
            return _Job(chunk, readings=())
        self._queue.append(_Job(chunk))
        return self._queue[-1]

    def _ready(self, waiting: deque[_Job], most: int) -> Iterator[list[Reading]]:
        """Give the answers at the head; wait for them while more than `most` are under way."""
        while waiting:
            if (answer := waiting[0].answer()) is not None:
                waiting.popleft()
                yield answer
            elif len(waiting) > most:
                self._turn()
            else:
                return

    def _turn(self, timeout: float | None = None) -> None:
        """Hand out what is queued, take in what is answered (waiting up to `timeout` seconds)."""
        self._hand_out()
        busy = {worker.pipe: worker for worker in self._workers if worker.held}
        for pipe in connection.wait(list(busy), timeout):
            worker = busy[pipe]  # type: ignore[index]
            try:
                worker.held[0].readings = worker.pipe.recv()
                worker.held.popleft()
                self._deaths = 0
            except (EOFError, OSError):
                self._bury(worker)
        self._hand_out()

    def _hand_out(self) -> None:
        while self._queue:
            worker = self._free_for(self._queue[0])
            if worker is None:
                return
            job = self._queue.popleft()
            worker.held.append(job)
            try:
                worker.pipe.send(job.tasks)
            except OSError:
                self._bury(worker)

    def _free_for(self, job: _Job) -> _Worker | None:
        while len(self._workers) < self.jobs:
            self._workers.append(self._start())
        free = [worker for worker in self._workers if worker.takes(job)]
        return min(free, key=lambda worker: len(worker.held), default=None)

    def _start(self) -> _Worker:
        ours, theirs = _processes.Pipe()
        process = _processes.Process(target=_work, args=(theirs, self.ground), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _bury(self, worker: _Worker) -> None:
        """Take a dead worker off; what it was reading is tried once more, page by page."""
        self._deaths += 1
        if self._deaths > MOST_DEATHS:
            raise EngineFailure(
                f"{MOST_DEATHS} worker processes in a row ended without an answer; "
                "run it with --jobs 1, which reads without worker processes"
            )
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()
        died, *untouched = worker.held
        if died.alone:
            died.readings = [Reading(refusal=DIED)]
        else:
            died.parts = [_Job([task], alone=True) for task in died.tasks]
        self._queue.extendleft(reversed([*died.parts, *untouched]))


def _work(pipe: Connection, ground: Ground) -> None:
    """Be a worker: read what comes until the pipe ends.

    Signals for the whole group (Ctrl-C) are the parent's to hear: it closes the pipe.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.nice(NICENESS)
    chunks: SimpleQueue[Sequence[Readable]] = SimpleQueue()
    answers: SimpleQueue[Sequence[Reading]] = SimpleQueue()
    Thread(target=_receive, args=(pipe, chunks), daemon=True).start()
    Thread(target=_send, args=(pipe, answers), daemon=True).start()
    while True:
        answers.put(read_pages(chunks.get(), ground))


def _receive(pipe: Connection, chunks: SimpleQueue[Sequence[Readable]]) -> None:
    try:
        while True:
            chunks.put(pipe.recv())
    except (EOFError, OSError):
        os._exit(0)  # nobody waits for the answer that the main thread may be working on


def _send(pipe: Connection, answers: SimpleQueue[Sequence[Reading]]) -> None:
    try:
        while True:
            pipe.send(answers.get())
    except OSError:
        os._exit(0)
