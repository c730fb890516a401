"""The words of a statement are corrected on its form, whatever was decided before."""

from __future__ import annotations

import pytest
from django.urls import reverse

from archive.audit import INVARIANTS, violations
from archive.models import Statement
from tests.factories import make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def checked(curator):
    row = make_statement("The bridge stays,\nand so do we.", kind="direct")
    row.check_by(curator)
    return row


def send(read, row: Statement, **fields) -> str:
    form = {"speaker": row.speaker_id, "kind": "direct", "said_on": "2023-05-17"}
    form |= {"said_precision": "day", "reason": row.reason}
    return read(reverse("admin:archive_statement_change", args=[row.pk]), form | fields)


def test_other_words_of_the_article_are_the_new_span(checked, read):
    send(read, checked, words="and so do we.")
    row = Statement.objects.get()
    assert (row.text, row.status) == ("and so do we.", "edited")
    assert (row.found_start, row.found_end) == (checked.start, checked.end)
    assert not [one for rule in INVARIANTS for one in violations(rule)]


@pytest.mark.parametrize("words", ["", "The bridge stays,\r\nand so do we."])
def test_the_same_words_change_nothing(checked, read, words):
    send(read, checked, words=words)
    assert list(Statement.objects.values_list("text", "status")) == [(checked.text, "checked")]


def test_words_that_the_article_does_not_have_are_refused(checked, read):
    assert "does not have these very words" in send(read, checked, words="The bridge falls.")
    assert Statement.objects.get().text == checked.text


def test_a_hidden_statement_shows_its_words_closed(checked, read, curator):
    checked.hide(curator, "x")
    page = read(reverse("admin:archive_statement_change", args=[checked.pk]))
    assert 'name="words"' not in page and "and so do we." in page
