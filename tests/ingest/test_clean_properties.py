"""Any bytes are cleaned or refused; time grows with length only."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest.clean import clean
from archive.ingest.page import Page, Refusal

PIECES = st.sampled_from(
    [
        *("\n", "\n\n", " ", ". ", "“", "”", '"', "Photo: ", "© ", "June 15th", "Comments"),
        *("PORT ELDA, May 3. /NORDA/. ", "Published: 3 May 2023", "By Jane Roe", "Related"),
        *("<p>", "</p>", "<q>", "<br>", "<html><body>", "<time datetime='2021-02-30'>", "<h1>"),
        *("16:25 GMT 21.10.2021", "(End)", "<script type='application/ld+json'>{", "in 2199"),
        *("9999-12-31T23:59:59-14:00", "Home » News » X", "last year, in 2020", "- Name, 1920"),
        *("five years ago, in 0002", "Thursday, ", "\0", "\ud800", "\u202e", "&quot;", "&amp;lt;"),
        *(" - The Gazette", "The mayor said it. ", "VOSS: Yes.", "REPORTER: When?", "Title: x"),
        *("# ", "**", "__", "> ", "---", "    ", "\t", "…", " | ", "BRIDGE", "From: a", "[a](/b)"),
        *("<h1>Ferry opens</h1>", "<aside class='pullquote'>", "</aside>", "<cite>"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)


def cleaned(source: str, body: bytes, media_type: str | None = None):
    try:
        return clean(Page(source, "file:///x", body, media_type))
    except Refusal as refusal:
        assert str(refusal)
        assert "\n" not in str(refusal)
        return None


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["a.txt", "a.html"]))
def test_any_text_is_cleaned_or_refused(text, source):
    found = cleaned(source, text.encode("utf-8", "surrogatepass"))
    if found is not None:
        assert found.text.startswith(found.title)
        assert found.text == found.text.strip()
        found.text.encode()
        assert "\0" not in found.text


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([None, "application/json"]))
def test_any_bytes_are_cleaned_or_refused(body, media_type):
    cleaned("a.html", body, media_type)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["text", "title", "url", "outlet", "published_at", "language", "byline"]),
        TEXTS | st.none() | st.integers() | st.lists(st.text(max_size=3)),
    )
)
def test_any_record_is_cleaned_or_refused(record):
    cleaned("a:1", json.dumps(record).encode(), "application/json")


@pytest.mark.parametrize(
    "long",
    [
        "The mayor said that “it sails,” and it sails. " * 21_000,
        "The mayor said that “it sails.”It sails." * 25_000,
        " " * 1_000_000 + "x",
        "." * 1_000_000,
        "“open " * 200_000,
        "A. B. C. " * 120_000,
        "Photo: X / Y | " * 60_000,
        "3 May 2021, " * 80_000,
        "<p>It sails.</p>" * 60_000,
        "Ab cd\n" * 100_000,
        "&quot;" * 160_000,
        "a\u0301\u0316\u0489" * 250_000,
        "VOSS: It sails.\n" * 60_000,
        "**a _b [c " * 100_000,
        "# a" + " " * 1_000_000 + "b",
        "It sails.\n    It sails on.\n" * 40_000,
        "Title: x\n" * 100_000,
        "[a](" * 250_000,
        "Title" * 200_000 + "…",
        "-" * 1_000_000,
    ],
    ids=lambda long: repr(long[:12]),
)
def test_a_million_characters_come_to_an_end(long):
    text = f"{long}\n\nFerry line opens\n\nThe ferry sails again, said Ana Tull, the mayor.\n"
    found = cleaned("a.txt", text.encode())
    assert found is None or "said Ana Tull" in found.text or "mayor said" in found.text
