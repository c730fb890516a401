"""Bodies printed twice are joined, and nothing that only one copy has is lost."""

from __future__ import annotations

from archive.ingest.cleaning.doubled import without_copies
from tests.ingest.pages import LEAD, QUOTE, THIRD, TITLE, article, body_of

FOURTH = "Bo Lind, who owns the ferry Tern, told reporters that the ticket would cost two crowns."
FIFTH = "The islands had been without a ferry since the old pier burned down in a winter storm."
COPY = [LEAD, THIRD, FOURTH, FIFTH]


def test_a_body_printed_once_stays_as_it_is():
    assert without_copies([*COPY, QUOTE]) == [*COPY, QUOTE]


def test_a_run_together_copy_gives_way_to_the_clean_one():
    run_together = "".join(COPY)
    text = f"{TITLE}\n{run_together}\n12:10 GMT 03.05.2023\n" + "\n".join([LEAD, QUOTE, *COPY[1:]])
    assert body_of(article(text)) == [LEAD, QUOTE, THIRD, FOURTH, FIFTH]


def test_what_only_the_copy_left_out_has_is_put_where_it_stands_there():
    clean = [LEAD, THIRD, FOURTH, FIFTH]
    other = [LEAD, THIRD, QUOTE, FOURTH]
    assert without_copies([*clean, *other]) == [LEAD, THIRD, QUOTE, FOURTH, FIFTH]


def test_a_sentence_inside_a_paragraph_is_put_inside_it():
    whole = f"{LEAD} {THIRD} {FOURTH}"
    other = f"{LEAD} {QUOTE} {THIRD} {FOURTH}"
    assert without_copies([whole, FIFTH, other, FIFTH]) == [
        f"{LEAD} {QUOTE} {THIRD} {FOURTH}",
        FIFTH,
    ]


def test_a_mended_slip_of_the_pen_is_no_other_sentence():
    slipped = FOURTH.replace("reporters", "reprters")
    found = without_copies([LEAD, THIRD, slipped, LEAD, THIRD, FOURTH, QUOTE])
    assert found == [LEAD, THIRD, FOURTH, QUOTE]


def test_another_number_is_another_sentence():
    seven = "The islands had 7 ferries in the year in which the old pier burned down."
    eight = seven.replace("7", "8")
    found = without_copies([LEAD, THIRD, seven, LEAD, THIRD, eight, QUOTE])
    assert seven in found
    assert eight in found


def test_a_lead_cut_off_gives_way_to_its_full_sentence():
    cut = "The islands had been without a ferry since the old pier"
    assert without_copies([cut, FIFTH, LEAD]) == [FIFTH, LEAD]


def test_a_long_paragraph_printed_again_goes_and_a_short_answer_stays():
    answer = "“No comment.”"
    found = without_copies([LEAD, answer, THIRD, LEAD, answer, QUOTE])
    assert found.count(LEAD) == 1
    assert found.count(answer) == 2


def test_a_pull_quote_goes():
    pulled = "“We have waited ten years for this morning”"
    assert without_copies([LEAD, pulled, QUOTE, THIRD]) == [LEAD, QUOTE, THIRD]


def test_a_quoted_subheading_stays():
    assert "'Two crowns'" in without_copies([LEAD, "'Two crowns'", "Bo Lind said 'two crowns'."])
