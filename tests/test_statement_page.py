"""A statement's page: citations, other prints, what programs read from it."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from archive.ingest.grouping import group_prints
from archive.models import Statement
from archive.templatetags.wording import differing
from archive.views.citation import apa, bibtex, chicago, plain
from archive.views.statement import passage
from tests.factories import make_article, make_statement
from tests.test_views import get, text_of

pytestmark = pytest.mark.django_db
URL = "https://archive.example/statements/7/"


def reported():
    text = "A 50% cut & more\n\nAda Voss said the cut_off was near."
    article = make_article(text, title="A 50% cut & more", byline="Bo Ash")
    return make_statement("the cut_off was near", kind="indirect", article=article)


def test_every_form_of_citation_names_speaker_place_and_day():
    statement = make_statement()
    assert plain(statement, URL) == (
        f"Ada Voss, “We will mend the bridge.” The Quay Post, “A title”, 17 May 2023. {URL}"
    )
    assert chicago(statement, URL) == (
        f"Ada Voss, quoted in “A title,” The Quay Post, May 17, 2023, {URL}."
    )
    assert apa(statement, URL) == (
        "The Quay Post. (2023, May 17). A title"
        f" [Statement by Ada Voss: “We will mend the bridge.”]. The Quay Post. {URL}"
    )
    assert bibtex(statement, URL) == (
        f"@misc{{onrecord-{statement.pk},\n"
        "  author = {{Ada Voss}},\n"
        "  title = {{“We will mend the bridge.”}},\n"
        "  howpublished = {A title, The Quay Post},\n"
        "  date = {2023-05-17},\n"
        f"  url = {{{URL}}},\n"
        "  note = {direct quotation}\n}"
    )


def test_a_citation_of_what_is_only_reported_says_so():
    statement = reported()
    assert ", as reported: the cut_off was near." in plain(statement, URL)
    assert chicago(statement, URL).startswith("Ada Voss, reported in Bo Ash, “A 50% cut & more,”")
    assert apa(statement, URL).startswith("Bo Ash. (2023, May 17). A 50% cut & more [")
    assert r"{{the cut\_off was near}}" in bibtex(statement, URL)
    assert r"{A 50\% cut \& more, The Quay Post}" in bibtex(statement, URL)


@pytest.mark.parametrize(
    ("precision", "day", "said"),
    [("month", date(2023, 5, 1), "May 2023"), ("year", date(2023, 1, 1), "Post, 2023,")],
)
def test_a_citation_is_no_more_exact_than_the_date(precision, day, said):
    statement = make_statement(said_on=day, said_precision=precision)
    assert said in chicago(statement, URL)
    undated = make_statement("Undated.", said_on=None)
    assert "n.d." in chicago(undated, URL) and "(n.d.)" in apa(undated, URL)
    assert "date =" not in bibtex(undated, URL)


def test_the_page_holds_each_citation_ready_to_select(client):
    page = get(client, make_statement().get_absolute_url())
    assert re.findall(r'<textarea id="cite-(\w+)"', page) == ["plain", "chicago", "apa", "bibtex"]
    assert all(f'<label for="cite-{key}">' in page for key in ("plain", "bibtex"))


def test_the_link_to_the_words_names_the_first_and_the_last_of_many():
    assert passage(make_statement("We will.")) == ":~:text=We%20will."
    words = "One, two three-four five six seven eight nine ten eleven."
    assert passage(make_statement(words)) == (
        ":~:text=One%2C%20two%20three%2Dfour%20five,eight%20nine%20ten%20eleven."
    )


def test_programs_read_a_quotation_with_its_source(client):
    statement = make_statement("</script><b>& so")
    page = get(client, statement.get_absolute_url())
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1]
    found = json.loads(block)
    assert found["@type"] == "Quotation" and found["text"] == statement.text
    assert found["creator"] == {"@type": "Person", "name": "Ada Voss"}
    assert found["dateCreated"] == "2023-05-17"
    assert found["isBasedOn"]["publisher"]["name"] == "The Quay Post"
    assert found["url"].endswith(statement.get_absolute_url())
    assert 'property="og:title" content="Ada Voss"' in page


def test_nobody_known_created_it(client):
    statement = make_statement(speaker=None, said_on=None)
    page = get(client, statement.get_absolute_url())
    found = json.loads(re.search(r'ld\+json">(.*?)</script>', page)[1])
    assert "creator" not in found and "dateCreated" not in found


def test_other_prints_show_what_differs(client):
    one = "The lighthouse will be lit again, whatever the harbour office says of it."
    other = "The lighthouse will be lit again, whatever the grey harbour office says."
    first = make_statement(one, outlet="Nord Press")
    make_statement(other, outlet="Talv Gazette")
    make_statement(one, outlet="Radio Kestrel")
    group_prints()
    page = get(client, first.get_absolute_url())
    prints = page.split('class="prints"')[1].split("</ul>")[0]
    assert "Talv Gazette" in prints and "The same words." in prints
    assert "[added: grey ]" in text_of(prints) and "[left out: of it. ]" in text_of(prints)
    assert "As others print it" not in get(client, make_statement("Alone.").get_absolute_url())


def test_case_and_punctuation_are_no_difference():
    assert differing("the bridge — will fall!", "The bridge — will fall.") == [
        ("the bridge — will fall!", "")
    ]
    assert [stretch.change for stretch in differing("we shall see", "we will see")] == [
        "", "left out", "added", "",
    ]  # fmt: skip


def test_a_page_asks_the_same_number_of_queries_for_any_number_of_prints(
    client, django_assert_max_num_queries
):
    words = "The lighthouse will be lit again, whatever the harbour office says of it."
    for n in range(9):
        make_statement(words, outlet=f"Outlet {n}")
    group_prints()
    with django_assert_max_num_queries(12):
        page = get(client, Statement.objects.first().get_absolute_url())
    assert page.count("The same words.") == 5


def test_whatever_stands_beside_a_statement_is_found_and_fetched_at_once(
    client, django_assert_num_queries
):
    text = "A title\n\nI told her to go. She went. We all went. Nobody stayed."
    article = make_article(text, title="A title")
    words = ("I told her to go. She went. We all went.", "She went.", "We all went.")
    held = [make_statement(said, article=article, said_on=date(2023, 5, 2)) for said in words]
    Statement.objects.filter(pk__in=[held[1].pk, held[2].pk]).update(nested_in=held[0])
    before = make_statement("We stay.", said_on=date(2023, 5, 1))
    after = make_statement("We stayed.", said_on=date(2023, 5, 3))
    with django_assert_num_queries(7):
        context = client.get(held[0].get_absolute_url()).context
    assert [(label, other.pk) for label, other in context["linked"]] == [
        ("Holds", held[1].pk),
        ("Holds", held[2].pk),
    ]
    around = {place: other.pk for place, other in context["around"].items()}
    assert around == {"earlier": before.pk, "later": held[1].pk} and after.pk > before.pk
