"""Which person or body a mention stands for, and the sentence that says so."""

from __future__ import annotations

import pytest

from tests.extraction.examples import quotations, speakers

PEOPLE = (
    "Norlandian President Ada Example met Sudonian President Bert Sample in Northport. "
    "Union spokesman Carl Muster was there too.\n\n"
)


@pytest.mark.parametrize(
    ("mention", "speaker"),
    [
        ("Example", "Ada Example"),
        ("President Example", "Ada Example"),
        ("Ms. Example", "Ada Example"),
        ("Carl Muster", "Carl Muster"),
        ("the spokesman", "Carl Muster"),
        ("the union spokesman", "Carl Muster"),
    ],
)
def test_a_mention_resolves_to_the_full_name(mention: str, speaker: str) -> None:
    assert speakers(f"{PEOPLE}“We will wait for rain,” {mention} said.") == [speaker]


def test_a_title_with_a_country_picks_the_holder_of_that_country() -> None:
    text = (
        "French President Ada Example met Italian President Bert Sample.\n\n"
        "“We will wait for rain,” the Italian leader said."
    )
    (found,) = quotations(text)
    assert found.speaker == "Bert Sample"
    assert found.resolution == (
        "‘the Italian leader’ → Bert Sample: the only Italian leader named in the article"
    )


def test_a_pronoun_takes_the_last_speaker_of_its_gender() -> None:
    text = (
        "“It rains,” Anna Example said.\n\n“It does,” Peter Sample said.\n\n"
        "“Bring a coat,” she said.\n\n“Two coats,” he said."
    )
    assert speakers(text) == ["Anna Example", "Peter Sample", "Anna Example", "Peter Sample"]


def test_two_people_with_one_last_name_are_told_and_trusted_less() -> None:
    text = "Ada Example and Otto Example ran the shop. “We close at six,” Example said."
    found = quotations(text)[-1]
    assert "share this last name" in found.resolution
    assert found.confidence < 0.6


@pytest.mark.parametrize(
    ("mention", "speaker"),
    [
        ("Moscow", "Government of Russia"),
        ("The US", "Government of the United States"),
        ("The State Department", "US State Department"),
        ("The French foreign ministry", "French Foreign Ministry"),
        ("The Kremlin", "Kremlin"),
    ],
)
def test_bodies_and_their_seats_are_bodies(mention: str, speaker: str) -> None:
    (found,) = quotations(f"{mention} said that the talks will go on.")
    assert found.speaker == speaker
    assert found.speaker_is_body


def test_the_bloc_is_the_alliance_named_before() -> None:
    (found,) = quotations("NATO met on Monday. Late at night the bloc refused to sign the paper.")
    assert found.speaker == "NATO"


def test_who_stands_for_the_name_before_it() -> None:
    text = "Ada Example, who said the dam is safe, left early."
    assert speakers(text) == ["Ada Example"]


def test_a_source_that_is_not_named_stays_nobody() -> None:
    (found,) = quotations("“We will wait for rain,” an official said.")
    assert found.speaker is None
    assert found.mention is not None


def test_a_user_name_of_the_content_system_never_becomes_a_person() -> None:
    text = "By qqrst qqrst\n\n“We will wait for rain,” he said."
    assert speakers(text) == [None]
