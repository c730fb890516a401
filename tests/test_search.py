"""Words → rows, in a real PostgreSQL."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis.strategies import text

from archive.models import Statement
from archive.models.status import CURATED, Status
from archive.search import MARK_START, MARK_STOP, SHOWN, are_passed_over, searchable
from tests.factories import make_statement

pytestmark = pytest.mark.django_db


def found(words):
    return {statement.text for statement in Statement.objects.shown().matching(words)}


def marked(words):
    rows = Statement.objects.matching(words).with_marks(words)
    return rows.get().marked.replace(MARK_START, "[").replace(MARK_STOP, "]")


def test_all_words_must_match_in_any_form():
    make_statement("We mended the bridges.")
    make_statement("We mended the roof.")
    assert found("mend bridge") == {"We mended the bridges."}


def test_a_phrase_must_stand_together():
    make_statement("The bridge is strong and cheap.")
    make_statement("Strong is the bridge.")
    assert found('"strong and cheap"') == {"The bridge is strong and cheap."}


def test_without_and_either():
    make_statement("The bridge needs a toll.")
    make_statement("The bridge needs paint.")
    make_statement("The ferry needs paint.")
    assert found("bridge -toll") == {"The bridge needs paint."}
    assert len(found("bridge OR ferry")) == 3


@pytest.mark.parametrize(
    "words",
    [
        '"((|| & !', "-", '""', "OR OR", ":*", "'; DROP TABLE", "a" * 3000, "((((", "😀",
        "-" * 70, "- " * 70, "-" * 33 + "x", "(-" * 70 + "x", 'a "b"' + "-" * 70 + "x", "!-" * 70,
        '"' * 501, "a or " * 700, "bridge\x00", "bridge \udcff", "bridge " * 571, "mend -" * 200,
    ],
)  # fmt: skip
def test_no_words_are_an_error(words):
    make_statement()
    rows = Statement.objects.matching(words).with_marks(words).most_relevant(words)
    assert {row.text for row in rows} <= {"We will mend the bridge."}
    assert are_passed_over(words) in (True, False)


@settings(max_examples=150, deadline=None)
@given(words=text(alphabet="-\"!&|()<>:*\\' aorOR\x00\udcff%", max_size=120))
def test_nothing_that_can_be_typed_is_an_error(words):
    assert are_passed_over(words) in (True, False)


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ("-" * 70, ""),
        ("- -bridge", "-bridge"),
        ("--bridge", "-bridge"),
        ("harbour - bridge", "harbour  bridge"),
        ('mend -"new  toll"', 'mend  -"new toll"'),
        ('"quay -- wall" well-known', '"quay -- wall" well-known'),
        ("(-(-x", "-x"),
    ],
)
def test_a_run_of_dashes_is_one_or_none(words, taken):
    assert searchable(words) == taken


def test_two_dashes_do_not_cancel_each_other_out():
    make_statement("The bridge needs paint.")
    make_statement("The ferry needs paint.")
    for words in ("- -bridge", "--bridge", "(-(-bridge", "paint - -bridge"):
        assert found(words) == {"The ferry needs paint."}


@pytest.mark.parametrize(
    ("words", "is_nothing"),
    [("the", True), ("((((", True), ("%", True), ("😀", True), ("---", True), ("", True),
     ("bridge", False), ("the bridge", False), ("-bridge", False), ('"of the bridge"', False)],
)  # fmt: skip
def test_words_that_no_search_can_use_are_known(words, is_nothing):
    assert are_passed_over(words) is is_nothing


def test_each_language_has_its_own_forms():
    make_statement("Мы починили мосты", language="ru")
    make_statement("Wir reparieren die Brücken", language="de")
    assert found("мост") == {"Мы починили мосты"}
    assert found("Brücke") == {"Wir reparieren die Brücken"}


def test_a_language_without_a_stemmer_is_found_by_its_words():
    make_statement("korjaamme sillan", language="fi")
    assert found("sillan") == {"korjaamme sillan"}


def test_hits_are_marked_and_the_text_stays_word_for_word():
    make_statement("The <b>bridge</b> &amp; the  bridges — «мост».")
    assert marked("bridge") == "The <b>[bridge]</b> &amp; the  [bridges] — «мост»."


def test_dates_keep_their_days_and_leave_out_the_undated():
    make_statement("Early.", said_on=date(2023, 1, 1))
    make_statement("Late.", said_on=date(2023, 2, 1))
    make_statement("Some day.", said_on=None)
    rows = Statement.objects.all()
    assert [s.text for s in rows.since(date(2023, 2, 1))] == ["Late."]
    assert [s.text for s in rows.until(date(2023, 1, 1))] == ["Early."]
    assert [s.text for s in rows.newest()] == ["Late.", "Early.", "Some day."]
    assert [s.text for s in rows.oldest()] == ["Early.", "Late.", "Some day."]


def test_the_best_match_comes_first():
    make_statement("A bridge, among many other things that we will talk about tomorrow.")
    make_statement("Bridge, bridge, bridge.", said_on=date(2020, 1, 1))
    rows = Statement.objects.matching("bridge").most_relevant("bridge")
    assert rows[0].text == "Bridge, bridge, bridge."


def test_neighbours_in_time_are_the_nearest():
    days = [date(2023, 1, 1), date(2023, 1, 2), date(2023, 1, 2), date(2023, 1, 3), None, None]
    rows = [make_statement(f"Number {n}.", said_on=day) for n, day in enumerate(days)]

    def around(statement):
        place = statement.said_on, statement.pk
        everything = Statement.objects.all()
        return everything.earlier_than(*place).first(), everything.later_than(*place).first()

    assert around(rows[0]) == (None, rows[1])
    assert around(rows[1]) == (rows[0], rows[2])
    assert around(rows[2]) == (rows[1], rows[3])
    assert around(rows[3]) == (rows[2], None)
    assert around(rows[4]) == (None, rows[5])


@pytest.mark.parametrize("day", [date(2023, 5, 17), None])
def test_one_index_serves_the_neighbours_of_a_speaker_in_their_order(day):
    statement = make_statement(said_on=day)
    own = Statement.objects.filter(speaker=statement.speaker)
    with connection.cursor() as cursor:
        # On a handful of rows any plan is cheap: forbid every way but the index's own order.
        for way in ("seqscan", "bitmapscan", "sort", "incremental_sort"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    for neighbours in (own.earlier_than(day, statement.pk), own.later_than(day, statement.pk)):
        plan = neighbours[:1].explain()
        assert "statement_speaker_newest" in plan and "Sort" not in plan


def test_the_statuses_are_written_down_once():
    assert set(SHOWN) == set(Status.values) - {"hidden", "withdrawn"}
    assert {*SHOWN} - {*CURATED} == {"machine"}


def test_counts_by_speaker_outlet_kind_and_year():
    make_statement("One.", speaker="Ada Voss", said_on=date(2021, 5, 1))
    make_statement("Two.", speaker="Ada Voss", outlet="Northern Wire", kind="indirect")
    make_statement("Three.", speaker=None, said_on=None)
    rows = Statement.objects.all()
    assert rows.by_speaker(5) == [{"slug": "ada-voss", "label": "Ada Voss", "n": 2}]
    assert [(row["label"], row["n"]) for row in rows.by_outlet(5)] == [
        ("The Quay Post", 2),
        ("Northern Wire", 1),
    ]
    assert [(row["kind"], row["n"]) for row in rows.by_kind()] == [("direct", 2), ("indirect", 1)]
    assert [(row["year"], row["n"]) for row in rows.by_year()] == [(2021, 1), (2023, 1)]
    assert rows.span() == {"n": 3, "first": date(2021, 5, 1), "last": date(2023, 5, 17)}
