"""Marks, dates and quotation marks as templates show them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from archive.search import MARK_START, MARK_STOP
from archive.templatetags.archive import (
    closing,
    confidence,
    followable,
    highlight,
    opening,
    when,
    who,
)


def statement(text, marked=None, **fields):
    values = {"text": text, "kind": "direct", "language": "en"}
    if marked is not None:
        values["marked"] = marked
    return SimpleNamespace(**(values | fields))


def test_hits_become_mark_elements_after_escaping():
    marked = f"The {MARK_START}bridge{MARK_STOP} <b>will</b>"
    shown = highlight(statement("The bridge <b>will</b>", marked))
    assert shown == "The <mark>bridge</mark> &lt;b&gt;will&lt;/b&gt;"


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", '<img src=x onerror="alert(1)">', "&amp; &lt;b&gt;", "'\""],
)
def test_hostile_words_are_shown_as_words(words):
    shown = highlight(statement(words))
    assert "<" not in shown and '"' not in shown
    assert highlight(statement(words, f"{MARK_START}{words}{MARK_STOP}")) == f"<mark>{shown}</mark>"


def test_mark_characters_of_the_text_itself_mark_nothing():
    words = f"a {MARK_START}hidden{MARK_STOP} mark"
    assert highlight(statement(words, f"{MARK_START}{words}{MARK_STOP}")) == words


def test_words_that_a_headline_lost_are_shown_without_marks():
    assert highlight(statement("all of it", f"{MARK_START}all{MARK_STOP}")) == "all of it"


@pytest.mark.parametrize(
    ("moment", "precision", "shown"),
    [
        (date(2023, 5, 1), "month", '<time datetime="2023-05">May 2023</time>'),
        (date(2023, 1, 1), "year", '<time datetime="2023">2023</time>'),
        (date(2023, 5, 7), "day", '<time datetime="2023-05-07">7 May 2023</time>'),
        (date(2023, 5, 7), "minute", '<time datetime="2023-05-07">7 May 2023</time>'),
        (
            datetime(2023, 5, 7, 9, 5, tzinfo=UTC),
            "minute",
            '<time datetime="2023-05-07T09:05:00+00:00">7 May 2023, 09:05 UTC</time>',
        ),
        (None, "unknown", '<span class="undated">undated</span>'),
    ],
)
def test_a_date_is_no_more_exact_than_it_is_known(moment, precision, shown):
    assert when(moment, precision) == shown


@pytest.mark.parametrize(
    ("kind", "language", "marks"),
    [("direct", "en", "“”"), ("direct", "ru", "«»"), ("mixed", "en", ""), ("indirect", "en", "")],
)
def test_only_direct_quotations_get_marks(kind, language, marks):
    row = statement("x", kind=kind, language=language)
    assert opening(row) + closing(row) == marks


@pytest.mark.parametrize(("value", "words"), [(0.95, "high"), (0.7, "fair"), (0.2, "low")])
def test_confidence_has_words(value, words):
    assert confidence(value) == words


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc", "", None, "data:text/html,"]
)
def test_only_web_addresses_become_links(address):
    assert followable(address) == ""


def test_a_web_address_stays():
    assert followable("https://quay.example/1") == "https://quay.example/1"


@pytest.mark.parametrize(
    ("speaker", "name", "mention", "shown"),
    [
        (SimpleNamespace(name="Ada Voss"), "A. Voss", "she", "Ada Voss"),
        (None, "A. Voss", "she", "A. Voss"),
        (None, "", "a fisherman", "“a fisherman”, not known by name"),
        (None, "", "", "Speaker not known"),
    ],
)
def test_who_is_the_best_name_there_is(speaker, name, mention, shown):
    assert who(statement("x", speaker=speaker, name=name, mention=mention)) == shown
