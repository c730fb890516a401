"""What must hold for any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.extraction import Document, Kind, Quotation, Span, find_quotations
from archive.extraction.lexicons import lexicon_for
from archive.extraction.marks import scan
from archive.extraction.tokens import Tokens, sentences

PIECES = st.sampled_from(
    [
        '"', "“", "”", "''", "«", "»", "„", "‘", "’", "'", "``", "\n", "\n\n", "\r\n", " ", ", ",
        ". ", ": ", " — ", "? ", "(", ")", "[", "]", "…", "said ", "told ", "that ", "Ada Example ",
        "she ", "the mayor ", "Mr. ", "according to ", "adding ", "and ", "who ", "We will wait",
        "so ", "Bo Muster", "zufolge ", "teilte ", "mit ", "сказал ", "по словам ",
        "not ", "to ", "in ", "\ud800", "\x00", "\u2028", "é", "😀", "U.S. ", "1.5 ", "NATO ",
    ]
)  # fmt: skip
NEWSLIKE = st.lists(PIECES, max_size=60).map("".join)
SENTENCES = st.sampled_from(
    [
        "Ada Example said that Bo Orr was accused by Cy Voss of closing the pier.",
        "“Mayor Bo Orr has said that the old dam is safe,” Ada Example said.",
        "Ada Example denied his claim that Cy Voss said the dam had been paid for.",
        "Asked whether Bo Orr's criticism of the ferry was fair, she said: “No.”",
        "“We wait,” she said, adding that her warning that the dam may break “was heard.”",
        "“One.” “Two.”", "He said … .", "She said: “…”", "“We wait, Ada Example said.",
        "“We wait and we see", "The mayor told her that “it is over” and Cy Voss that “it is not.”",
        "According to Bo Orr, who said that the port was shut, nobody knew.",
    ]
)  # fmt: skip
ARTICLE = st.lists(st.tuples(SENTENCES, st.sampled_from([" ", " ", "\n", "\n\n"])), max_size=9).map(
    lambda parts: "".join(map("".join, parts))
)
TEXT = st.one_of(NEWSLIKE, ARTICLE)
ANY = st.one_of(TEXT, NEWSLIKE, st.text(max_size=200), st.text(st.characters(), max_size=80))


def read(text: str, language: str = "en") -> list[Quotation]:
    return find_quotations(Document(text=text, title=text[:9], language=language))


@settings(max_examples=400, deadline=None)
@given(ANY, st.sampled_from(["en", "de", "ru"]))
def test_spans_lie_inside_the_text_and_hold_words(text: str, language: str) -> None:
    for found in read(text, language):
        assert 0 <= found.start < found.end <= len(text)
        assert any(char.isalnum() for char in text[found.start : found.end])
        assert "\n" not in text[found.start : found.end]
        assert 0 <= found.confidence <= 1
        for span in (found.mention, found.cue, *found.quoted):
            assert span is None or 0 <= span.start < span.end <= len(text)


@settings(max_examples=300, deadline=None)
@given(TEXT)
def test_no_span_begins_or_ends_inside_a_word(text: str) -> None:
    for found in read(text):
        for span in (Span(found.start, found.end), found.mention, found.cue, *found.quoted):
            for at in span or ():
                assert not (text[at - 1 : at].isalnum() and text[at : at + 1].isalnum())


@settings(max_examples=300, deadline=None)
@given(TEXT)
def test_direct_words_are_what_stands_between_two_marks(text: str) -> None:
    for found in read(text):
        if found.kind is Kind.DIRECT:
            inside = [s for line in scan(text) for s in line if s.open <= found.start < s.close]
            assert len(inside) == 1
            assert found.end <= inside[0].close


@settings(max_examples=300, deadline=None)
@given(TEXT, st.sampled_from(["en", "de", "ru"]))
def test_only_nested_quotations_overlap(text: str, language: str) -> None:
    found = read(text, language)
    assert found == sorted(found, key=lambda q: (q.start, -q.end))
    end = 0
    for quotation in found:
        if quotation.nested_in is None:
            assert quotation.start >= end
            end = quotation.end
        else:
            holder = found[quotation.nested_in]
            assert holder.start <= quotation.start
            assert quotation.end <= holder.end


@settings(max_examples=200, deadline=None)
@given(TEXT, TEXT)
def test_the_same_text_gives_the_same_quotations(text: str, other: str) -> None:
    once = read(text)
    read(other)
    read(f"“No,” said Cy Orr.\n\n{other}")
    assert read(text) == once


@settings(max_examples=300, deadline=None)
@given(TEXT)
def test_a_paragraph_put_behind_changes_no_span_before_it(text: str) -> None:
    alone = [(q.start, q.end) for q in read(text)]
    behind = "\n\nIt rained, and “nobody came,” said Cy Orr.\n\nThen the sun came out again."
    longer = [(q.start, q.end) for q in read(text + behind) if q.start < len(text)]
    assert longer == alone


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_stretches_of_a_paragraph_do_not_overlap(text: str) -> None:
    for paragraph in scan(text):
        end = 0
        for stretch in paragraph:
            assert end <= stretch.open <= stretch.start <= stretch.end <= stretch.close
            end = stretch.close


def test_no_sentence_is_so_long_that_a_later_stage_could_be_quadratic() -> None:
    tokens = Tokens(text := "Ada Example said and told " * 2000)
    tokens.add_text(0, len(text), lexicon_for("en"))
    ranges = sentences(tokens)
    assert max(last - first for first, last in ranges) <= 401
    assert ranges[-1][1] == len(tokens)


def test_a_frame_at_the_very_end_of_a_text_is_read() -> None:
    for text in (
        "according to Ada Example , ",
        "According to Ada Example,",
        "In the view of Bo, a",
    ):
        read(text)
    for text in ("— Мост закрыт, сообщили по его", "Ada, nach ihren"):
        read(text, "ru" if text[0] == "—" else "de")


def test_ten_thousand_unbalanced_marks_are_read() -> None:
    assert read('"' * 10_000) == []
    assert len(scan("“a " * 10_000)[0]) == 1
