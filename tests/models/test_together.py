"""What was changed at once is one decision: signed once, undone at once, later changes kept."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.authorship import signed
from archive.models import Change, Statement
from archive.models.bulk import check_each, give_each, hide_each, unhide_each
from archive.models.merging import merge
from archive.models.together import revert_together, together
from tests.factories import make_speaker, make_statement

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def by():
    return User.objects.create_user("curator")


@pytest.fixture
def rows():
    for number in range(4):
        make_statement(f"Word number {number}.", speaker="Ada Voss")
    return Statement.objects.all()


def statuses() -> list[str]:
    return list(Statement.objects.order_by("pk").values_list("status", flat=True))


def test_many_are_decided_at_one_moment_and_undone_as_one(by, rows):
    before = list(rows.order_by("pk").values())
    with signed(by, "x"):
        done = hide_each(rows, by, "a caption")
    assert done.count == 4 and statuses() == ["hidden"] * 4
    assert rows.values("decided_at").distinct().count() == 1
    assert together(done.change).count() == 4
    assert revert_together(done.change).back == 4
    assert list(rows.order_by("pk").values()) == before


def test_undoing_twice_is_refused(by, rows):
    with signed(by, "x"):
        done = check_each(rows, by)
    revert_together(done.change)
    with pytest.raises(ValueError, match="undone or changed again"):
        revert_together(done.change)


def test_what_was_changed_again_since_stays_and_is_named(by, rows):
    with signed(by, "x"):
        done = give_each(rows, make_speaker("Ben Orr"), by)
    later = rows.order_by("pk").first()
    later.edit(User.objects.create_user("other"), kind="mixed")
    reverted = revert_together(done.change)
    assert (reverted.back, reverted.left) == (3, [("statement", later.pk)])
    later.refresh_from_db()
    assert later.speaker.name == "Ben Orr" and statuses()[1:] == ["machine"] * 3


def test_a_bulk_decision_touches_only_what_it_fits(by, rows):
    first, second, *_ = rows.order_by("pk")
    first.hide(by, "x")
    second.check_by(by)
    assert check_each(rows, by).count == 2
    assert unhide_each(rows, by).count == 1
    assert hide_each(rows.filter(status="withdrawn"), by, "").change is None


def test_aliases_that_came_with_it_go_with_it(by):
    speaker = make_speaker("Ada Voss")
    with signed(by, "x"):
        speaker.aliases.create(text="the pilot")
    revert_together(Change.objects.get())
    assert not speaker.aliases.exists()
    revert_together(Change.objects.first())
    assert speaker.aliases.get().text == "the pilot"


def test_a_merge_is_not_undone_here(by, rows):
    with signed(by, "/admin/archive/speaker/1/merge/"):
        merge(make_speaker("Ada Voss"), make_speaker("Ben Orr"), by)
    with pytest.raises(ValueError, match="Merged and split"):
        revert_together(Change.objects.first())


def test_undoing_costs_the_same_number_of_queries_for_any_number_of_rows(by, rows):
    counts = []
    for chosen in (rows[:1], rows):
        with signed(by, "x"):
            done = check_each(rows.filter(pk__in=[row.pk for row in chosen]), by)
        with CaptureQueriesContext(connection) as asked:
            revert_together(done.change)
        counts.append(len(asked))
    assert counts[0] == counts[1]
