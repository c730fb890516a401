"""Other languages: direct quotations with explicit cues, clauses with their word for "that"."""

from __future__ import annotations

from tests.extraction.examples import quotations, said

RUSSIAN = """«Мы построим новый мост», — заявила министр транспорта Анна Примерова на встрече.

Она добавила, что работы начнутся весной.

«Денег хватит, — сказал Иван Образцов. — Мы всё посчитали»."""

GERMAN = """„Wir bauen die Brücke“, sagte Umweltministerin Anna Beispiel am Montag.

Sie erklärte, dass die Arbeiten im Frühjahr beginnen.

»Das Geld reicht«, betonte der Sprecher Jan Muster."""


def test_russian_quotations_find_their_speakers() -> None:
    assert [(q.speaker, RUSSIAN[q.start : q.end]) for q in quotations(RUSSIAN, language="ru")] == [
        ("Анна Примерова", "Мы построим новый мост"),
        ("Анна Примерова", "работы начнутся весной"),
        ("Иван Образцов", "Денег хватит"),
        ("Иван Образцов", "Мы всё посчитали"),
    ]


def test_german_quotations_find_their_speakers() -> None:
    assert [(q.speaker, GERMAN[q.start : q.end]) for q in quotations(GERMAN, language="de")] == [
        ("Anna Beispiel", "Wir bauen die Brücke"),
        ("Anna Beispiel", "die Arbeiten im Frühjahr beginnen"),
        ("Jan Muster", "Das Geld reicht"),
    ]


def test_german_reports_with_laut_dass_and_sie_find_their_speakers() -> None:
    text = """Laut Bo Muster ist die Brücke seit Mai gesperrt.

Ada Beispiel sagte, dass der Hafen im Juni öffne. „Wir warten auf die Fähre“, sagte sie."""
    assert [(q.speaker, text[q.start : q.end]) for q in quotations(text, language="de")] == [
        ("Bo Muster", "ist die Brücke seit Mai gesperrt"),
        ("Ada Beispiel", "der Hafen im Juni öffne"),
        ("Ada Beispiel", "Wir warten auf die Fähre"),
    ]


def test_russian_reports_with_chto_a_colon_and_ona_find_their_speakers() -> None:
    text = """Министр порта Борис Образцов подчеркнул, что мост безопасен.

«Мы ждём паром», — сказала мэр Ада Примерова. Она заявила: «Порт открыт»."""
    assert [(q.speaker, text[q.start : q.end]) for q in quotations(text, language="ru")] == [
        ("Борис Образцов", "мост безопасен"),
        ("Ада Примерова", "Мы ждём паром"),
        ("Ада Примерова", "Порт открыт"),
    ]


def test_a_language_tag_with_a_region_is_understood() -> None:
    assert said(GERMAN, language="de-AT") == said(GERMAN, language="de")


def test_an_unknown_language_is_read_as_english() -> None:
    assert said("“Yes,” said Ada Example.", language="xx") == [("Ada Example", "Yes")]
