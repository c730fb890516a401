"""Russian at a first level: golden articles of our own, and what must not be taken for a report."""

from __future__ import annotations

import pytest

from archive.extraction import Kind
from tests.extraction.examples import quotations, said

PORT = """Как сообщила министр транспорта Ада Примерова, мост через Норну закрыт до мая.

По данным полиции, при аварии никто не пострадал. По словам мэра Бориса Образцова, паром будет \
ходить чаще.

«Мы ждём весны», — сказала Примерова. По её словам, деньги на ремонт уже есть.

Порт работает в обычном режиме, сообщили в министерстве транспорта. Как отметили в полиции, \
дорога к порту открыта."""

DIALOGUE = """— Где ваш паром? — спросила Ада Примерова.

— У причала, — ответил Борис Образцов. — Мы ждём воды.

— Воды не будет.

Потом они ушли."""


def russian(text: str) -> list[tuple[str, str]]:
    return said(text, language="ru")


def test_an_article_with_every_usual_frame_gives_each_its_source() -> None:
    assert russian(PORT) == [
        ("министр транспорта Ада Примерова", "мост через Норну закрыт до мая"),
        ("полиции", "при аварии никто не пострадал"),
        ("мэра Бориса Образцова", "паром будет ходить чаще"),
        ("Примерова", "Мы ждём весны"),
        ("её", "деньги на ремонт уже есть"),
        ("министерстве транспорта", "Порт работает в обычном режиме"),
        ("полиции", "дорога к порту открыта"),
    ]


def test_the_speakers_of_the_article_are_resolved() -> None:
    named = {PORT[q.start : q.end]: q.speaker for q in quotations(PORT, language="ru")}
    assert named["мост через Норну закрыт до мая"] == "Ада Примерова"
    assert named["деньги на ремонт уже есть"] == "Ада Примерова"
    assert named["при аварии никто не пострадал"] is None


def test_a_dialogue_in_dashes_is_direct_speech() -> None:
    found = quotations(DIALOGUE, language="ru")
    assert all(q.kind is Kind.DIRECT for q in found)
    assert [(q.speaker, DIALOGUE[q.start : q.end]) for q in found][:3] == [
        ("Ада Примерова", "Где ваш паром?"),
        ("Борис Образцов", "У причала"),
        ("Борис Образцов", "Мы ждём воды."),
    ]


def test_an_answer_without_a_report_belongs_to_the_dialogue() -> None:
    last = quotations(DIALOGUE, language="ru")[-1]
    assert DIALOGUE[last.start : last.end] == "Воды не будет."
    assert last.confidence < 0.5


@pytest.mark.parametrize(
    ("text", "mention", "words"),
    [
        ("Мост закрыт, сообщила Анна Примерова.", "Анна Примерова", "Мост закрыт"),
        ("Мост закрыт, как сообщил мэр Борис Образцов.", "мэр Борис Образцов", "Мост закрыт"),
        (
            "Ранее министр Анна Примерова заявила журналистам, что мост закрыт.",
            "министр Анна Примерова",
            "мост закрыт",
        ),
        (
            "В четверг заявил президент Борис Образцов, что мост закрыт.",
            "президент Борис Образцов",
            "мост закрыт",
        ),
        (
            "Мост, по словам Анны Примеровой, закрыт до мая.",
            "Анны Примеровой",
            "Мост, по словам Анны Примеровой, закрыт до мая",
        ),
        ("По словам мэра, мост закрыт.", "мэра", "мост закрыт"),
    ],
)
def test_each_construction_names_its_source(text: str, mention: str, words: str) -> None:
    assert russian(text) == [(mention, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Анна Примерова не сказала, что мост закрыт.",
        "Никто не сообщил, что мост закрыт.",
        "Если мэр сообщит, что мост закрыт, паром уйдёт.",
        "По словам, которых никто не слышал, судить нельзя.",
        "— мост;\n— паром;\n— порт.",
        "— Мост закрыт до мая.",
        "Мост — это дорога.",
        "Как мост строили, знает мэр.",
        "В сообщении полиции нет ни слова о мосте.",
    ],
)
def test_what_only_looks_like_a_report_gives_nothing(text: str) -> None:
    assert russian(text) == []


def test_a_clause_with_a_dash_before_its_report_is_indirect_without_an_opening_dash() -> None:
    found = quotations("Мост — это дорога, — сказал Борис Образцов.", language="ru")
    assert [q.kind for q in found] == [Kind.INDIRECT]


def test_a_name_in_another_case_is_that_of_the_person() -> None:
    text = """По словам мэра Бориса Образцова, паром ходит. «Мы ждём», — сказал Образцов.

Борис Образцов заявил, что мост закрыт. По словам Анны Образцовой, это не так. По словам \
Образцова, порт открыт."""
    assert [q.speaker for q in quotations(text, language="ru")] == [
        "Борис Образцов",
        "Борис Образцов",
        "Борис Образцов",
        "Анны Образцовой",
        "Борис Образцов",
    ]


def test_those_who_are_told_are_no_part_of_the_source() -> None:
    assert russian("«Мы ждём», — сказал министр журналистам.") == [("министр", "Мы ждём")]
