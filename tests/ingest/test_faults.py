"""A fault at every statement and every commit of one article's ingest, and a second run."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from functools import partial

import pytest
from django.db import IntegrityError, OperationalError, connection

from archive.audit import INVARIANTS, violations
from archive.dump import dump_lines
from archive.ingest import statements, store
from archive.ingest.metadata import Metadata
from archive.ingest.page import Page
from archive.ingest.pipeline import ingest
from archive.models import Article, ImportBatch, Outlet, Speaker, Statement

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = Page(
    "bridge.txt",
    "file:///bridge.txt",
    "Bridge opens\n\nMay 2, 2023\n\n“We open it,” said Ada Voss. “At last.”".encode(),
)


class Fault:
    """Raises `error` at the statement of this number; counts all of them."""

    def __init__(self, number: int, error: Exception) -> None:
        self.number, self.error, self.count = number, error, 0

    def meet(self) -> None:
        self.count += 1
        if self.count == self.number:
            raise self.error

    def execute(self, run, sql, params, many, context):
        self.meet()
        return run(sql, params, many, context)

    @contextmanager
    def injected(self):
        """Put it into every way to the database: statements, COPY, commits."""
        with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
            stack.enter_context(connection.execute_wrapper(self.execute))
            commit = connection._commit
            for module in (store, statements):
                for name in {"copy_rows", "copy_values"} & vars(module).keys():
                    copy = partial(self.before, getattr(module, name))
                    patch.setattr(module, name, copy)
            patch.setattr(connection, "_commit", lambda: self.around(commit))
            yield

    def before(self, run, *arguments):
        self.meet()
        return run(*arguments)

    def around(self, run):
        """A commit may fail before it is done, or be done and its answer be lost."""
        self.meet()
        run()
        self.meet()


def run():
    batch = ImportBatch.objects.create(arguments="bridge.txt")
    return ingest([PAGE], batch, Metadata(), lambda _: None)


def empty_the_archive():
    Article.objects.update(current_version=None)
    for model in (Statement, Article, Speaker, Outlet):
        model.objects.all().delete()


@pytest.fixture
def undisturbed():
    fault = Fault(0, AssertionError())
    with fault.injected():
        run()
    assert Statement.objects.count() == 2
    return list(dump_lines()), fault.count


@pytest.mark.parametrize(
    "error", [OperationalError("gone"), IntegrityError("no")], ids=["the end", "one page"]
)
def test_a_second_run_mends_a_fault_at_any_statement(undisturbed, error):
    expected, statements_sent = undisturbed
    assert statements_sent > 30
    for number in range(1, statements_sent + 1):
        empty_the_archive()
        fault = Fault(number, error)
        try:
            with fault.injected():
                run()
        except type(error):
            pass
        assert fault.count >= number
        assert [row for invariant in INVARIANTS for row in violations(invariant)] == []
        report = run()
        assert (number, report.refused) == (number, [])
        assert (number, list(dump_lines())) == (number, expected)
