"""Reading on a Dask cluster of two worker processes; one is killed, nothing changes."""

from __future__ import annotations

import os
import signal
import sys
from io import StringIO
from itertools import islice

import pytest
from django.core.management import CommandError, call_command

from archive.dump import dump_lines
from archive.ingest import cluster
from archive.ingest.cluster import Cluster
from archive.ingest.metadata import Metadata
from archive.ingest.page import Page
from archive.ingest.pipeline import Ingest
from archive.ingest.reading import EngineFailure, Ground, Here, Task, read_pages
from archive.models import Article, ImportBatch, Outlet, Speaker, Statement
from tests.corpus import article, write_json_lines
from tests.ingest.test_processes import Poison

distributed = pytest.importorskip("distributed")

COUNT = 160  # articles: five batches


@pytest.fixture(scope="module")
def two_workers():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
        silence_logs=50, memory_limit=0,
    ) as local:  # fmt: skip
        yield local


def pages():
    for number in range(COUNT):
        yield Page(f"{number}.txt", f"file:///{number}.txt", article(number).as_text())


def ingest(engine, notice=lambda _: None):
    batch = ImportBatch.objects.create(arguments="pages")
    return Ingest(batch, Metadata(), notice, engine).run(pages())


def empty_the_archive():
    Article.objects.update(current_version=None)
    for model in (Statement, Article, Speaker, Outlet):
        model.objects.all().delete()


@pytest.mark.django_db
def test_a_worker_killed_in_the_middle_changes_nothing(two_workers):
    ingest(Here)
    expected = list(dump_lines())
    empty_the_archive()
    killed = []

    def kill_one(outcome):
        if not killed and Article.objects.count() >= 32:
            pids = distributed.Client(two_workers, set_as_default=False).run(os.getpid)
            killed.append(next(iter(pids.values())))
            os.kill(killed[0], signal.SIGKILL)

    report = ingest(lambda ground: Cluster(ground, two_workers.scheduler_address), kill_one)
    assert killed and not report.refused
    assert list(dump_lines()) == expected


def test_a_page_that_kills_its_readers_is_refused_and_no_other(two_workers):
    two_workers.scheduler.allowed_failures = 0  # Dask's own patience only takes time here
    tasks = [Task(page) for page in islice(pages(), 2)]
    deadly = Task(Page("poison.txt", "file:///poison.txt", Poison(b"x")))
    with Cluster(Ground(), two_workers.scheduler_address) as engine:
        (found,) = engine.map([[*tasks, deadly]])
    assert list(found[:-1]) == read_pages(tasks, Ground())
    assert found[-1].refusal == cluster.DIED


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "no address at all"])
def test_where_no_cluster_answers_one_line_says_so(address, monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT", 1)
    with pytest.raises(EngineFailure, match=address), Cluster(Ground(), address):
        pass


@pytest.mark.django_db
def test_without_dask_one_line_says_what_to_install(monkeypatch, tmp_path):
    write_json_lines(tmp_path / "some.jsonl", 1)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(CommandError, match=r"requirements-scale\.txt") as raised:
        call_command("ingest", tmp_path, "--dask", "tcp://127.0.0.1:8786", stderr=StringIO())
    assert raised.value.returncode == 2
