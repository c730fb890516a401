"""The words around a statement on a card."""

from __future__ import annotations

import pytest

from archive.models import Statement
from archive.templatetags.surroundings import MOST, after, before, words_around
from tests.factories import make_article, make_statement


def test_words_of_other_paragraphs_are_left_out():
    assert before("A title\n\nHe said that ") == "He said that "
    assert after(", he said.\n\nShe laughed.") == ", he said."


def test_a_long_paragraph_is_cut_at_words():
    text = "word " * 60
    assert before(text) == f"… {'word ' * 17}"
    assert after(text).endswith(" word …") and len(after(text)) <= MOST + 2


@pytest.mark.django_db
def test_the_database_cuts_where_the_statement_stands():
    text = "A title\n\n“Ünder the bridge,” she said.\n\nMore."
    make_statement("Ünder the bridge", article=make_article(text))
    row = Statement.objects.with_surroundings().get()
    assert text.startswith(f"{row.words_before}Ünder the bridge{row.words_after[:9]}")
    assert words_around(row) == ("“", ",” she said.")


@pytest.mark.django_db
def test_a_statement_that_fills_its_paragraph_has_no_words_around():
    make_statement("The bridge.", article=make_article("A title\n\nThe bridge.\n\nMore."))
    assert words_around(Statement.objects.with_surroundings().get()) is None
    assert words_around(Statement.objects.get()) is None
