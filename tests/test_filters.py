"""The address of a search: what it keeps, what it says, what it refuses to understand."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from archive.filters import MOST_WORDS, StatementFilter
from archive.models import Statement
from tests.factories import make_speaker, make_statement

pytestmark = pytest.mark.django_db


def search(query=""):
    return StatementFilter(QueryDict(query), queryset=Statement.objects.shown())


def texts(query):
    return [statement.text for statement in search(query).found()]


@pytest.fixture
def three():
    make_statement("The bridge is open.", speaker="Ada Voss", said_on=date(2021, 3, 4))
    make_statement(
        "The bridge is shut.", speaker="Jonah Pike", outlet="Northern Wire", kind="indirect"
    )
    make_statement("The ferry is late.", speaker=None, said_on=None)


def test_no_parameters_keep_everything(three):
    assert texts("") == ["The bridge is shut.", "The bridge is open.", "The ferry is late."]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("q=bridge+open", ["The bridge is open."]),
        ("speaker=ada-voss", ["The bridge is open."]),
        (
            "speaker=ada-voss&speaker=jonah-pike&sort=oldest",
            ["The bridge is open.", "The bridge is shut."],
        ),
        ("outlet=northern-wire", ["The bridge is shut."]),
        ("kind=indirect", ["The bridge is shut."]),
        ("after=2022-01-01", ["The bridge is shut."]),
        ("before=2021-03-04", ["The bridge is open."]),
        ("after=2021-03-04&before=2021-03-04", ["The bridge is open."]),
        ("q=bridge&kind=direct&outlet=northern-wire", []),
    ],
)
def test_a_parameter_narrows(three, query, kept):
    assert texts(query) == kept
    assert search(query).complaints == []


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("speaker=nobody", "nobody"),
        ("outlet=nowhere", "nowhere"),
        ("kind=sung", "sung"),
        ("after=yesterday", "yesterday"),
        ("before=2023-02-30", "2023-02-30"),
        ("sort=loudest", "loudest"),
        ("after=%00", "“”"),
        ("speaker=%00x%ED%A0%80", "x"),
    ],
)
def test_what_is_not_understood_is_left_out_and_named(three, query, named):
    asked = search(query)
    assert asked.narrowed().count() == 3
    assert len(asked.complaints) == 1 and named in asked.complaints[0]
    assert asked.state == {}


def test_a_known_value_beside_an_unknown_one_still_narrows(three):
    asked = search("speaker=ada-voss&speaker=nobody")
    assert [s.text for s in asked.found()] == ["The bridge is open."]
    assert "nobody" in asked.complaints[0]


def test_words_too_long_are_left_out_and_named(three):
    asked = search("q=" + "a" * 1001)
    assert asked.narrowed().count() == 3
    assert "too long" in asked.complaints[0] and len(asked.complaints[0]) < 200


def test_days_in_the_wrong_order_find_nothing_and_say_so(three):
    asked = search("after=2023-01-01&before=2022-01-01")
    assert not asked.found() and asked.complaints == []
    assert "nothing can be both after 1 January 2023" in asked.contradiction
    assert search("after=2023-01-01&before=2023-01-01").contradiction == ""


def test_as_many_words_as_the_box_takes_are_searched(three):
    most, more = (search(f"q={'a' * n}") for n in (MOST_WORDS, MOST_WORDS + 1))
    assert len(most.words) == MOST_WORDS and most.complaints == []
    assert more.words == "" and "too long" in more.complaints[0]


@pytest.mark.parametrize(
    "query", ["q=%00bridge", "q=bridge%00", "q=bridge%0A%1F", "q=%ED%A0%80+bridge"]
)
def test_characters_that_no_page_can_hold_are_harmless(three, query):
    assert len(list(search(query).found())) in (0, 2)


def test_lone_surrogates_are_harmless(three):
    query = QueryDict(mutable=True)
    query["q"] = "bridge \udcff"
    asked = StatementFilter(query, queryset=Statement.objects.shown())
    assert asked.words == "bridge" and len(asked.found()) == 2


def test_a_merged_speaker_leads_to_the_one_it_became(three):
    merged = make_speaker("A. Voss")
    merged.merged_into = make_speaker("Ada Voss")
    merged.save()
    asked = search(f"speaker={merged.slug}")
    assert [s.text for s in asked.found()] == ["The bridge is open."]
    assert asked.state == {"speaker": ["ada-voss"]}


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", "newest"),
        ("q=bridge", "relevance"),
        ("q=bridge&sort=oldest", "oldest"),
        ("sort=relevance", "newest"),
        ("q=bridge&sort=loudest", "relevance"),
    ],
)
def test_the_order_in_effect(query, order):
    assert search(query).order == order


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", ""),
        ("q=bridge", "containing “bridge”"),
        ("q=%22the+bridge%22", "containing the phrase “the bridge”"),
        ("q=%22the+bridge%22+-toll", 'matching “"the bridge" -toll”'),
        ("q=bridge+OR+ferry", "matching “bridge OR ferry”"),
        (
            "q=bridge&speaker=ada-voss&speaker=jonah-pike&after=2023-03-04",
            "containing “bridge” by Ada Voss or Jonah Pike since 4 March 2023",
        ),
        (
            "outlet=northern-wire&kind=direct&before=2023-03-04",
            "in Northern Wire of the kind “direct quotation” until 4 March 2023",
        ),
    ],
)
def test_a_search_is_written_back_in_words(three, query, words):
    assert search(query).in_words() == words


def test_the_same_search_has_the_same_state(three):
    one = search("sort=oldest&kind=direct&kind=direct&q=+bridge++open&utm=x&after=")
    assert list(one.state.items()) == [
        ("q", ["bridge open"]),
        ("kind", ["direct"]),
        ("sort", ["oldest"]),
    ]


def test_a_facet_is_counted_without_itself(three):
    asked = search("speaker=ada-voss&kind=direct")
    assert asked.narrowed("speaker").count() == 2
    assert asked.narrowed("speaker", "kind").count() == 3
