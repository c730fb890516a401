"""Scraped plain text: the furniture of the page goes, the article stays word for word."""

from __future__ import annotations

import pytest

from tests.ingest.pages import LEAD, QUOTE, THIRD, TITLE, article, body_of


def test_the_text_begins_with_the_title_and_a_blank_line():
    found = article(f"{TITLE}\n\n{LEAD}\n\n{QUOTE}\n")
    assert found.title == TITLE
    assert found.text == f"{TITLE}\n\n{LEAD}\n\n{QUOTE}"
    assert found.reader == "text/1"


def test_lines_without_blank_lines_between_them_are_paragraphs():
    assert body_of(article(f"{TITLE}\n{LEAD}\n{QUOTE}\n{THIRD}")) == [LEAD, QUOTE, THIRD]


def test_a_line_broken_inside_a_sentence_is_joined():
    broken = THIRD.replace(" and will", "\nand will")
    assert body_of(article(f"{TITLE}\n{LEAD}\n{broken}")) == [LEAD, THIRD]


def test_lines_broken_at_a_column_are_joined_to_paragraphs():
    wrapped = (
        "The new ferry line across the sound opened on Monday, the harbour\n"
        "office of Port Elda said. Ana Tull, who has been mayor of the town\n"
        "for nine years, cut a ribbon. Later that day the band of the Third\n"
        "Fire Company played on the quay until the rain began.\n"
    )
    assert body_of(article(f"{TITLE}\n\n{wrapped}\n{THIRD}")) == [
        " ".join(wrapped.split("\n")).strip(),
        THIRD,
    ]


@pytest.mark.parametrize(
    "above",
    [
        "All news",
        "Home » News of the Day » Ferry line across the sound opens at last",
        "HOME | NEWS | HARBOUR | CONTACT",
        "MENU   NEWS   HARBOUR   SPORT",
        "- Elda Monitor, 1040\nNews from the coast. Stay tuned for updates and breaking news.",
        "Skip to content\nSubscribe\nPolitics",
    ],
)
def test_what_stands_above_the_title_goes(above):
    found = article(f"{above}\n\n{TITLE}\n\n{LEAD}\n\n{QUOTE}")
    assert found.title == TITLE
    assert body_of(found) == [LEAD, QUOTE]


@pytest.mark.parametrize(
    "below",
    [
        "(End)",
        "Comments are closed",
        "To participate in the discussion\nlog in or register",
        "Leave a Reply\nYour email address will not be published. Required fields are marked *",
        "Share   Tweet   Print\n\nYou must be logged in to post a comment",
        "Read also: Ten ferries that never sailed",
        "Related articles\nTen ferries that never sailed\nThe price of a ticket",
        "Tags: ferry, harbour",
        "© 2023 Elda Monitor. All rights reserved.",
        "Заголовок другого материала",
        "###",
        "Comments (2)\n\nHarbourFan says:\n“I love it,” he said to me, and he was right about it.",
    ],
)
def test_what_stands_below_the_article_goes(below):
    text = f"{TITLE}\n\n{LEAD}\n\n{QUOTE}\n\n{THIRD}\n\n{below}\n"
    assert body_of(article(text)) == [LEAD, QUOTE, THIRD]


def test_an_end_mark_in_the_last_line_goes():
    assert body_of(article(f"{TITLE}\n\n{LEAD}\n\n{THIRD} (End)")) == [LEAD, THIRD]


def test_residue_of_markup_goes():
    text = (
        f"{TITLE}\n\np > {LEAD}\n\n<p>{QUOTE}</p>\n\nTull &amp; Sons did not &quot;comment&quot;."
    )
    assert body_of(article(text)) == [LEAD, QUOTE, 'Tull & Sons did not "comment".']


def test_the_headline_printed_again_goes():
    assert body_of(article(f"{TITLE}\n\n{LEAD}\n\n{TITLE}\n\n{QUOTE}")) == [LEAD, QUOTE]


@pytest.mark.parametrize(
    "caption",
    [
        "© Elda Monitor / Rolf Adrin / Go to the photobankThe ferry Tern leaves the old quay\n"
        "The ferry Tern leaves the old quay - Elda Monitor, 1040, 16.02.2022\n"
        "The ferry Tern leaves the old quay",
        "The ferry Tern on Monday. Photo: Ivar Brand / Elda MonitorThe ferry Tern on Monday.",
        "The ferry Tern (photo: I. Brand)",
        "Photo: Ivar Brand",
        "Ana Tull on the quay. © Ivar Brand",
        "Ana Tull waits for the ferry Tern\nAna Tull waits for the ferry Tern",
    ],
)
def test_captions_and_credits_go(caption):
    assert body_of(article(f"{TITLE}\n\n{LEAD}\n{caption}\n{QUOTE}\n\n{THIRD}")) == [
        LEAD,
        QUOTE,
        THIRD,
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Watch officers saw the ferry from the tower and wrote its name into the book.",
        "Tull explained the picture: nothing in it had been changed, she said.",
        "Privacy is not for sale, the harbour office said in its answer.",
        "By Monday the ferry had carried a thousand people.",
        "Reporting by radio, the captain said the sea was calm.",
        "Comments are closed to nobody, the mayor said of her door.",
    ],
)
def test_sentences_that_look_like_furniture_stay(sentence):
    assert sentence in body_of(article(f"{TITLE}\n\n{LEAD}\n\n{sentence}\n\n{QUOTE}"))


def test_subheadings_stay_as_paragraphs_of_their_own():
    text = f"{TITLE}\n\n{LEAD}\n\nSixty ferrymen\n\n{QUOTE}\n\n'A very good day'\n\n{THIRD}"
    assert body_of(article(text)) == [LEAD, "Sixty ferrymen", QUOTE, "'A very good day'", THIRD]


def test_a_deck_stays_below_the_title():
    deck = "The mayor speaks of a new age for the islands, Ana Tull said"
    text = f"All news\n\n{TITLE}\n\n{deck}\n\nPORT ELDA, March 30. /NORDA/. {LEAD}\n\n{QUOTE}"
    found = article(text)
    assert body_of(found) == [deck, f"PORT ELDA, March 30. /NORDA/. {LEAD}", QUOTE]


def test_a_text_without_a_title_keeps_every_word():
    found = article(f"{LEAD}\n\n{QUOTE}")
    assert found.title == ""
    assert found.text == f"{LEAD}\n\n{QUOTE}"


def test_a_lead_printed_above_the_title_is_kept():
    lead = "Ana Tull said that the ferry would sail, and it sailed."
    assert lead in article(f"{lead}\n\n{TITLE}\n\n{LEAD}\n\n{QUOTE}").text


def test_quotation_marks_stay_as_printed():
    text = f"{TITLE}\n\n{LEAD}\n\n„So“, «so», ‘so’, \"so\" and 'so', said Ana Tull’s brother."
    assert text.endswith(body_of(article(text))[-1])


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By xqlm xqlm", "xqlm xqlm"),
        ("By Jane Roe", "Jane Roe"),
        ("By JANE ROE and Tom van Dorn", "JANE ROE and Tom van Dorn"),
        ("Jane Roe, Harbour Correspondent", "Jane Roe, Harbour Correspondent"),
        ("From our staff in Port Elda, 14 January 2023", "our staff in Port Elda"),
        ("Author: Jane Roe", "Jane Roe"),
        ("Von Jana Roth", "Jana Roth"),
        ("By June Roe", "June Roe"),
        ("June Roe", "June Roe"),
    ],
)
def test_a_byline_is_kept_as_printed_and_out_of_the_text(line, byline):
    found = article(f"{TITLE}\n\n{line}\n\n{LEAD}\n\n{QUOTE}")
    assert found.byline == byline
    assert body_of(found) == [LEAD, QUOTE]


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"{TITLE}\n\nPORT ELDA, March 30. /NORDA/. {LEAD}", "NORDA"),
        (f"{TITLE}\n\nPORT ELDA (Norda) - {LEAD}", "Norda"),
        (f"{TITLE}\n\nElda News Service, Port Elda, June 15th. {LEAD}", "Elda News Service"),
        (f"{TITLE} - The Elda Gazette\n\n{TITLE}\n\n{LEAD}", "The Elda Gazette"),
        (f"The Elda Gazette\n\n{TITLE}\n\n{LEAD}", "The Elda Gazette"),
        (f"The Elda Gazette » City » Quays\n\n{TITLE}\n\n{LEAD}", "The Elda Gazette"),
        (f"- Norda International, 1920\n\n{TITLE}\n\nELDA (Norda) - {LEAD}", "Norda"),
        (f"{TITLE}\n\n{LEAD}\n\nSource: Elda Post", "Elda Post"),
        (f"{TITLE}\n\n{LEAD}\n\n© 2023 Elda Post. All rights reserved.", "Elda Post"),
        (f"Home » News of the Day » Ferries\n\n{TITLE}\n\n{LEAD}", None),
        (f"World News\n\n{TITLE}\n\n{LEAD}", None),
        (f"{TITLE}\n\nPORT ELDA — {LEAD}", None),
    ],
)
def test_the_outlet_is_what_the_page_names_as_such(text, outlet):
    found = article(f"{text}\n\n{QUOTE}")
    assert found.outlet == outlet
    assert found.title == TITLE


def test_the_place_of_the_dateline_is_known():
    assert article(f"{TITLE}\n\nPORT ELDA, May 3 (Norda) - {LEAD}").dateline == "PORT ELDA"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Fähre fährt wieder\n\nDie Fähre ist da, und das ist nicht mit dem Wetter zu."),
        ("ru", "Паром снова ходит\n\nКак сказал мэр, паром и причал не были закрыты, что важно."),
        ("fr", "Le bac repart\n\nLe bac est dans le port et les gens ne sont pas sur la route."),
        ("es", "El barco vuelve\n\nEl barco de la isla no se detiene y los vecinos lo dijo más."),
        ("en", "Zzz qqq vvv\n\nQqq vvv zzz qqq vvv zzz qqq vvv zzz qqq vvv zzz qqq."),
    ],
)
def test_the_language_is_that_of_the_commonest_words(language, text):
    assert article(text).language == language
