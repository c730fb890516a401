"""Reading in worker processes: the order stays, and whatever dies takes nothing with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive.ingest.page import Page
from archive.ingest.processes import DIED, READ_HERE, Processes
from archive.ingest.reading import Ground, Task, read_pages
from tests.corpus import article

CHUNKS = [
    [
        Task(Page(f"{n}.txt", f"file:///{n}.txt", article(n).as_text()))
        for n in range(first, first + 4)
    ]
    for first in range(0, 40, 4)
]


class Poison(bytes):
    """The body of a page that kills whoever reads it."""

    def strip(self, *_):
        os.kill(os.getpid(), signal.SIGKILL)


def test_readings_come_in_the_order_of_the_pages_and_no_worker_stays():
    ground = Ground()
    chunks = [*CHUNKS[:5], [], *CHUNKS[5:], []]
    with Processes(ground, jobs=2) as engine:
        assert list(engine.map(chunks)) == [read_pages(chunk, ground) for chunk in chunks]
        pids = [worker.process.pid for worker in engine._workers]
    assert len(pids) == 2
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_workers_leave_the_processor_to_the_writer_and_the_database():
    with Processes(Ground(), jobs=1) as engine:
        list(engine.map(CHUNKS))
        (worker,) = engine._workers
        pid = worker.process.pid
        assert os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, 0)


def test_a_page_that_kills_its_reader_is_refused_and_no_other():
    poison = Task(Page("poison.txt", "file:///poison.txt", Poison(b"x")))
    chunks = [list(chunk) for chunk in CHUNKS]
    for number in (READ_HERE, READ_HERE + 1, len(chunks) - 1):
        chunks[number][1] = poison
    with Processes(Ground(), jobs=2) as engine:
        found = list(engine.map(chunks))
    for tasks, readings in zip(chunks, found, strict=True):
        assert [reading.refusal == DIED for reading in readings] == [
            task is poison for task in tasks
        ]


def test_a_worker_killed_at_work_changes_nothing():
    with Processes(Ground(), jobs=2) as engine:
        found = []
        for readings in engine.map(CHUNKS):
            found.append(readings)
            if len(found) in (READ_HERE + 1, READ_HERE + 4):
                os.kill(engine._workers[0].process.pid, signal.SIGKILL)
    assert found == [read_pages(chunk, Ground()) for chunk in CHUNKS]


PARENT = """
from archive.ingest.processes import Processes, READ_HERE
from archive.ingest.reading import Ground
from tests.ingest.test_processes import CHUNKS
import itertools, sys, time
if __name__ == "__main__":
    with Processes(Ground(), jobs=2) as engine:
        answers = engine.map(itertools.cycle(CHUNKS))
        for _ in range(READ_HERE + 1):
            next(answers)
        print(*[worker.process.pid for worker in engine._workers], flush=True)
        for _ in answers:
            pass
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_no_worker_outlives_a_parent_that_is_killed(how, tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, str(script)],
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    pids = parent.stdout.readline().split()
    assert len(pids) == 2
    parent.send_signal(how)
    parent.communicate(timeout=30)
    deadline = time.monotonic() + 30
    while living := [pid for pid in pids if Path(f"/proc/{pid}").exists()]:
        assert time.monotonic() < deadline, living
        time.sleep(0.02)
