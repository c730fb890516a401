"""Dates: what a text states with a year is stated, a printed day without one stays open."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.ingest.pages import LEAD, QUOTE, THIRD, TITLE, article, html_page, paragraphs


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "at", "precision"),
    [
        ("16:25 GMT 21.10.2021", utc(2021, 10, 21, 16, 25), "minute"),
        ("Published: 3 May 2023, 14:05 CEST", utc(2023, 5, 3, 12, 5), "minute"),
        ("May 3, 2023 at 4:30 p.m. EST", utc(2023, 5, 3, 21, 30), "minute"),
        ("2023-05-03T10:00:00+02:00", utc(2023, 5, 3, 8), "minute"),
        ("Wednesday, 3 May 2023, 08:20", utc(2023, 5, 3), "day"),
        ("12 March 2021", utc(2021, 3, 12), "day"),
        ("10. April 2024", utc(2024, 4, 10), "day"),
        ("3 de mayo de 2021", utc(2021, 5, 3), "day"),
        ("14/12/2023", utc(2023, 12, 14), "day"),
        ("March 2021", utc(2021, 3, 1), "month"),
        ("05/06/2021", utc(2021, 1, 1), "year"),
    ],
)
def test_a_line_of_its_own_states_the_date(line, at, precision):
    date = article(f"{TITLE}\n\n{line}\n\n{LEAD}\n\n{QUOTE}").date
    assert (date.at, date.precision, date.basis) == (at, precision, "stated")
    assert date.evidence


def test_a_russian_line_states_the_date():
    stamp = "Опубликовано: 15 августа 2024 г., 14:05 МСК"
    text = f"Паром снова ходит\n\n{stamp}\n\n«Мы ждали этого утра десять лет», — сказала мэр."
    assert article(text).date.at == utc(2024, 8, 15, 11, 5)


def test_an_update_is_no_publication():
    text = f"{TITLE}\n{LEAD}\n16:25 GMT 21.10.2021 (Updated: 16:49 GMT 21.10.2021)\n{QUOTE}"
    date = article(text).date
    assert date.at == utc(2021, 10, 21, 16, 25)
    assert date.updated_at == utc(2021, 10, 21, 16, 49)


def test_an_update_between_bars_is_no_publication():
    found = article(f"{TITLE}\n\nBy Jane Roe | Updated 14:20 | 7 September 2022\n\n{LEAD}")
    assert (found.date.at, found.byline) == (utc(2022, 9, 7), "Jane Roe")


def test_an_update_alone_leaves_the_publication_open():
    date = article(f"{TITLE}\n\nUpdated: 3 May 2023\n\n{LEAD}").date
    assert (date.at, date.basis) == (None, "unknown")


def test_a_dateline_with_a_year_states_the_date():
    date = article(f"{TITLE}\n\nPORT ELDA, May 3, 2022 (Norda) - {LEAD}").date
    assert (date.at, date.basis, date.printed) == (utc(2022, 5, 3), "stated", "May 3, 2022")


def test_the_dates_behind_captions_count_and_the_width_of_a_picture_does_not():
    caption = "The ferry Tern leaves the old quay - Elda Monitor, 1920, 14.02.2022"
    date = article(f"{TITLE}\n\n{LEAD}\n{caption}\n{QUOTE}\n\n{THIRD}").date
    assert (date.at, date.precision, date.basis) == (utc(2022, 2, 14), "day", "stated")
    assert "captions" in date.evidence


def test_captions_that_disagree_state_nothing():
    captions = (
        "A quay at dawn - Elda Monitor, 1920, 14.02.2022\nA bay - Elda Monitor, 900, 15.02.2022"
    )
    assert article(f"{TITLE}\n\n{LEAD}\n{captions}\n{QUOTE}").date.at is None


@pytest.mark.parametrize(
    ("lead", "printed"),
    [
        (f"Elda News Service, Port Elda, June 15th. {LEAD}", "June 15th"),
        (f"PORT ELDA, March 30. /NORDA/. {LEAD}", "March 30"),
        (LEAD, "Monday"),
    ],
)
def test_a_day_without_a_year_is_kept_as_printed_and_stays_open(lead, printed):
    date = article(f"{TITLE}\n\n{lead}\n\n{QUOTE}").date
    assert (date.at, date.precision, date.basis) == (None, "unknown", "unknown")
    assert date.printed == printed


@pytest.mark.parametrize(
    ("clue", "year"),
    [
        ("The old line had been closed three years ago, in 2018.", 2021),
        ("The line was opened for the first time last year, in 2020.", 2021),
        ("She spoke on Monday, 29 March 2021, in the town hall.", 2021),
    ],
)
def test_a_text_that_leaves_one_year_gives_the_date_with_its_reasons(clue, year):
    text = f"{TITLE}\n\nPORT ELDA, March 30. /NORDA/. {LEAD}\n\n{clue}\n\n{QUOTE}"
    date = article(text).date
    assert (date.at, date.basis) == (utc(year, 3, 30), "inferred")
    assert "March 30" in date.evidence


def test_a_weekday_and_two_years_round_it_leave_one_year():
    clues = "The contract was signed in 2016. The second line will open by 2018."
    text = f"{TITLE}\n\nPORT ELDA, Thursday, March 30. /NORDA/. {LEAD}\n\n{clues}"
    date = article(text).date
    assert (date.at, date.basis) == (utc(2017, 3, 30), "inferred")
    assert "2016" in date.evidence
    assert "2018" in date.evidence


@pytest.mark.parametrize(
    "clue",
    [
        "The contract was signed in 2016.",
        "The line is to be paid for by 2030.",
        "“Last year, in 2020, we were poor,” said Ana Tull.",
        "The first line was opened three years ago, in 2018, and closed last year, in 2011.",
        "On March 30, 1867, the first ferry sailed.",
    ],
)
def test_a_text_that_leaves_more_than_one_year_leaves_the_date_open(clue):
    text = f"{TITLE}\n\nPORT ELDA, March 30. /NORDA/. {LEAD}\n\n{clue}\n\n{QUOTE}"
    assert article(text).date.at is None


def test_dates_told_in_the_text_are_no_date_of_publication():
    story = "On February 15, 2022, Tull said that no ferry would ever sail again."
    assert article(f"{TITLE}\n\n{LEAD}\n\n{story}\n\n{QUOTE}").date.at is None


def test_a_date_that_has_not_come_yet_is_not_believed_but_kept_as_printed():
    head = '<meta property="article:published_time" content="2090-05-03T10:00:00Z">'
    found = article(html_page(paragraphs(LEAD, QUOTE), head), "p.html")
    assert (found.date.at, found.date.precision) == (None, "unknown")
    assert found.date.printed == "2090-05-03T10:00:00Z"


def test_a_zone_that_is_nowhere_leaves_the_day():
    head = '<meta property="article:published_time" content="2023-05-03T10:00:00+99:99">'
    found = article(html_page(paragraphs(LEAD, QUOTE), head), "p.html")
    assert (str(found.date.at)[:10], found.date.precision) == ("2023-05-03", "day")
