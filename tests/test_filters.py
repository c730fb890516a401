"""The address of a search: what it keeps, what it says, what it refuses to understand."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from archive.filters import MOST_WORDS, StatementFilter
from archive.models import Statement
from tests.factories import make_speaker, make_statement

pytestmark = pytest.mark.django_db


def search(query=""):
    return StatementFilter(QueryDict(query), queryset=Statement.objects.shown())


def texts(query):
    asked = search(query)
    return [s.text for s in asked.qs.in_order(asked.order, asked.question)]


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
    assert asked.qs.count() == 3
    assert len(asked.complaints) == 1 and named in asked.complaints[0]
    assert asked.state == {}


def test_a_known_value_beside_an_unknown_one_still_narrows(three):
    asked = search("speaker=ada-voss&speaker=nobody")
    assert [s.text for s in asked.qs] == ["The bridge is open."]
    assert "nobody" in asked.complaints[0]


def test_a_text_too_long_is_cut_after_a_word_and_says_so(three):
    asked = search("q=" + "bridge+" * 200)
    assert asked.qs.count() == 2
    assert "too long" in asked.repairs[0][1]


def test_days_in_the_wrong_order_find_nothing_and_say_so(three):
    asked = search("after=2023-01-01&before=2022-01-01")
    assert not asked.qs and asked.complaints == []
    assert "nothing can be both after 1 January 2023" in asked.contradiction
    assert search("after=2023-01-01&before=2023-01-01").contradiction == ""


def test_as_many_words_as_the_box_takes_are_searched(three):
    most, more = (search(f"q={'a' * n}") for n in (MOST_WORDS, MOST_WORDS + 1))
    assert len(most.words) == len(more.words) == MOST_WORDS and most.repairs == []
    assert "too long" in more.repairs[0][1]


@pytest.mark.parametrize(
    "query", ["q=%00bridge", "q=bridge%00", "q=bridge%0A%1F", "q=%ED%A0%80+bridge"]
)
def test_characters_that_no_page_can_hold_are_harmless(three, query):
    assert len(search(query).qs) in (2, 3)


def test_lone_surrogates_are_harmless(three):
    query = QueryDict(mutable=True)
    query["q"] = "bridge \udcff"
    asked = StatementFilter(query, queryset=Statement.objects.shown())
    assert asked.words == "bridge" and len(asked.qs) == 2


def test_a_merged_speaker_leads_to_the_one_it_became(three):
    merged = make_speaker("A. Voss")
    merged.merged_into = make_speaker("Ada Voss")
    merged.save()
    asked = search(f"speaker={merged.slug}")
    assert [s.text for s in asked.qs] == ["The bridge is open."]
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
        ("q=%22the+bridge%22+-toll", "containing the phrase “the bridge” without “toll”"),
        ("q=bridge+OR+ferry", "containing “bridge” or “ferry”"),
        ("q=bridge+speaker:voss", "containing “bridge” by Ada Voss"),
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


@pytest.mark.parametrize(
    ("typed", "clicked"),
    [
        ("q=bridge+speaker:ada-voss", "q=bridge&speaker=ada-voss"),
        ('q=speaker:"Ada+Voss"', "speaker=ada-voss"),
        ("q=speaker:voss+OR+speaker:pike", "speaker=ada-voss&speaker=jonah-pike"),
        ("q=outlet:wire+kind:indirect", "outlet=northern-wire&kind=indirect"),
        ("q=status:machine+after:2022", "status=machine&after=2022"),
        ("q=2021-01-01..2021-12-31", "after=2021-01-01&before=2021-12-31"),
        ("q=bridge&speaker=ada-voss", "q=speaker:ada-voss+bridge"),
    ],
)
def test_box_and_facets_are_one_query(three, typed, clicked):
    assert texts(typed) == texts(clicked)
    assert search(typed).state == search(clicked).state
    assert search(typed).in_words() == search(clicked).in_words()


def test_the_state_asks_for_the_same_again(three):
    for query in ("q=bridge+-open+past:9y+-speaker:pike", "q=(a+b)+OR+c&kind=direct&after=2020"):
        asked = search(query)
        address = urlencode(asked.state, doseq=True)
        assert search(address).state == asked.state and set(texts(address)) == set(texts(query))


def test_a_speaker_is_found_by_slug_name_alias_or_a_word_of_the_name(three):
    make_speaker("Jonah Pike").aliases.create(text="The Ferryman")
    for typed in ("jonah-pike", '"Jonah+Pike"', "JONAH", '"the+ferryman"', "pike"):
        assert texts(f"q=speaker:{typed}") == ["The bridge is shut."], typed
    assert len(texts("q=-speaker:pike")) == 2


def test_an_unknown_speaker_is_left_out_named_and_the_nearest_offered(three):
    asked = search("q=bridge+speaker:vosz")
    assert asked.qs.count() == 2
    ((repair, words),) = asked.repairs
    assert "There is no speaker “vosz”" in words
    assert repair.undo == 'bridge "vosz"'
    assert ("speaker:ada-voss", "bridge speaker:ada-voss") in repair.better


def test_people_named_in_a_statement_are_found_by_all_their_names(three):
    make_speaker("Ada Voss").aliases.create(text="Minister Voss")
    make_statement("We asked Ada Voss.", speaker="Jonah Pike")
    make_statement("We asked Minister Voss.", speaker="Jonah Pike")
    make_statement("We asked another Voss.", speaker="Jonah Pike")
    assert len(texts("q=mentions:ada-voss")) == len(texts('q=mentions:"Ada+Voss"')) == 2
    assert len(texts("q=mentions:voss")) == 3 and len(texts("q=-mentions:voss")) == 3
