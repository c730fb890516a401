"""German at a first level: golden articles of our own, and what must not be taken for a report."""

from __future__ import annotations

import pytest

from archive.extraction import Kind
from tests.extraction.examples import quotations, said

DAMM = """Nach Angaben der Polizei wurde beim Bruch des Damms niemand verletzt.

Der Damm sei sicher, sagte Umweltministerin Ada Beispiel am Montag in Nordhafen. Er müsse aber \
erneuert werden.

„Wir prüfen jeden Stein“, so Beispiel weiter. Der Deich im Süden halte noch zehn Jahre, so der \
Bauleiter Bo Muster.

Das Landesamt teilte am Dienstag mit, der Hafen bleibe geschlossen. „Die Fähre fährt nicht“, \
teilte das Amt mit.

Einem Sprecher zufolge ist die Brücke seit Mai gesperrt. Wie die Stadtverwaltung mitteilte, \
beginnen die Arbeiten im Herbst."""


def german(text: str) -> list[tuple[str, str]]:
    return said(text, language="de")


def test_an_article_with_every_usual_frame_gives_each_its_source() -> None:
    assert german(DAMM) == [
        ("der Polizei", "wurde beim Bruch des Damms niemand verletzt"),
        ("Umweltministerin Ada Beispiel", "Der Damm sei sicher"),
        ("Umweltministerin Ada Beispiel", "Er müsse aber erneuert werden"),
        ("Beispiel", "Wir prüfen jeden Stein"),
        ("der Bauleiter Bo Muster", "Der Deich im Süden halte noch zehn Jahre"),
        ("Das Landesamt", "der Hafen bleibe geschlossen"),
        ("das Amt", "Die Fähre fährt nicht"),
        ("Einem Sprecher", "ist die Brücke seit Mai gesperrt"),
        ("die Stadtverwaltung", "beginnen die Arbeiten im Herbst"),
    ]


def test_the_speakers_of_the_article_are_resolved() -> None:
    named = {DAMM[q.start : q.end]: q.speaker for q in quotations(DAMM, language="de")}
    assert named["Wir prüfen jeden Stein"] == "Ada Beispiel"
    assert named["Der Deich im Süden halte noch zehn Jahre"] == "Bo Muster"
    assert named["wurde beim Bruch des Damms niemand verletzt"] is None


@pytest.mark.parametrize(
    ("text", "mention", "words"),
    [
        ("„Der Damm hält“, so Bo Muster.", "Bo Muster", "Der Damm hält"),
        ("Die Brücke, so Muster weiter, werde im Mai geöffnet.", "Muster", "Die Brücke"),
        ("Der Damm hält, so Bo Muster, der Leiter des Amtes.", "Bo Muster", "Der Damm hält"),
        (
            "Die Ministerin sagte, der Damm sei sicher.",
            "Die Ministerin",
            "der Damm sei sicher",
        ),
        (
            "Am Montag sagte Ministerin Ada Beispiel, der Damm sei sicher.",
            "Ministerin Ada Beispiel",
            "der Damm sei sicher",
        ),
        (
            "Dabei betonte Bo Muster, dass die Fähre fährt.",
            "Bo Muster",
            "die Fähre fährt",
        ),
        (
            "Das Amt teilte mit, dass der Hafen geschlossen bleibt.",
            "Das Amt",
            "der Hafen geschlossen bleibt",
        ),
        (
            "Der Hafen bleibt zu, teilte das Amt am Montag mit.",
            "das Amt",
            "Der Hafen bleibt zu",
        ),
        ("„Es wird eng“, räumte Bo Muster ein.", "Bo Muster", "Es wird eng"),
        (
            "Der Hafen bleibt zu, wie das Amt mitteilte.",
            "das Amt",
            "Der Hafen bleibt zu",
        ),
        (
            "Der Damm wurde nach Angaben der Stadt im Mai gesperrt.",
            "der Stadt",
            "Der Damm wurde nach Angaben der Stadt im Mai gesperrt",
        ),
        (
            "Die Arbeiten beginnen Ada Beispiel zufolge im Mai.",
            "Ada Beispiel",
            "Die Arbeiten beginnen Ada Beispiel zufolge im Mai",
        ),
        (
            "Nach ihren Angaben ist der Hafen seit Mai gesperrt.",
            "ihren",
            "ist der Hafen seit Mai gesperrt",
        ),
        (
            "In Nordhafen hieß es aus dem Präsidialamt, man wolle noch warten.",
            "dem Präsidialamt",
            "man wolle noch warten",
        ),
        (
            "Die Ministerin sagte dem Radio, der Damm sei sicher.",
            "Die Ministerin",
            "der Damm sei sicher",
        ),
    ],
)
def test_each_construction_names_its_source(text: str, mention: str, words: str) -> None:
    assert german(text)[0] == (mention, words)


@pytest.mark.parametrize(
    "title", ["Vorsitzendem", "Präsidenten", "Abgeordnetem", "Herrn", "Bundeskanzler", "Ministerin"]
)
def test_a_title_in_any_case_is_no_part_of_the_name(title: str) -> None:
    found = quotations(f"Laut {title} Jan Muster ist der Hafen zu.", language="de")
    assert [one.speaker for one in found] == ["Jan Muster"]


def test_a_clause_around_its_source_goes_on_behind_it() -> None:
    text = "Die Brücke, so Muster weiter, werde im Mai geöffnet."
    _, second = quotations(text, language="de")
    assert second.continues == 0
    assert text[second.start : second.end] == "werde im Mai geöffnet"


@pytest.mark.parametrize(
    "text",
    [
        "Sie war so müde, dass sie ging.",
        "Der Damm ist, so scheint es, sicher.",
        "Käme sie, so wäre es der erste Besuch seit Jahren.",
        "Er lief davon, so schnell wie Bo Muster.",
        "Es gibt drei Wege, so die Brücke und die Fähre.",
        "Nach Angaben, die niemand prüfte, wurde gesucht.",
        "Nach Angaben zu suchen ist mühsam.",
        "Das Amt teilte die Stadt in zwei Teile.",
        "Er kündigte im Mai, der Regen blieb.",
        "Ada Beispiel hat nicht gesagt, der Damm sei sicher.",
        "Ada Beispiel sagte nicht, dass der Damm sicher ist.",
        "Das Amt teilte nicht mit, dass der Hafen geschlossen bleibt.",
        "Kein Sprecher sagte, der Damm sei sicher.",
        "Wenn Ada Beispiel sagte, der Damm sei sicher, kämen die Leute zurück.",
        "Der Damm sei sicher, hieß es.",
        "Wie Bo Muster läuft, weiß jeder.",
    ],
)
def test_what_only_looks_like_a_report_gives_nothing(text: str) -> None:
    assert german(text) == []


def test_the_mood_of_reporting_goes_on_with_the_speaker_but_a_plain_sentence_does_not() -> None:
    text = "Ada Beispiel sagte, der Damm sei alt. Er werde erneuert. Im Mai kam der Regen."
    assert [words for _, words in german(text)] == ["der Damm sei alt", "Er werde erneuert"]


def test_a_dash_opens_no_dialogue() -> None:
    found = quotations("– Der Damm hält, sagte Ada Beispiel.", language="de")
    assert [q.kind for q in found] == [Kind.INDIRECT]


def test_a_genitive_belongs_to_the_noun_that_speaks() -> None:
    text = "„Es wird eng“, sagte die Sprecherin der Feuerwehr. Ein Sprecher des Amtes schwieg."
    assert german(text) == [("die Sprecherin der Feuerwehr", "Es wird eng")]
    assert quotations(text, language="de")[0].speaker is None


def test_a_name_in_the_genitive_is_that_of_the_person() -> None:
    text = "„Es wird eng“, sagte Ada Beispiel. Nach Beispiels Worten ist der Damm alt. \
Nach den Worten Ada Beispiels ist der Deich sicher."
    found = quotations(text, language="de")
    assert [q.speaker for q in found] == ["Ada Beispiel", "Ada Beispiel"]
