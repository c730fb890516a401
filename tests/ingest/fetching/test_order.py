"""Work in several threads, results in order."""

from __future__ import annotations

import threading

import pytest

from archive.ingest.fetching.order import InOrder


def identity(value):
    return value


def test_results_come_in_the_order_of_the_tasks():
    tasks = list(range(200))
    found = InOrder(tasks, lambda n: n * n, lambda n: str(n % 7), (4, 8))
    assert list(found) == [n * n for n in tasks]


def test_two_of_one_key_never_run_at_once():
    running, lock, clashes = set(), threading.Lock(), []

    def work(task):
        with lock:
            clashes.extend(running & {task % 3})
            running.add(task % 3)
        threading.Event().wait(0.001)
        with lock:
            running.discard(task % 3)

    list(InOrder(range(60), work, lambda task: str(task % 3), (6, 20)))
    assert clashes == []


def test_no_more_is_taken_ahead_than_was_agreed():
    started = []

    def work(task):
        started.append(task)
        return task

    results = iter(InOrder(range(100), work, str, (4, 8)))
    for expected in range(10):
        assert next(results) == expected
        assert max(started) < expected + 1 + 8
    results.close()


def test_a_fault_of_the_program_is_raised_where_the_results_are_read():
    results = iter(InOrder([1, 0, 2], lambda n: 1 // n, str, (2, 4)))
    assert next(results) == 1
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_who_stops_reading_stops_the_work():
    release, done = threading.Event(), []

    def work(task):
        release.wait(10)
        done.append(task)

    before = set(threading.enumerate())
    results = iter(InOrder(range(50), work, lambda _: "one host", (3, 9)))
    threading.Timer(0.05, release.set).start()
    next(results)
    results.close()
    for thread in set(threading.enumerate()) - before:
        thread.join(10)
        assert not thread.is_alive()
    assert len(done) < 10


def test_nothing_to_do_is_done():
    assert list(InOrder([], identity, str, (4, 8))) == []
