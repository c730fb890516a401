"""Every page: what it shows, what it refuses, what it costs."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime

import html5lib
import pytest
from django.db import OperationalError, connection
from django.db.models.expressions import RawSQL
from django.template import loader
from django.test import override_settings
from django.urls import reverse

from archive.ingest.bundled import measured
from archive.models import Article, ImportBatch, Outlet, Speaker, Statement
from archive.query import parse
from archive.views import home
from archive.views.site import TYPED
from tests.factories import make_article, make_speaker, make_statement
from tests.world import HOSTILE, make_outlived, make_world

pytestmark = pytest.mark.django_db

GONE = {"hidden": 410, "withdrawn": 410, "embedded no more": 410, "not found": 404}


def get(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def words_of(page):
    """Return what the elements of class `words` show, as text."""
    root = html5lib.parse(page, namespaceHTMLElements=False)
    shown = root.iterfind(".//blockquote//span[@class='words']")
    return ["".join(element.itertext()) for element in shown]


def facet_links(page):
    """Return address → label of every facet value."""
    root = html5lib.parse(page, namespaceHTMLElements=False)
    links = root.iterfind(".//section[@class='facet']//a")
    return {link.get("href"): " ".join("".join(link.itertext()).split()) for link in links}


def text_of(page):
    """Return all words of a page, white space folded."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.fixture
def world(db):
    return make_world()


def test_every_page_answers_with_valid_html_under_a_strict_policy(client, world):
    for name, address in world.items():
        response = client.get(address)
        assert response.status_code == GONE.get(name, 200), name
        root = html5lib.HTMLParser(strict=True).parse(response.content.decode())
        assert "unsafe" not in response["Content-Security-Policy"]
        attributes = {attribute for element in root.iter() for attribute in element.attrib}
        assert not [a for a in attributes if a == "style" or a.startswith("on")], name


def test_every_address_on_a_page_leads_somewhere(client, world):
    seen = set()
    for address in list(world.values()):
        page = client.get(address).content.decode()
        seen |= {html.unescape(link) for link in re.findall(r'href="(/(?!static)[^"#]*)', page)}
    seen = {link for link in seen if "page=" not in link}
    assert len(seen) > 100
    for link in sorted(seen):
        expected = (200, 410) if link.startswith("/statements/") else (200,)
        # To the login, to the latest year, back in another language.
        if link.startswith(("/admin/", "/language/")) or link == "/on/":
            expected = (302,)
        assert client.get(link).status_code in expected, link


def test_a_page_leads_to_no_other_host_but_sources(client, world):
    for name in ("home", "search", "speakers", "outlet", "about", "article"):
        page = client.get(world[name]).content.decode()
        assert not re.search(r'(src|href|action)="https?://(?!testserver)', page), name


def test_markup_in_texts_is_shown_as_words(client, world):
    hostile = Statement.objects.get(text=HOSTILE)
    addresses = [world["hostile"], hostile.article.get_absolute_url(), world["speaker"], "/"]
    for address in [
        *addresses,
        "/statements/?q=bridge",
        "/statements/?q=<script>alert(3)</script>",
    ]:
        page = client.get(address).content.decode()
        assert "<script>" not in page and "<img src=x" not in page and "<b>" not in page, address
        assert "javascript:" not in page and "<i>" not in page and "<u>" not in page, address


def test_a_statement_is_shown_word_for_word(client, world):
    for statement in Statement.objects.shown():
        assert words_of(get(client, statement.get_absolute_url()))[0] == statement.text


def test_hits_are_marked_and_the_words_stay(client, world):
    page = get(client, "/statements/?q=bridge&page=2")
    assert "<mark>bridge</mark>" in page
    texts = set(Statement.objects.values_list("text", flat=True))
    assert words_of(page) and set(words_of(page)) <= texts


# Home


def test_home_shows_numbers_and_examples_that_find_something(client, world):
    page = get(client, "/")
    assert "Most quoted" in page and "Radio Kestrel" in page
    examples = re.findall(
        r'<a href="(/statements/\?[^"]+)"', page.split("examples")[1].split("</p>")[0]
    )
    assert len(examples) >= 3
    for example in examples:
        assert "No statements" not in get(client, html.unescape(example))


def test_home_draws_all_months_and_each_leads_to_its_statements(client):
    make_statement(said_on=date(2021, 1, 5))
    make_statement(said_on=date(2021, 3, 5))
    page = get(client, "/")
    assert "January 2021 to March 2021" in page and page.count('<th scope="row">') == 3
    assert 'href="/statements/?after=2021-03-01&amp;before=2021-03-31"' in page


def test_home_remembers_this_day_of_other_years(client, monkeypatch):
    monkeypatch.setattr(home, "today", lambda: date(2024, 2, 29))
    make_statement("On the day.", said_on=date(2020, 2, 29))
    make_statement("In the month.", said_on=date(2020, 2, 1), said_precision="month")
    make_statement("Another day.", said_on=date(2023, 2, 28))
    page = get(client, "/").split("On this day, 29 February")[1]
    assert "On the day." in page and "Another day." not in page and "In the month." not in page
    monkeypatch.setattr(home, "today", lambda: date(2024, 3, 1))
    assert "On this day" not in get(client, "/")


def test_an_empty_archive_says_how_to_fill_it(client):
    assert "<code>.venv/bin/python manage.py ingest FOLDER</code>" in get(client, "/")
    for name in ("statements", "speakers", "outlets", "about"):
        get(client, reverse(name))


@pytest.mark.parametrize(
    ("batches", "is_told"),
    [((True,), True), ((False,), False), ((True, False), False), ((), False)],
)
def test_pages_say_that_only_the_sample_is_in(client, batches, is_told):
    for number, is_sample in enumerate(batches):
        batch = ImportBatch.objects.create(arguments=str(number), is_sample=is_sample)
        article = make_article()
        Article.objects.filter(pk=article.pk).update(batch=batch)
    for address in ("/", "/statements/", "/about/"):
        assert ("invented sample articles" in get(client, address)) is is_told


def test_a_batch_without_articles_does_not_end_the_sample(client):
    make_article()
    ImportBatch.objects.update(is_sample=True)
    ImportBatch.objects.create(arguments="empty", is_sample=False)
    page = get(client, "/")
    assert "invented sample articles" in page
    assert "<code>.venv/bin/python manage.py sample --remove</code>" in page


def make_mixed():
    """Make an article of one's own beside one of the sample; return both statements."""
    own = make_statement("The quay is ours.")
    invented = make_statement("The ferry is ours.", speaker="Wendell Ash")
    batch = ImportBatch.objects.create(arguments="sample", is_sample=True)
    Article.objects.filter(pk=invented.article_id).update(batch=batch)
    Speaker.objects.filter(pk=invented.speaker_id).update(is_sample=True)
    return own, invented


def marks(client, address):
    """Return how often a page says, in its content, that something is of the sample."""
    page = get(client, address).split("<main")[1]
    return text_of(f"<main{page}").count("invented sample")


def test_beside_other_articles_the_sample_is_counted_and_marked(client):
    own, invented = make_mixed()
    told = "This archive still holds one invented sample article, marked “sample”."
    for row, is_marked in ((own, False), (invented, True)):
        for place in (row, row.article, row.speaker):
            address = place.get_absolute_url()
            assert told in text_of(get(client, address))
            assert (marks(client, address) > 0) is is_marked, address
    assert marks(client, "/") == marks(client, "/statements/") == marks(client, "/speakers/") == 1
    assert marks(client, "/statements/?q=ferry") == 1
    assert marks(client, "/statements/?q=quay") == 0


def test_a_sample_of_several_articles_is_counted(client):
    make_mixed()
    Article.objects.filter(pk=make_article().pk).update(
        batch=ImportBatch.objects.get(is_sample=True)
    )
    assert ImportBatch.objects.get(is_sample=False).articles.exists()
    assert "still holds 2 invented sample articles" in text_of(get(client, "/about/"))


# Search


def test_the_result_sentence_and_the_title_say_what_was_asked(client, world):
    page = get(client, "/statements/?q=bridge&speaker=ada-voss&after=2023-03-04&page=2")
    asked = "26 statements containing “bridge” by Ada Voss since 4 March 2023"
    assert f"21–26 of {asked}" in text_of(page)
    assert f"<title> {asked}, page 2 · Onrecord" in " ".join(page.split())


def test_one_and_none(client):
    make_statement()
    assert "1 statement containing “bridge”" in text_of(get(client, "/statements/?q=bridge"))
    page = text_of(get(client, "/statements/?q=ferry&speaker=ada-voss"))
    assert "No statements containing “ferry” by Ada Voss" in page
    assert "Search without “ferry”" in page and "Search without Speaker: Ada Voss" in page


def test_what_is_not_understood_is_named(client, world):
    page = text_of(get(client, world["nothing"]))
    for wrong in ("“nobody”", "“soon”", "page “9”"):
        assert wrong in page


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "q=%ED%A0%80", "q=%22%28%28", "page=%00", "page=0", "page=-1", "page=1e9",
        "q=" + "-" * 70, "q=" + "-+" * 70, "q=" + "-" * 33 + "x", "q=" + "a+or+" * 700,
        "q=" + "x" * 4000, "q=%28%28%28%28", "q=%F0%9F%98%80", "q=" + "%22" * 501,
        "page=" + "9" * 5000, "page=%D9%A3", "speaker=%00", "after=0000-00-00",
        "before=99999-01-01", "sort[]=x", "kind=&kind=", "q=" + "%22" * 300, "page=2.5",
    ],
)  # fmt: skip
def test_no_query_breaks_the_search(client, query):
    make_statement()
    get(client, f"/statements/?{query}")


@pytest.mark.parametrize("words", ["((((", "%", "😀", "---"])
def test_words_that_cannot_be_searched_are_named(client, words):
    make_statement()
    page = client.get("/statements/", {"q": words}).content.decode()
    assert f"“{words}” holds no word that can be searched." in text_of(page)
    assert 'href="/help/search/">What can be searched</a>' in page
    assert "holds no word" not in get(client, "/statements/?q=zyzzyva")
    assert "holds no word" not in get(client, "/statements/?q=bridge")


def test_a_box_takes_no_more_than_the_search(client, world):
    for name in ("home", "statements", "speakers", "speaker", "outlet", "about"):
        page = get(client, world[name])
        boxes = re.findall(r'<input[^>]*name="q"[^>]*>', page)
        assert boxes and all('maxlength="1000"' in box for box in boxes), name


def test_days_the_wrong_way_round_are_not_called_misunderstood(client):
    page = text_of(get(client, "/statements/?after=2023-05-01&before=2023-04-01"))
    said = "nothing can be both after 1 May 2023 and before 1 April 2023."
    assert f"The dates are the wrong way round: {said}" in page
    assert "Not understood" not in page


@pytest.mark.parametrize("page", ["0", "-3", "99", "x", "9" * 5000])
def test_a_wrong_page_shows_the_nearest_and_is_named(client, world, page):
    shown = text_of(get(client, f"/statements/?page={page}"))
    last = page.isdecimal() and int(page[:3]) > 1
    assert ("Page 2 of 2" if last else "Page 1 of 2") in shown
    assert "There is no page" in shown


def test_facets_add_and_take_away(client, world):
    page = get(client, "/statements/?q=bridge&speaker=ada-voss")
    here = "/statements/?q=bridge"
    links = facet_links(page)
    assert links[f"{here}&speaker=ada-voss&kind=direct"] == "direct quotation"
    assert links[f"{here}&speaker=ada-voss&speaker=wendell-ash"] == "Wendell Ash"
    assert links[here] == "Ada Voss ×, remove"
    assert links[f"{here}&speaker=ada-voss&after=2023-01-01&before=2023-12-31"] == "2023"


def test_a_year_that_is_chosen_can_be_taken_away(client, world):
    links = facet_links(get(client, "/statements/?after=2023-01-01&before=2023-12-31"))
    assert links["/statements/"] == "2023 ×, remove"
    assert links["/statements/?after=2024-01-01&before=2024-12-31"] == "2024"


def test_a_new_search_keeps_the_filters_but_not_the_page(client, world):
    page = get(client, "/statements/?speaker=ada-voss&speaker=nobody&sort=oldest&page=2")
    form = page.split('id="search"')[1].split("</form>")[0]
    assert re.findall(r'name="(\w+)"\s+value="([^"]*)"', form) == [
        ("speaker", "ada-voss"),
        ("sort", "oldest"),
    ]


def test_the_order_in_effect_is_no_link(client, world):
    page = get(client, "/statements/?q=bridge&sort=oldest")
    assert "<strong>oldest</strong>" in page and "sort=newest" in page


def test_undated_statements_are_counted(client, world):
    assert "1 undated" in text_of(get(client, "/statements/"))
    assert "1 undated" not in text_of(get(client, "/statements/?after=2020-01-01"))


def test_people_of_that_name_stand_above(client, world):
    page = get(client, "/statements/?q=voss")
    assert "Speakers of this name" in page and 'href="/speakers/ada-voss/"' in page
    assert "Speakers of this name" not in get(client, "/statements/?q=bridge")


def test_only_the_whole_list_is_for_search_engines(client, world):
    assert "noindex" not in get(client, "/statements/")
    page = get(client, "/statements/?utm_source=x&q=+bridge")
    assert "noindex" in page
    assert 'rel="canonical" href="http://testserver/statements/?q=bridge"' in page


def test_repairs_are_said_with_a_way_back(client, world):
    page = get(client, "/statements/?q=bridge+AND+part&kind=direct")
    assert "“AND” was left out" in text_of(page)
    assert '/statements/?q=bridge+%22AND%22+part&amp;kind=direct">Search it as typed' in page
    page = get(client, "/statements/?q=speakr:voss")
    assert "is no field" in page and '/statements/?q=speaker%3Avoss">Search speaker:voss' in page


def test_facets_can_be_left_out_and_taken_in_again(client, world):
    links = facet_links(get(client, "/statements/?q=bridge"))
    left_out = "/statements/?q=bridge+-speaker%3Aada-voss"
    assert links[left_out] == "−without Ada Voss"
    page = get(client, left_out)
    assert "statements containing “bridge” not by Ada Voss" in text_of(page)


def test_nothing_found_says_what_to_leave_out_and_how_much_that_finds(client, world):
    page = text_of(get(client, "/statements/?q=zyzzyva+speaker:voss&kind=direct"))
    assert re.search("Search without “zyzzyva” 2[0-9] statements", page)


def test_another_spelling_is_offered_when_little_is_found(client, world):
    page = get(client, "/statements/?q=brigde&kind=direct")
    assert 'href="/statements/?q=bridge&amp;kind=direct">bridge</a>?' in page
    assert "Did you mean" not in get(client, "/statements/?q=bridge")


def test_more_matches_than_are_counted_are_said(client, world, monkeypatch):
    monkeypatch.setattr("archive.search.survey.COUNTED", 10)
    page = get(client, "/statements/?q=bridge")
    assert "1–10 of more than 10 statements containing “bridge”" in text_of(page)
    assert "Counted on the first" in page and "Pages go no deeper" in page


def test_names_are_suggested_with_numbers(client, world):
    found = client.get("/suggest/?q=vos").json()
    n = found["speakers"][0]["n"]
    assert n > 25
    assert found["speakers"][0] == {
        "name": "Ada Voss", "filter": "speaker:ada-voss", "query": "speaker:ada-voss",
        "note": f"speaker, {n} statements", "url": "/speakers/ada-voss/", "n": n, "more": False,
    }  # fmt: skip
    assert [o["name"] for o in client.get("/suggest/?q=quay").json()["outlets"]] == [
        "The Quay Post"
    ]
    assert client.get("/suggest/?q=").json() == {"speakers": [], "outlets": []}
    assert client.get("/suggest/?q=%00%ED%A0%80").status_code == 200


@pytest.mark.parametrize(
    ("typed", "queries"),
    [
        ("bridge ada vos", ["bridge speaker:ada-voss"]),
        ("bridge speaker:vos", ["bridge speaker:ada-voss"]),
        ('toll outlet:"quay', ["toll outlet:the-quay-post"]),
        ("speaker:quay", []),
        ("one two three four", []),
        ("vos speaker:", []),
    ],
)
def test_a_name_at_the_end_of_a_query_is_completed(client, world, typed, queries):
    found = client.get("/suggest/", {"q": typed}).json()
    assert [one["query"] for one in (*found["speakers"], *found["outlets"])] == queries


def test_suggestions_that_take_too_long_are_none(client, world, monkeypatch):
    monkeypatch.setattr("archive.views.suggest.LONGEST_LOOK", 1)
    slow = RawSQL("pg_sleep(1)::text", [])
    monkeypatch.setattr(
        "archive.models.speaker.SpeakerQuerySet.named_like",
        lambda rows, words: rows.annotate(printed_as=slow),
    )
    assert client.get("/suggest/?q=vos").json() == {"speakers": [], "outlets": []}


def test_what_the_help_says_can_be_typed_is_understood(client):
    for words, _ in TYPED:
        assert parse(words).repairs == (), words


# One statement


def test_a_statement_shows_who_when_where_and_why(client, world):
    statement = make_statement("The quay is ours.", confidence=0.7, said_on=date(2022, 3, 1))
    page = text_of(get(client, statement.get_absolute_url()))
    for part in (
        "harbour minister",
        "1 March 2022",
        "The Quay Post",
        "Printed as “Ada Voss”",
        "“Ada Voss” is the name as printed",
        "fair (0.70)",
        "stated by the article",
        "found by machine",
        "Ada Voss, “The quay is ours.” The Quay Post, “A title”, 1 March 2022. http://testserver/",
    ):
        assert part in page


def test_a_statement_leads_to_its_place_and_its_neighbours(client):
    rows = [make_statement(f"Number {n}.", said_on=date(2023, 5, n)) for n in (1, 2, 3)]
    page = get(client, rows[1].get_absolute_url())
    assert f"{rows[1].article.get_absolute_url()}#s{rows[1].pk}" in page
    assert f'rel="prev" href="{rows[0].get_absolute_url()}"' in page
    assert f'rel="next" href="{rows[2].get_absolute_url()}"' in page


def test_a_statement_names_what_it_stands_in_and_what_goes_on(client, world):
    outer = Statement.objects.get(text__startswith="I told her")
    page = text_of(get(client, outer.get_absolute_url()))
    assert "Holds" in page and "Is continued by" in page
    assert "Stands inside" in get(client, world["nested"])


def test_a_hidden_statement_is_gone_without_its_words(client, world):
    page = get(client, world["hidden"], 410)
    assert "hidden by a curator" in page and "The words are a caption." in page
    assert "secret" not in page


def test_a_withdrawn_statement_is_gone_with_its_words(client, world):
    page = text_of(get(client, world["withdrawn"], 410))
    assert "The toll will rise." in page and "Gone since version 2" in page


@pytest.mark.parametrize(
    "address", ["/statements/0/", "/statements/%s/" % ("9" * 30), "/articles/7/"]
)
def test_an_unknown_number_is_not_found(client, address):
    assert "nothing at this address" in get(client, address, 404)


def test_a_curated_statement_says_so(client, django_user_model):
    statement = make_statement()
    statement.check_by(django_user_model.objects.create_user("harriet"))
    page = text_of(get(client, statement.get_absolute_url()))
    assert "checked by a person" in page and "harriet" not in page


@pytest.mark.parametrize(("is_edited", "done"), [(False, "Checked"), (True, "Corrected")])
def test_a_decision_goes_before_what_the_machine_had_read(
    client, django_user_model, is_edited, done
):
    statement = make_statement("The quay is ours.")
    harriet = django_user_model.objects.create_user("harriet")
    if is_edited:
        statement.edit(harriet, speaker=make_speaker("Zorka Lind"), reason="she read it out")
    else:
        statement.check_by(harriet, "she read it out")
    page = text_of(get(client, statement.get_absolute_url())).split("How we know")[1]
    day = f"{statement.decided_at:%-d %B %Y}"
    name = "Zorka Lind" if is_edited else "Ada Voss"
    history = page.index("The machine had read")
    assert f"Who {name} {done} by a curator on {day}: she read it out" in page[:history]
    assert "“Ada Voss” is the name as printed" in page[history:] and "(0.90)" in page[history:]
    assert "Printed as “Ada Voss”" not in page and "harriet" not in page


def test_a_day_that_a_curator_decided_is_not_shown_with_the_machine_s_evidence(client):
    statement = make_statement("The quay is ours.")
    article = statement.article
    Article.objects.filter(pk=article.pk).update(
        date_evidence="JSON-LD says so", date_printed="May 17"
    )
    article.refresh_from_db()
    article.correct({"published_at": datetime(2022, 4, 1, tzinfo=UTC)})
    for address in (statement.get_absolute_url(), article.get_absolute_url()):
        page = text_of(get(client, address))
        assert "is known to the day, decided by a curator." in page
        assert "The article prints “May 17”." in page
        assert "JSON-LD" not in page and "Printed as “May 17”" not in page
    article.correct({"published_at": None, "date_precision": "unknown"})
    page = text_of(get(client, article.get_absolute_url()))
    assert "not known: a curator decided so" in page and "JSON-LD" not in page


def test_a_citation_names_the_day_of_the_statement(client, django_user_model):
    statement = make_statement("The quay is ours.", said_on=date(2023, 5, 17))
    page = text_of(get(client, statement.get_absolute_url()))
    assert "17 May 2023. http://testserver/" in page and "another date" not in page
    harriet = django_user_model.objects.create_user("harriet")
    statement.edit(harriet, said_on=date(2023, 4, 1), said_precision="month")
    page = text_of(get(client, statement.get_absolute_url()))
    assert "“A title”, April 2023. http://testserver/" in page
    assert "the article has another date" in page


def test_a_checked_statement_that_the_article_outlived_says_so(client):
    outlived = make_outlived()
    told = "Checked against version 1; the article’s current version no longer has these words."
    for address in (outlived.get_absolute_url(), "/statements/", "/speakers/ada-voss/"):
        assert told in text_of(get(client, address)), address
    old = text_of(get(client, f"{outlived.article.get_absolute_url()}?version=1"))
    assert "no longer in the current version" in old
    make_statement("The ferry is ours.")
    assert text_of(get(client, "/statements/")).count("no longer has these words") == 1


# One article


def test_every_statement_is_lit_with_one_anchor_and_a_link(client, world):
    page = get(client, world["article"])
    for statement in Statement.objects.shown().filter(article__outlet__name="Radio Kestrel"):
        assert page.count(f'id="s{statement.pk}"') == 1
        assert f'href="{statement.get_absolute_url()}"' in page


def test_the_text_of_an_article_stands_word_for_word(client, world):
    for article in Article.objects.exclude(current_version__number=2):
        page = get(client, article.get_absolute_url())
        root = html5lib.parse(page, namespaceHTMLElements=False)
        for link in root.iter("a"):
            if link.get("class") == "lit-number":
                link.text = ""
        shown = "".join(root.find(".//h1").itertext())
        shown += "".join("".join(p.itertext()) for p in root.iterfind(".//div[@class='row']/p"))
        assert "".join(shown.split()) == "".join(article.current_version.text.split())


def test_an_old_version_shows_what_was_dropped(client, world):
    page = text_of(get(client, world["old version"]))
    assert "You read version 1" in page and "The toll will rise." in page and "withdrawn" in page
    assert "The toll will rise." not in get(client, world["old version"].split("?")[0])


@pytest.mark.parametrize("number", ["3", "0", "-1", "x", "%00", "9" * 40, "²"])
def test_an_unknown_version_is_not_found(client, number):
    article = make_article()
    get(client, f"{article.get_absolute_url()}?version={number}", 404)


def test_a_first_paragraph_too_long_for_a_title_is_text(client):
    article = make_article("word " * 100, title="The stored title")
    page = get(client, article.get_absolute_url())
    assert re.search(r"<h1[^>]*>\s*The stored title\s*</h1>", page)


def test_a_date_stands_with_its_evidence(client):
    article = make_article(date_evidence="its first line says so", date_printed="May 17")
    page = text_of(get(client, article.get_absolute_url()))
    assert (
        "stated by the article: its first line says so." in page and "Printed as “May 17”" in page
    )


# Speakers and outlets


@pytest.mark.parametrize("ambiguous", [False, True])
def test_a_speaker_is_found_by_an_alias(client, world, ambiguous):
    speaker = Speaker.objects.get(slug="wendell-ash")
    speaker.aliases.create(text="Old Zorro", ambiguous=ambiguous)
    for address in ("/speakers/?q=Zorro", "/statements/?q=zorro", "/statements/?q=old+zor"):
        page = get(client, address)
        assert 'href="/speakers/wendell-ash/"' in page, address
        assert "also printed as “Old Zorro”" in page, address
    assert "also printed" not in get(client, "/speakers/?q=wendell")
    assert "also printed" not in get(client, "/speakers/")
    assert "Wendell" not in get(client, "/speakers/?q=wendell+zorro").split("<main")[1]


def test_speakers_are_listed_found_and_sorted(client, world):
    page = get(client, "/speakers/")
    assert "Ada Voss" in page and "Анна Ветрова" in page
    assert "Ada Voss" not in get(client, "/speakers/?letter=W").split("<main")[1]
    assert "Ada Voss" in get(client, "/speakers/?q=vos")
    by_count = get(client, "/speakers/?sort=count").split("<main")[1]
    assert by_count.index("Ada Voss") < by_count.index("Анна Ветрова")
    page = text_of(get(client, world["no speakers"]))
    assert "No speaker is called “zyzzyva”" in page and "“Æ” is not a letter" in page
    assert "“age” is not an order" in page


def test_a_speaker_has_roles_names_numbers_and_statements(client, world):
    page = text_of(get(client, world["speaker"]))
    for part in (
        "harbour minister",
        "Minister Voss",
        "names others too",
        "Quoted by",
        "Page 1 of 2",
    ):
        assert part in page


def test_a_merged_speaker_leads_to_the_one_it_became(client):
    old, new = make_speaker("A. Voss"), make_speaker("Ada Voss")
    old.merged_into = new
    old.save()
    response = client.get(old.get_absolute_url())
    assert (response.status_code, response["Location"]) == (301, "/speakers/ada-voss/")
    assert "A. Voss" not in get(client, "/speakers/")


@pytest.mark.parametrize("slug", ["nobody", "%00", "a%00b", "a%20b", "%F0%9F%98%80", "x" * 3000])
def test_an_unknown_speaker_or_outlet_is_not_found(client, slug):
    get(client, f"/speakers/{slug}/", 404)
    get(client, f"/outlets/{slug}/", 404)


def test_addresses_hold_letters_of_every_alphabet(client, world):
    get(client, make_speaker("Анна Ветрова").get_absolute_url())
    get(client, Outlet.objects.get(name="Вестник Гавани").get_absolute_url())


def test_an_outlet_shows_whom_it_quotes_and_its_articles(client, world):
    page = text_of(get(client, world["outlet"]))
    assert "Quotes most" in page and "Latest articles" in page and "Ada Voss" in page


# The site


def test_about_counts_articles_by_outlet_and_year(client, world):
    page = get(client, "/about/")
    assert '<th scope="col">2023</th>' in page and '<th scope="col">undated</th>' in page
    assert "1 of " in text_of(page)


def test_about_names_the_share_checked_by_people(client, django_user_model):
    make_statement("One.")
    make_statement("Two.").check_by(django_user_model.objects.create_user("curator"))
    assert "1 of 2 statements (50.0 %)" in text_of(get(client, "/about/"))


def test_about_shows_the_measured_accuracy_with_extractor_and_day(client):
    page = text_of(get(client, "/about/"))
    shown = measured()
    assert f"Measured on {shown['day']:%-d %B %Y} with extractor {shown['extractor']}" in page
    assert f"{100 * shown['figures']['direct']['span_f1']:.1f}" in page


def test_healthz_answers_with_and_without_a_database(client, monkeypatch):
    assert get(client, "/healthz") == "ok\n"

    def refuse(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", refuse)
    assert client.get("/healthz").status_code == 503


def test_the_icon_is_where_browsers_look_for_it(client):
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (301, "/static/archive/icon.svg")


def test_plain_answers_name_their_letters(client):
    for address in ("/healthz", "/robots.txt"):
        assert client.get(address)["Content-Type"] == "text/plain; charset=utf-8"


def test_robots_and_opensearch(client):
    assert "Disallow: /admin/" in get(client, "/robots.txt")
    response = client.get("/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    assert "http://testserver/statements/?q={searchTerms}" in response.content.decode()


@override_settings(SITE_URL="https://archive.example", SITE_URL_IS_GIVEN=True)
def test_what_leaves_the_site_names_its_public_address(client, world):
    for name in ("home", "narrowed", "paged", "statement", "article", "speaker", "outlets", "help"):
        page = get(client, world[name])
        canonical = html.unescape(re.search(r'rel="canonical" href="([^"]+)"', page)[1])
        assert canonical.startswith("https://archive.example/"), name
        assert canonical.endswith(world[name]), name
        assert "testserver" not in page, name
    assert f"https://archive.example{world['statement']}" in get(client, world["statement"])
    description = get(client, "/opensearch.xml")
    assert "https://archive.example/statements/?q={searchTerms}" in description
    assert "testserver" not in description


@pytest.mark.parametrize("address", ["/", "/statements/", "/healthz", "/about/"])
def test_pages_are_only_read(client, address):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


@override_settings(ALLOWED_HOSTS=["archive.example"])
def test_a_request_that_cannot_be_understood_gets_a_page(client):
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400 and b"cannot be understood" in response.content
    assert response["Content-Type"] == "text/html; charset=utf-8"


def test_a_database_that_does_not_answer_gets_a_page_without_it(client, monkeypatch):
    def break_down(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", break_down)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 503 and b"cannot be read just now" in response.content
    assert response["Retry-After"] == "30"
    html5lib.HTMLParser(strict=True).parse(response.content.decode())


def test_any_other_fault_gets_a_page_too(client, monkeypatch):
    monkeypatch.setattr(home, "over_time", lambda *_: 1 / 0)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500 and b"Something broke" in response.content
    html5lib.HTMLParser(strict=True).parse(response.content.decode())


# What pages cost


def fill(rows):
    for n in range(rows):
        speaker = make_speaker(f"Ada Voss {n}")
        speaker.roles.create(title=f"minister {n}", since=date(2020, 1, 1))
        make_statement(f"The bridge {n} is open.", speaker=speaker.name, outlet=f"Outlet {n % 7}")
        make_statement(f"The bridge {n} is ours.", speaker="Ben Ash", outlet="The Quay Post")


@pytest.mark.parametrize("rows", [3, 40])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/", 12),
        ("/statements/", 12),
        ("/statements/?q=bridge", 19),
        ("/statements/?q=bridge&speaker=ben-ash&outlet=the-quay-post", 28),
        ("/statements/?q=nothing", 19),
        ("/speakers/", 5),
        ("/speakers/ben-ash/", 14),
        ("/outlets/", 4),
        ("/outlets/the-quay-post/", 7),
        ("/about/", 4),
    ],
)
def test_a_page_asks_the_same_number_of_queries_for_any_number_of_rows(
    client, django_assert_num_queries, rows, address, queries
):
    fill(rows)
    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize("rows", [3, 40])
def test_an_article_asks_the_same_number_of_queries_for_any_number_of_statements(
    client, django_assert_num_queries, rows
):
    said = "\n\n".join(f"“Word number {n} here,” Speaker {n} said." for n in range(rows))
    article = make_article(f"A title\n\n{said}", title="A title")
    for n in range(rows):
        make_statement(f"Word number {n} here", article=article, speaker=f"Speaker {n}")
    with django_assert_num_queries(5):
        client.get(article.get_absolute_url())
    statement = Statement.objects.first()
    with django_assert_num_queries(5):  # nothing stands beside it
        client.get(statement.get_absolute_url())


def test_a_moment_is_shown_with_its_minutes(client):
    moment = datetime(2023, 5, 17, 9, 30, tzinfo=UTC)
    article = make_article(published_at=moment, date_precision="minute")
    assert "17 May 2023, 09:30 UTC" in get(client, article.get_absolute_url())


def test_home_shows_one_statement_an_article_and_rather_by_a_known_speaker(client):
    text = "A title\n\n“It is late,” he said. “It is early,” Ada Voss said."
    article = make_article(text, title="A title")
    make_statement("It is early", article=article)
    make_statement("It is late", article=article, speaker=None)
    make_statement("It is noon.")
    assert words_of(get(client, "/")) == ["It is noon.", "It is early"]


def test_examples_are_common_words_that_the_search_knows(client):
    make_statement("They should themselves mend the harbour council before the harbour floods.")
    page = get(client, "/")
    assert ">harbour</a>" in page and "&quot;harbour council&quot;</a>" in page
    assert ">should</a>" not in page


@pytest.mark.parametrize("code", [400, 403, 404, 500, 503])
def test_a_page_that_says_no_needs_no_request_and_no_database(code, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = loader.get_template(f"{code}.html").render()
    html5lib.HTMLParser(strict=True).parse(page)
    heading = re.search(r"<h1>(.+)</h1>", page)[1]
    assert f"<title>{heading} · Onrecord</title>" in page and f">{code}<" in page
    assert '<meta name="robots" content="noindex">' in page and 'href="/statements/"' in page
