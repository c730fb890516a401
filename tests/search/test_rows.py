"""Every line of the query language, from text to rows, in a real PostgreSQL."""

from __future__ import annotations

import sys
import unicodedata
from datetime import date

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis.strategies import text

from archive.models import Statement
from archive.models.status import CURATED, Status
from archive.query import parse
from archive.query.letters import plain
from archive.search import SHOWN, Question, first
from tests.factories import make_statement

pytestmark = pytest.mark.django_db


def found(words):
    return {statement.text for statement in Statement.objects.shown().matching(words)}


def test_all_words_must_match_in_any_form():
    make_statement("We mended the bridges.")
    make_statement("We mended the roof.")
    assert found("mend bridge") == {"We mended the bridges."}


def test_accents_and_case_do_not_count():
    make_statement("L'État, c'est le café.", language="fr")
    make_statement("A naïve résumé.")
    assert found("etat CAFE") == {"L'État, c'est le café."}
    assert found("naive résumé") == found('"NAIVE resume"') == {"A naïve résumé."}


@pytest.mark.parametrize(
    "word", ["fine", "ﬁne", "ＦＩＮＥ", '"ﬁne"', "ﬁn*", "ｆｉｎ＊", '"ﬁne was"~2']
)
def test_ligatures_and_full_width_letters_are_the_letters_they_stand_for(word):
    make_statement("The fine was paid.")
    make_statement("A ﬁne was ﬁled, as printed.")
    make_statement("The bridge was paid for.")
    assert found(word) == {"The fine was paid.", "A ﬁne was ﬁled, as printed."}


def test_the_index_reads_every_latin_letter_as_the_query_does():
    """Each letter with a compatible form in ASCII, in one statement of its own words."""
    letters = [chr(n) for n in range(128, sys.maxunicode) if chr(n).isalpha()]
    letters = [letter for letter in letters if plain(letter) != letter]
    if connection.pg_version < 180000:  # older rules of `unaccent` know ligatures and wide forms
        known = "<compat>", "<wide>"
        letters = [one for one in letters if unicodedata.decomposition(one).startswith(known)]
    assert len(letters) > 60
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT letter FROM unnest(%s::text[], %s::text[]) pair (letter, plain)"
            " WHERE to_tsvector('onrecord_simple', 'q' || letter || 'zq')"
            " <> to_tsvector('onrecord_simple', 'q' || plain || 'zq')",
            [letters, list(map(plain, letters))],
        )
        assert cursor.fetchall() == []


def test_a_phrase_must_stand_together_in_just_these_forms():
    make_statement("The bridge is strong and cheap.")
    make_statement("Strong is the bridge.")
    make_statement("The bridges are strong and cheap.")
    assert found('"the bridge is strong"') == {"The bridge is strong and cheap."}
    assert len(found('"strong and cheap"')) == 2


def test_one_quoted_word_is_that_form_only():
    make_statement("The relation is good.")
    make_statement("Relations are good.")
    assert found('"relations"') == {"Relations are good."}
    assert len(found("relations")) == 2


def test_without_and_either():
    make_statement("The bridge needs a toll.")
    make_statement("The bridge needs paint.")
    make_statement("The ferry needs paint.")
    assert found("bridge -toll") == {"The bridge needs paint."}
    assert found('-"needs paint"') == {"The bridge needs a toll."}
    assert len(found("bridge OR ferry")) == 3
    assert found("(bridge OR ferry) paint -ferry") == {"The bridge needs paint."}
    assert found("-(toll OR ferry)") == {"The bridge needs paint."}
    assert found('"bridge" OR ferries -paint') == {"The bridge needs a toll."}


def test_beginnings_of_words():
    make_statement("We negotiate.")
    make_statement("The negotiators left.")
    make_statement("We talked.")
    assert len(found("negotiat*")) == 2
    assert found("negotiato*") == {"The negotiators left."}
    assert found("-negotiat*") == {"We talked."}


def test_words_near_each_other_in_any_order():
    make_statement("Sanctions were put on Russia.")
    make_statement("Russia answered, after many long weeks of talks, with sanctions.")
    assert found('"russia sanctions"~5') == {"Sanctions were put on Russia."}
    assert len(found('"russia sanctions"~9')) == 2


def test_words_as_common_as_the_are_passed_over_beside_others_and_found_alone():
    make_statement("The bridge is open.")
    make_statement("Bridges open.")
    assert len(found("the bridges")) == 2
    assert found("the") == found('"the"') == found("the is") == {"The bridge is open."}
    assert found("-the") == {"Bridges open."}
    assert found("bridge -the") == {"Bridges open."}
    assert found("the OR bridges") == {"The bridge is open.", "Bridges open."}


def test_fields_of_the_row():
    make_statement("One.", kind="direct", cue="", language="en")
    other = make_statement("Two “said” so.", kind="indirect", language="de-AT", speaker="Bo said")
    Statement.objects.filter(pk=other.pk).update(
        cue="said", cue_start=other.version.text.index("said")
    )
    assert found("kind:indirect") == found("lang:de") == found("cue:said") == {"Two “said” so."}
    assert found("-kind:indirect") == found("-lang:de") == found("-cue:said") == {"One."}
    assert found("status:checked") == set()
    assert len(found("status:machine kind:direct OR kind:indirect")) == 2


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("after:2019-05", {"day", "month"}),
        ("before:2019-05", {"day", "month"}),
        ("2019-05-01..2019-05-31", {"day", "month"}),
        ("2019-05-02..2019-05-31", {"day"}),
        ("2019-05-01..2019-05-30", {"day"}),
        ("on:2019-05-17", {"day"}),
        ("on:2019", {"day", "month", "year"}),
        ("2018-12-31..2020-01-01", {"day", "month", "year"}),
        ("2019-01-02..2020-01-01", {"day", "month"}),
        ("-on:2019", {"open"}),
        ("-2019-05-02..2019-05-31", {"month", "year", "open"}),
        ("past:1d", set()),
    ],
)
def test_days_must_cover_all_that_is_known_of_a_day(typed, kept):
    make_statement("day", said_on=date(2019, 5, 17))
    make_statement("month", said_on=date(2019, 5, 1), said_precision="month")
    make_statement("year", said_on=date(2019, 1, 1), said_precision="year")
    make_statement("open", said_on=None)
    assert found(typed) == kept


def test_the_last_days_are_counted_from_today():
    make_statement("old", said_on=date(2024, 2, 1))
    make_statement("new", said_on=date(2024, 2, 28))
    asked = Question(parse("past:30d").tree, today=date(2024, 3, 20))
    assert [row.text for row in Statement.objects.asked(asked)] == ["new"]


@pytest.mark.parametrize(
    "words",
    [
        '"((|| & !', "-", '""', "OR OR", ":*", "'; DROP TABLE", "a" * 3000, "((((", "😀",
        "-" * 70, "- " * 70, "-" * 33 + "x", "(-" * 70 + "x", 'a "b"' + "-" * 70 + "x", "!-" * 70,
        '"' * 501, "a or " * 700, "bridge\x00", "bridge \udcff", "bridge " * 571, "mend -" * 200,
        "\\", "'a:*'", "a\\*", "it's*", "'''*", "x(tw:*", "①", "①*", '"①"', "-①", "cue:①",
        "①" + "\u0301" * 50, "mentions:①", "covid-1*", "http://a.b/c*", "ﷺ", "\u3000", "㎏*",
    ],
)  # fmt: skip
def test_no_words_are_an_error(words):
    make_statement()
    question = Question(parse(words).tree)
    rows = Statement.objects.asked(question).most_relevant(question)
    assert {row.text for row in rows} <= {"We will mend the bridge."}
    assert question.is_passed_over in (True, False)


@settings(max_examples=150, deadline=None)
@given(words=text(alphabet="-\"!&|()<>:*\\' aorOR~5\x00\udcff%①", max_size=120))
def test_nothing_that_can_be_typed_is_an_error(words):
    question = Question(parse(words).tree)
    assert question.is_passed_over in (True, False)
    list(Statement.objects.asked(question)[:1])


@pytest.mark.parametrize(
    "words",
    [
        "-bridge",
        "-(bridge toll)",
        '-"the bridge"',
        "-the",
        "-kind:direct",
        "-after:2023",
        "-brid*",
        '-"bridge toll"~3',
        "-①",
        "-lang:de",
    ],
)
def test_what_is_left_out_and_what_is_kept_are_everything(words):
    make_statement("The bridge needs a toll.")
    make_statement("Bridges.", language="de", said_on=date(2019, 1, 1))
    make_statement("Ferry and paint.", kind="indirect", said_on=None, speaker=None)
    assert found(words) & found(words[1:]) == set()
    assert len(found(words) | found(words[1:])) == 3


def test_two_dashes_do_not_cancel_each_other_out():
    make_statement("The bridge needs paint.")
    make_statement("The ferry needs paint.")
    for words in ("- -bridge", "--bridge", "paint - -bridge"):
        assert found(words) == {"The ferry needs paint."}


@pytest.mark.parametrize(
    ("words", "is_nothing"),
    [("the", False), ("①", True), ("bridge ①", False), ("-①", False), ("bridge", False),
     ("kind:direct", False), ('"①"', True)],
)  # fmt: skip
def test_words_that_no_search_can_use_are_known(words, is_nothing):
    assert Question(parse(words).tree).is_passed_over is is_nothing


def test_each_language_has_its_own_forms():
    make_statement("Мы починили мосты", language="ru")
    make_statement("Wir reparieren die Brücken", language="de")
    make_statement("Hablamos de los puentes", language="es")
    make_statement("Nous parlions des ponts", language="fr")
    assert found("мост") == {"Мы починили мосты"}
    assert found("Brücke") == {"Wir reparieren die Brücken"}
    assert found("puente") == {"Hablamos de los puentes"}
    assert found("pont") == {"Nous parlions des ponts"}
    assert found("die Brücke") == {"Wir reparieren die Brücken"}


def test_a_word_is_asked_by_the_rules_of_the_row_alone():
    make_statement("They die.")
    make_statement("Die Brücke", language="de")
    assert found("die bridge OR brücke OR they") == {"They die.", "Die Brücke"}
    assert found("die") == {"They die.", "Die Brücke"}


def test_a_language_without_a_stemmer_is_found_by_its_words():
    make_statement("korjaamme sillan", language="fi")
    assert found("sillan") == {"korjaamme sillan"}


def test_dates_sort_and_undated_come_last():
    make_statement("Early.", said_on=date(2023, 1, 1))
    make_statement("Late.", said_on=date(2023, 2, 1))
    make_statement("Some day.", said_on=None)
    rows = Statement.objects.all()
    assert [s.text for s in rows.newest()] == ["Late.", "Early.", "Some day."]
    assert [s.text for s in rows.oldest()] == ["Early.", "Late.", "Some day."]


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_keys_lead_through_all_rows_once_while_rows_are_added(order):
    days = [date(2023, 1, 1), date(2023, 1, 2), date(2023, 1, 2), None, None, date(2022, 1, 1)]
    rows = [make_statement(f"Number {n}.", said_on=day) for n, day in enumerate(days)]
    expected = list(Statement.objects.in_order(order, Question()).values_list("pk", flat=True))
    seen, key = [], None
    while page := list(Statement.objects.all().after(key, order)[:2]):
        seen += [row.pk for row in page]
        key = page[-1].said_on, page[-1].pk
        make_statement("New.", said_on=date(2030, 1, 1) if order == "newest" else date(1990, 1, 1))
    assert seen == expected and len(rows) == 6


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
        cursor.execute("DROP INDEX statement_newest, statement_oldest")
        for way in ("seqscan", "bitmapscan", "sort", "incremental_sort"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    for neighbours in (own.earlier_than(day, statement.pk), own.later_than(day, statement.pk)):
        plan = neighbours[:1].explain()
        assert "statement_speaker_newest" in plan and "Sort" not in plan


@pytest.mark.parametrize("words", ["bridge", '"the bridge"', "brid*", "cue:said", "bridge -toll"])
def test_one_index_serves_words_phrases_beginnings_and_cues(words):
    make_statement()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
    assert "statement_words" in Statement.objects.matching(words).order_by().explain()


def test_the_statuses_are_written_down_once():
    assert set(SHOWN) == set(Status.values) - {"hidden", "withdrawn", "retracted"}
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


@pytest.mark.parametrize("stretches", [(), (2, 4), (4, 8), (100,)])
@pytest.mark.parametrize("is_sorted", [True, False])
def test_rows_of_phrases_are_the_first_ones_however_they_are_found(
    monkeypatch, is_sorted, stretches
):
    monkeypatch.setattr("archive.search.results.reads_on", lambda *args: not is_sorted)
    monkeypatch.setattr("archive.search.results.STRETCHES", stretches)
    made = [make_statement(f"The old bridge {n}.", said_on=date(2020, 1, 1 + n)) for n in range(9)]
    newest = [row.pk for row in made[:-4:-1]]
    for typed, expected in (
        ('"old bridge"', newest),
        ("old bridge", newest),
        ('"bridge old"', []),
        ('"old bridge" kind:mixed', []),
        ('"old bridge" speaker:nobody', []),
    ):
        question = Question(parse(typed).tree)
        found = first(Statement.objects.shown().newest(), question, 3)
        assert [row.pk for row in found] == expected, typed


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_rows_of_a_phrase_go_on_behind_any_row_to_the_undated(monkeypatch, order):
    monkeypatch.setattr("archive.search.results.STRETCHES", (2, 5))
    for n in range(12):
        day = date(2020, 1, 1 + n // 2) if n < 9 else None
        make_statement(f"The {'old' if n % 3 else 'new'} bridge {n}.", said_on=day)
    shown = Statement.objects.shown()
    expected = [row for row in shown.in_order(order, Question()) if "old bridge" in row.text]
    question = Question(parse('"old bridge"').tree)
    found, key = [], None
    while batch := first(shown.after(key, order), question, 3, order):
        found += batch
        key = (batch[-1].said_on, batch[-1].pk)
    assert [row.pk for row in found] == [row.pk for row in expected]
