"""Texts with statements that nest, cross, and run over paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as some

from archive.templatetags.lit import Close, Open, lit, paragraphs


@dataclass
class At:
    start: int
    end: int


def drawn(text, *spans):
    """Return each paragraph with [ and ] where statements open and close, ( ) where reopened."""
    shown = []
    for paragraph in lit(text, [At(*span) for span in spans]):
        words = ""
        for token in paragraph.tokens:
            if isinstance(token, Open):
                words += "[" if token.is_first else "("
            elif isinstance(token, Close):
                words += "]" if token.is_last else ")"
            else:
                words += token
        shown.append(words)
    return shown


def test_paragraphs_are_split_at_empty_lines():
    text = "\n\nOne\ntwo\n \n\nthree\n"
    assert [text[p.start : p.end] for p in paragraphs(text)] == ["One\ntwo", "three"]


def test_an_empty_text_has_no_paragraphs():
    assert lit(" \n\n ", []) == []


def test_a_statement_is_lit():
    assert drawn("He said no.", (8, 10)) == ["He said [no]."]


def test_a_nested_statement_is_lit_inside():
    assert drawn("abcdef", (0, 6), (2, 4)) == ["[ab[cd]ef]"]


def test_two_statements_of_the_same_span_nest():
    assert drawn("abc", (0, 3), (0, 3)) == ["[[abc]]"]


def test_crossing_statements_are_closed_and_opened_again():
    assert drawn("abcdef", (0, 4), (2, 6)) == ["[ab[cd)](ef]"]


def test_neighbours_do_not_nest():
    assert drawn("abcd", (0, 2), (2, 4)) == ["[ab][cd]"]


def test_a_statement_over_paragraphs_opens_once_and_closes_once():
    assert drawn("ab\n\ncd\n\nef", (1, 9)) == ["a[b)", "(cd)", "(e]f"]


def test_statements_are_numbered_in_reading_order():
    first, second = lit("ab\n\ncd", [At(4, 5), At(0, 2)])
    assert [piece.number for piece in first.begins + second.begins] == [1, 2]


def test_a_statement_begins_in_one_paragraph_only():
    first, second = lit("ab\n\ncd", [At(1, 6)])
    assert len(first.begins) == 1 and not second.begins


@some.composite
def texts_with_spans(draw):
    text = draw(some.text("ab \n", max_size=30))
    place = some.integers(0, max(len(text) - 1, 0))
    spans = draw(some.lists(some.tuples(place, place), max_size=6)) if text else []
    return text, [At(min(pair), max(pair) + 1) for pair in spans]


@given(texts_with_spans())
def test_no_word_is_lost_and_elements_nest(case):
    text, statements = case
    found = lit(text, statements)
    assert "".join(text.split()) == "".join(
        "".join(t for t in p.tokens if isinstance(t, str))
        .strip()
        .replace(" ", "")
        .replace("\n", "")
        for p in found
    )
    firsts, lasts = [], []
    for paragraph in found:
        opened = []
        for token in paragraph.tokens:
            if isinstance(token, Open):
                opened.append(token.piece)
                firsts += [id(token.piece.statement)] * token.is_first
            elif isinstance(token, Close):
                assert opened.pop() is token.piece
                lasts += [id(token.piece.statement)] * token.is_last
        assert not opened
    assert len(firsts) == len(set(firsts)) == len(lasts) == len(set(lasts))
    assert set(firsts) == set(lasts)
