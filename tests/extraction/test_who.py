"""Who is meant: gender told by the article, descriptions, namesakes, names among other capitals."""

from __future__ import annotations

import pytest

from tests.extraction.examples import quotations, speakers

RAIN = "“We will wait for rain,”"


def last(text: str) -> str | None:
    """The speaker of the last quotation."""
    return speakers(text)[-1]


@pytest.mark.parametrize(
    ("told", "pronoun", "speaker"),
    [
        ("Ms Quorl met Mr Dravik at noon.", "she", "Ferin Quorl"),
        ("Ms Quorl met Mr Dravik at noon.", "he", "Ilvan Dravik"),
        ("Ferin Quorl hurt herself on the way.", "she", "Ferin Quorl"),
        ("Ilvan Dravik, the widower of a painter, came by boat.", "he", "Ilvan Dravik"),
        ("Spokeswoman Ferin Quorl came by boat.", "she", "Ferin Quorl"),
        ("Ferin Quorl said she had come by boat.", "she", "Ferin Quorl"),
    ],
)
def test_the_article_tells_the_gender_of_rare_names(
    told: str, pronoun: str, speaker: str
) -> None:  # fmt: skip
    text = f"Ferin Quorl and Ilvan Dravik own the mill.\n\n{told}\n\n{RAIN} {pronoun} said."
    assert last(text) == speaker


def test_he_is_not_the_woman_who_spoke_last() -> None:
    text = (
        "Ms Ferin Quorl said the mill is old. Beside her stood Ilvan Dravik. He laughed.\n\n"
        f"{RAIN} he said."
    )
    assert last(text) == "Ilvan Dravik"


def test_she_is_the_subject_of_the_sentence_before_not_the_last_speaker() -> None:
    text = (
        "“It rains,” Clara Muster said.\n\n"
        "Irene Sample had painted the boat, as nobody else would. “It leaks,” she said."
    )
    assert last(text) == "Irene Sample"


def test_the_subject_goes_before_the_object() -> None:
    text = "Clara Muster praised Irene Sample on Monday. “It was late,” she said."
    assert last(text) == "Clara Muster"


def test_a_pronoun_after_somebody_without_a_name_is_nobody_known() -> None:
    text = (
        "“It rains,” Peter Sample said.\n\nA dock worker looked up at the sky and shook his head. "
        "“Rain,” a dock worker said. “More tomorrow,” he added."
    )
    found = quotations(text)[-1]
    assert found.speaker is None
    assert "nobody is named" in found.resolution


@pytest.mark.parametrize(
    ("introduced", "mention", "speaker"),
    [
        ("Ada Voss, the leader of the opposition, met Prime Minister Ben Kolb.",
         "the opposition leader", "Ada Voss"),
        ("Ada Voss, who leads the opposition, met Prime Minister Ben Kolb.",
         "the leader of the opposition", "Ada Voss"),
        ("Ada Voss, the leader of the opposition, met Prime Minister Ben Kolb.",
         "the prime minister", "Ben Kolb"),
        ("The canal minister, Ada Voss, met the tax minister, Ben Kolb.",
         "the tax minister", "Ben Kolb"),
        ("The canal minister, Ada Voss, met the tax minister, Ben Kolb.",
         "the minister for canals", "Ada Voss"),
        ("Ada Voss was sworn in as mayor. Ben Kolb, the treasurer, came too.",
         "the mayor", "Ada Voss"),
        ("Ada Voss, the beekeeper, met Ben Kolb, a treasurer.",
         "the beekeeper", "Ada Voss"),
        ("Ada Voss, the mayor, met Ben Kolb, a former mayor.",
         "the former mayor", "Ben Kolb"),
        ("Ada Voss, the mayor, met Ben Kolb, a former mayor.",
         "the mayor", "Ada Voss"),
        ("Ben Kolb, who resigned as mayor in May, met the new mayor, Ada Voss.",
         "the outgoing mayor", "Ben Kolb"),
    ],
)  # fmt: skip
def test_a_description_finds_the_holder_of_the_title(
    introduced: str, mention: str, speaker: str
) -> None:
    assert last(f"{introduced}\n\n{RAIN} {mention} said.") == speaker


def test_a_new_description_may_mean_the_person_just_spoken_of() -> None:
    text = f"Ada Voss walked along the quay, alone. {RAIN} the harbour minister said."
    (found,) = quotations(text)
    assert found.speaker == "Ada Voss"
    assert found.confidence < 0.9


@pytest.mark.parametrize(
    "mention", ["the surgeon", "a mayor", "the mayors", "one resident", "the tax minister"]
)
def test_a_description_that_fits_nobody_names_nobody(mention: str) -> None:
    text = f"The canal minister, Ada Voss, met Mayor Ben Kolb.\n\n{RAIN} {mention} said."
    (found,) = quotations(text)
    assert found.speaker is None
    assert "not named" in found.resolution


def test_two_holders_of_one_title_are_not_chosen_between_with_trust() -> None:
    text = (
        "Judge Ada Voss and Judge Ben Kolb heard the case. It took a year.\n\n"
        "It rained.\n\nIt snowed.\n\n“We are done,” the judge said."
    )
    (found,) = quotations(text)
    assert found.confidence < 0.75


TWO = "Ada Voss, the harbour minister, and Otto Voss, an engineer, were heard. "


@pytest.mark.parametrize(
    ("mention", "speaker"),
    [("Otto Voss", "Otto Voss"), ("Ms Voss", "Ada Voss"), ("Mr. Voss", "Otto Voss"),
     ("the engineer", "Otto Voss"), ("the minister", "Ada Voss")],
)  # fmt: skip
def test_namesakes_are_told_apart_by_first_name_title_and_office(
    mention: str, speaker: str
) -> None:
    assert last(f"{TWO}\n\n{RAIN} {mention} said.") == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Twenty-year-old Quorl won. Ferin Quorl is from Norland.\n\n{RAIN} Quorl said.",
         "Ferin Quorl"),
        (f"Novelist Quorl won. Ferin Quorl is from Norland.\n\n{RAIN} Quorl said.",
         "Ferin Quorl"),
        (f"Ferin Quorl won. In her book “Quiet Rain” Quorl tells of it.\n\n{RAIN} Quorl said.",
         "Ferin Quorl"),
        (f"Ferin Quorl won. Amazingly Quorl had slept.\n\n{RAIN} Quorl said.", "Ferin Quorl"),
        (f"The guild is content. Its leader, Ferin Quorl, said that it rains. {RAIN} she said.",
         "Ferin Quorl"),
        ("President Quorl said that it rains.", "Quorl"),
    ],
)  # fmt: skip
def test_words_around_a_name_are_no_part_of_it(text: str, speaker: str) -> None:
    assert last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Dyers’ Union met in Norport. The union said that pay is low.", "Dyers’ Union"),
        ("The Norport Tide Commission met. The commission said that it rains.",
         "Norport Tide Commission"),
        ("The Norport Tide Commission met. A spokeswoman for the commission said that it rains.",
         "Norport Tide Commission"),
        ("The High Court of Norland ruled. The High Court said that it rains.",
         "High Court of Norland"),
        ("Norland is wet. The Norlandian government said that it rains.",
         "Government of Norland"),
        ("Rain fell in Quessel, the capital of Norland. Quessel said that it rains.",
         "Government of Norland"),
        ("Rain fell in Quessel. Quessel said that it rains.", "Quessel"),
        ("The Example campaign said that it rains.", "Example Campaign"),
    ],
)  # fmt: skip
def test_bodies_are_named_as_fully_as_the_article_names_them(text: str, speaker: str) -> None:
    found = quotations(text)[-1]
    assert found.speaker == speaker
    assert found.speaker_is_body


@pytest.mark.parametrize(
    "text",
    [
        "The Dyers’ Union met the Weavers’ League. The ministry said that pay is low.",
        "“It rains,” Clara Muster said. Her office later said that it would snow.",
    ],
)
def test_a_body_that_the_article_does_not_name_stays_without_a_name(text: str) -> None:
    assert last(text) is None


def test_a_company_is_not_he() -> None:
    text = (
        "“It rains,” Peter Sample said.\n\nNorvel Axle said its workers would stay. "
        "Its shares fell. “They will not,” he said."
    )
    assert last(text) == "Peter Sample"


def test_a_german_office_is_no_part_of_the_name() -> None:
    text = "Landesrat Ferin Quorl kam spät. „Es regnet“, sagte Quorl."
    assert [q.speaker for q in quotations(text, language="de")] == ["Ferin Quorl"]


def test_a_russian_place_before_the_name_is_no_part_of_it() -> None:
    text = "Президент Норландии Орвин Дасек приехал. «Идёт дождь», — сказал Дасек."
    assert [q.speaker for q in quotations(text, language="ru")] == ["Орвин Дасек"]


def test_twelve_thousand_namesakes_are_read() -> None:
    names = " ".join(f"A{'bcdefghij'[k % 9]}{k} Voss came." for k in range(12_000))
    found = quotations(f"{names} {RAIN} Voss said. {RAIN} the mayor said. {RAIN} she said.")
    assert len(found) == 3


TALK = "“It rains,” Clara Muster said.\n\n“Where shall we go?” Irene Sample asked.\n\n"


@pytest.mark.parametrize(
    ("line", "speaker"),
    [("“To the mill.”", "Clara Muster"), ("“To the mill?”", "Irene Sample"),
     ("“To the mill.” She laughed.", "Irene Sample")],
)  # fmt: skip
def test_a_question_is_answered_by_the_other_one(line: str, speaker: str) -> None:
    assert last(TALK + line) == speaker


def test_his_mother_is_no_he() -> None:
    text = "“It rains,” Peter Sample said.\n\n“It does,” his mother said. “A lot,” he said."
    assert last(text) == "Peter Sample"


def test_a_name_after_an_office_with_of_is_the_name() -> None:
    text = (
        "Ada Voss, the secretary of state, met Ferin Quorl.\n\n"
        "“We will wait for rain,” former secretary of state Ferin Quorl said."
    )
    assert last(text) == "Ferin Quorl"


def test_a_spokesman_for_somebody_is_not_that_person() -> None:
    text = f"Ada Voss is away. {RAIN} a spokesman for Ada Voss said."
    assert last(text) is None


def test_a_single_name_after_a_noun_of_kinship_is_a_person() -> None:
    text = "“It rains,” Clara Muster said. Her brother Ferin agreed. “It does,” he said."
    assert last(text) == "Ferin"


def test_mister_is_not_the_woman_of_that_name() -> None:
    text = (
        "Ferin Quorl, the spokeswoman, said she was content.\n\n"
        f"{RAIN} Mr Quorl said, who is her husband."
    )
    found = quotations(text)[-1]
    assert found.speaker == "Mr Quorl"
    assert "another" in found.resolution


def test_they_are_not_the_body_once_others_have_spoken() -> None:
    text = (
        "The Dyers’ Union said that pay is low. Analysts said that pay is high. "
        "“It will rise,” they wrote."
    )
    assert speakers(text) == ["Dyers’ Union", None, None]


def test_a_claim_that_is_hers_is_given_to_her_by_name() -> None:
    text = "Mayor Ada Example left. Her claim that the dam is safe was laughed at."
    assert speakers(text) == ["Ada Example"]
