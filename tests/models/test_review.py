"""The most doubtful first, and never the same one for two people."""

from __future__ import annotations

import threading

import pytest
from django.contrib.auth.models import User
from django.db import connection

from archive.models import ReviewClaim, Statement
from archive.models.review import DOUBT, claim_next, let_go, span_of, state_of, waiting
from tests.factories import make_article, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return User.objects.create_user("ann")


@pytest.fixture
def ben():
    return User.objects.create_user("ben")


def test_the_most_doubtful_comes_first(ann):
    sure = make_statement("I am sure.", confidence=0.99)
    unsure = make_statement("I am not sure.", confidence=0.4)
    nobody = make_statement("Who am I?", speaker=None, confidence=0.9)
    make_statement("I am done.", confidence=0.1).check_by(ann)
    order = []
    while found := claim_next(ann, Statement.objects.exclude(pk__in=order)):
        order.append(found.pk)
        let_go(found, ann)
    assert order == [nobody.pk, unsure.pk, sure.pk]


def test_two_people_get_two_statements_and_keep_them(ann, ben):
    first, second = (make_statement(f"Word {n}.", confidence=0.5 + n / 10) for n in range(2))
    assert claim_next(ann, Statement.objects.all()) == first
    assert claim_next(ben, Statement.objects.all()) == second
    assert claim_next(ann, Statement.objects.all()) == first
    assert claim_next(User.objects.create_user("cyd"), Statement.objects.all()) is None


def test_what_is_held_too_long_is_free_again(ann, ben):
    statement = make_statement("Word.")
    claim_next(ann, Statement.objects.all())
    ReviewClaim.objects.update(until="2020-01-01T00:00Z")
    assert claim_next(ben, Statement.objects.all()) == statement


@pytest.mark.django_db(transaction=True)
def test_many_people_at_once_never_get_the_same():
    people = [User.objects.create_user(f"person {n}") for n in range(6)]
    for number in range(6):
        make_statement(f"Word {number}.")
    got, start = [], threading.Barrier(6)

    def take(person):
        try:
            start.wait(timeout=30)
            got.append(claim_next(person, Statement.objects.all()).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(got) == len(set(got)) == 6


def test_the_order_has_an_index():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        rows = waiting(Statement.objects.all()).order_by(DOUBT.desc(), "pk")[:1]
        assert "statement_doubt" in rows.explain()


def test_a_span_is_found_nearest_to_where_it_was():
    text = "A title\n\nSo it is. “So it is. We will mend it. So it is.” Ada Voss said."
    statement = make_statement(
        "So it is. We will mend it.", article=make_article(text, title="A title"), speaker=None
    )
    statement.quoted = [[statement.start, statement.end]]
    fields = span_of(statement, "So it is.")
    assert fields["start"] == statement.start and text[fields["start"] - 1] == "“"
    assert fields["quoted"] == [[fields["start"], fields["end"]]]
    with pytest.raises(ValueError, match="these very words"):
        span_of(statement, "So it was.")
    with pytest.raises(ValueError, match="these very words"):
        span_of(statement, "")


def test_words_that_a_new_version_has_elsewhere_are_still_as_they_were_seen():
    statement = make_statement("Word.")
    seen = state_of(statement)
    statement.start, statement.end = statement.start + 40, statement.end + 40
    statement.version_id += 1
    assert state_of(statement) == seen
    statement.kind = "mixed"
    assert state_of(statement) != seen
