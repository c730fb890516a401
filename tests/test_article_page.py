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
