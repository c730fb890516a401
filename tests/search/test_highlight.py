"""What is marked, and that the text stays word for word."""

from __future__ import annotations

import pytest

from archive.models import Statement
from archive.query import parse
from archive.search import MARK_START, MARK_STOP, Names, Question, cards
from tests.factories import make_statement

pytestmark = pytest.mark.django_db


def marked(words, names=None):
    question = Question(parse(words).tree, names or Names())
    rows = Statement.objects.all()
    (found,) = cards(rows, question, list(rows.values_list("pk", flat=True)))
    assert found.marked.replace(MARK_START, "").replace(MARK_STOP, "") == found.text
    return found.marked.replace(MARK_START, "[").replace(MARK_STOP, "]")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("bridge", "The [bridge] and the [bridges], strong and cheap."),
        ('"bridge"', "The [bridge] and the bridges, strong and cheap."),
        ('"strong and cheap"', "The bridge and the bridges, [strong and cheap]."),
        ('"cheap strong"', "The bridge and the bridges, strong and cheap."),
        ("bri*", "The [bridge] and the [bridges], strong and cheap."),
        ('"cheap bridges"~4', "The bridge and the [bridges], strong and [cheap]."),
        ('"cheap bridge"~2', "The bridge and the bridges, strong and cheap."),
        ("bridge -cheap", "The [bridge] and the [bridges], strong and cheap."),
        ("cheap OR strong kind:direct", "The bridge and the bridges, [strong] and [cheap]."),
        ('bridges "the bridge"', "[The bridge] and the [bridges], strong and cheap."),
        ("the", "[The] bridge and [the] bridges, strong and cheap."),
        ("kind:direct", "The bridge and the bridges, strong and cheap."),
    ],
)
def test_words_are_marked_as_they_matched(words, shown):
    make_statement("The bridge and the bridges, strong and cheap.")
    assert marked(words) == shown


@pytest.mark.parametrize("words", ["fine", "ﬁnes", '"ﬁne"', "fin*"])
def test_a_word_printed_with_a_ligature_is_marked_and_stays_as_printed(words):
    make_statement("A ﬁne was ﬁled.")
    assert marked(words) == "A [ﬁne] was ﬁled."


def test_markup_in_the_text_stays_text():
    make_statement("The <b>bridge</b> &amp; the  bridges — «мост».")
    assert marked("bridge") == "The <b>[bridge]</b> &amp; the  [bridges] — «мост»."
    assert marked('"мост"') == "The <b>bridge</b> &amp; the  bridges — «[мост]»."


def test_names_are_marked_by_all_their_forms_and_without_accents():
    make_statement("I know José Müller, Herr Muller.")
    names = Names(mentions={"jose-muller": ("José Müller", "Herr Müller")})
    assert marked("mentions:jose-muller", names) == "I know [José Müller], [Herr Muller]."


def test_each_language_marks_its_own_forms():
    make_statement("Мы починили мосты", language="ru")
    assert marked("мост") == "Мы починили [мосты]"
