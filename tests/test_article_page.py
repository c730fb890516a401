"""An article's page: who is lit how, where to jump, what a version changed."""

from __future__ import annotations

import re

import pytest

from archive.models import ArticleVersion
from archive.templatetags.wording import changes
from tests.factories import make_article, make_statement
from tests.test_views import get, text_of

pytestmark = pytest.mark.django_db


def test_each_speaker_has_a_tint_and_a_jump_to_each_statement(client):
    article = make_article("T\n\nOne. Two. Three.", title="T")
    first = make_statement("One", article=article, speaker="Ada Voss")
    make_statement("Two", article=article, speaker="Mira Holt")
    last = make_statement("Three", article=article, speaker="Mira Holt")
    page = get(client, article.get_absolute_url())
    legend = page.split('class="legend"')[1].split("</div>")[0]
    assert "Mira Holt 2 3 Ada Voss 1" in " ".join(re.sub("<[^>]+>", " ", legend).split())
    assert f'href="#s{last.pk}"' in legend
    assert f'class="lit direct tint-2" data-statement="{first.pk}"' in page
    assert f'class="lit direct tint-1" data-statement="{last.pk}"' in page


def test_the_seventh_speaker_has_no_tint(client):
    words = [f"Word{n}" for n in range(8)]
    article = make_article("T\n\n" + " ".join(words), title="T")
    for word in words:
        make_statement(word, article=article, speaker=f"Ada {word}")
    page = get(client, article.get_absolute_url())
    assert "tint-6" in page and "tint-7" not in page and page.count('class="swatch"') == 2


def test_paragraphs_that_changed_are_shown_word_by_word():
    before, after = "T\n\nThe toll is two.\n\nSame.\n\nGone.", "T\n\nThe toll is three.\n\nSame."
    assert changes(before, after) == [
        [("The toll is", ""), ("two.", "left out"), ("three.", "added")],
        [("Gone.", "left out")],
    ]
    assert changes(before, before) == []


def test_a_version_says_what_it_changed(client):
    article = make_article("T\n\nThe toll is two.", title="T")
    first = article.current_version
    article.current_version = ArticleVersion.objects.create(
        article=article, number=2, text="T\n\nThe toll is three.", fetched_at=first.fetched_at
    )
    article.save(update_fields=["current_version"])
    address = article.get_absolute_url()
    assert f'{address}?version=2&amp;changes#changed"' in get(client, address)
    page = text_of(get(client, f"{address}?version=2&changes"))
    assert "[left out: two. ]" in page and "[added: three. ]" in page
    assert 'id="changed"' not in get(client, f"{address}?version=1&changes")


TEXT = "T\n\nShe said so. We will mend the bridge. Nobody heard.\n\nThe end came."


def marked(page):
    """Return the pieces of a page that are lit as the passage that was asked for."""
    body = page.split('class="reading"')[1].split("</article>")[0]
    body = re.sub(r'<a class="lit-number".*?</a>', "", body)
    pieces = re.split(r'<mark class="passage"(?: id="passage")?>', body)[1:]
    return "|".join(re.sub("<[^>]+>", "", piece.split("</mark>")[0]) for piece in pieces)


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("Nobody heard", "Nobody heard"),
        ("said so. We will", "said so. We will"),
        ("heard.\n\nThe end", "heard.|The end"),
        ("will mend", "will mend"),
    ],
)
def test_a_passage_is_lit_by_its_place_over_statements_and_paragraphs(client, words, pieces):
    article = make_article(TEXT, title="T")
    make_statement("We will mend the bridge.", article=article)
    start = TEXT.index(words)
    asked = f"{article.get_absolute_url()}?version=1&passage={start}-{start + len(words)}"
    page = get(client, asked)
    assert marked(page) == pieces and page.count('id="passage"') == 1
    assert page.count('class="lit-number"') == 1 and page.count('class="note-number"') == 1


@pytest.mark.parametrize("asked", ["", "9", "5-5", "9-3", "-1-4", "999-1000", "1-2-3", "١-٢"])
def test_a_passage_that_is_none_lights_nothing(client, asked):
    article = make_article(TEXT, title="T")
    page = get(client, f"{article.get_absolute_url()}?passage={asked}")
    assert 'class="passage"' not in page


def test_a_passage_behind_the_end_is_cut_there(client):
    article = make_article(TEXT, title="T")
    page = get(client, f"{article.get_absolute_url()}?passage={TEXT.index('came')}-99999")
    assert marked(page) == "came."
