"""Speakers known from elsewhere: canonical names, and offices by date."""

from __future__ import annotations

from datetime import date

import pytest

from archive.extraction import (
    Document,
    KnownRole,
    KnownSpeaker,
    KnownSpeakers,
    Quotation,
    find_quotations,
)

TABLE = (
    KnownSpeaker(
        "Ada Voss",
        aliases=("Voss", "Lady Voss"),
        roles=(
            KnownRole("Harbour Minister of Norland", date(2020, 1, 1), date(2023, 6, 1)),
            KnownRole("Prime Minister of Norland", date(2023, 6, 1)),
        ),
    ),
    KnownSpeaker(
        "Ben Kolb",
        roles=(KnownRole("Prime Minister of Norland", date(2015, 1, 1), date(2023, 6, 1)),),
    ),
    KnownSpeaker("Norland Dyers' Union", kind="organisation", aliases=("NDU",)),
)


def quoted(mention: str, on: date | None, before: str = "Norland is wet.") -> Quotation:
    text = f"{before}\n\n“We will wait for rain,” {mention} said."
    return find_quotations(Document(text=text, published=on), TABLE)[-1]


@pytest.mark.parametrize(
    ("mention", "on", "speaker"),
    [
        ("the harbour minister", date(2022, 5, 5), "Ada Voss"),
        ("the prime minister", date(2022, 5, 5), "Ben Kolb"),
        ("the prime minister", date(2023, 5, 31), "Ben Kolb"),
        ("the prime minister", date(2023, 6, 1), "Ada Voss"),
        ("the former prime minister", date(2024, 1, 1), "Ben Kolb"),
        ("the harbour minister", date(2024, 1, 1), None),
        ("the prime minister", None, None),
        ("the former prime minister", date(2022, 5, 5), None),
        ("the mayor", date(2022, 5, 5), None),
        ("a prime minister", date(2022, 5, 5), None),
    ],
)
def test_an_office_is_the_one_held_on_the_day(
    mention: str, on: date | None, speaker: str | None
) -> None:
    assert quoted(mention, on).speaker == speaker


def test_the_resolution_says_by_which_office() -> None:
    assert quoted("the harbour minister", date(2022, 5, 5)).resolution == (
        "‘the harbour minister’ → Ada Voss: held the office ‘Harbour Minister of Norland’ "
        "on 2022-05-05, by the table of known speakers"
    )


def test_a_bare_office_needs_its_country_in_the_article() -> None:
    assert quoted("the prime minister", date(2022, 5, 5), "It is wet.").speaker is None


@pytest.mark.parametrize(("mention", "speaker"), [("Voss", "Ada Voss"), ("Lady Voss", "Ada Voss")])
def test_an_alias_gets_the_canonical_name(mention: str, speaker: str) -> None:
    found = quoted(mention, None)
    assert found.speaker == speaker
    assert "table of known speakers" in found.resolution


def test_an_alias_of_a_body_makes_a_body() -> None:
    found = quoted("the NDU", None)
    assert (found.speaker, found.speaker_is_body) == ("Norland Dyers' Union", True)


def test_the_article_goes_before_the_table() -> None:
    on = date(2022, 5, 5)
    other = "Prime Minister Carl Brenn of Sudland came to Norland."
    assert quoted("the prime minister", on, other).speaker == "Carl Brenn"
    namesake = "Otto Voss came to Norland."
    assert quoted("Voss", on, namesake).speaker == "Otto Voss"


def test_an_alias_of_two_people_names_neither() -> None:
    table = KnownSpeakers([KnownSpeaker("Ada Voss", aliases=("AV",)),
                           KnownSpeaker("Anna Vail", aliases=("AV",))])  # fmt: skip
    (found,) = find_quotations(Document(text="AV said that it rains."), table)
    assert found.speaker == "AV"


def test_two_holders_of_an_office_are_not_chosen_between() -> None:
    role = (KnownRole("Mayor of Norport"),)
    table = [KnownSpeaker("Ada Voss", roles=role), KnownSpeaker("Ben Kolb", roles=role)]
    text = "It rained in Norport.\n\n“We will wait for rain,” the mayor said."
    (found,) = find_quotations(Document(text=text, published=date(2022, 5, 5)), table)
    assert found.speaker is None
    assert "more than one" in found.resolution


def test_without_a_table_nothing_changes() -> None:
    text = "“We will wait for rain,” Ada Voss said. “Or snow,” she said."
    document = Document(text=text, published=date(2022, 5, 5))
    assert find_quotations(document, ()) == find_quotations(document, KnownSpeakers())
    assert find_quotations(document) == find_quotations(document, ())
