"""HTML pages: metadata first, the article's paragraphs complete, everything else out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.ingest.clean import clean
from archive.ingest.page import Page, Refusal
from tests.ingest.pages import LEAD, QUOTE, THIRD, TITLE, article, body_of, html_page, paragraphs

BODY = f"<article><h1>{TITLE}</h1>{paragraphs(LEAD, QUOTE, THIRD)}</article>"
JSON_LD = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},
{"@type": "NewsArticle", "headline": "Ferry line across the sound opens at last",
"datePublished": "2023-05-03T10:00:00+02:00", "dateModified": "2023-05-03T11:30:00+02:00",
"author": [{"@type": "Person", "name": "Jane Roe"}, {"name": "Tom Dorn"}],
"publisher": {"name": "The Elda Gazette"}, "inLanguage": "en",
"mainEntityOfPage": {"@id": "https://gazette.example/ferry"}}]}</script>"""


def page(body: str = BODY, head: str = "", attributes: str = 'lang="en"'):
    return article(html_page(body, head, attributes), "page.html")


def test_the_paragraphs_of_the_article_are_its_text():
    found = page()
    assert found.text == "\n\n".join([TITLE, LEAD, QUOTE, THIRD])
    assert (found.title, found.reader) == (TITLE, "html/1")


def test_json_ld_says_who_where_and_when():
    found = page(head=JSON_LD)
    assert found.outlet == "The Elda Gazette"
    assert found.byline == "Jane Roe, Tom Dorn"
    assert found.url == "https://gazette.example/ferry"
    assert found.date.at == datetime(2023, 5, 3, 8, tzinfo=UTC)
    assert found.date.updated_at == datetime(2023, 5, 3, 9, 30, tzinfo=UTC)
    assert (found.date.precision, found.date.basis) == ("minute", "stated")
    assert "datePublished" in found.date.evidence


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2023-05-03T10:00:00Z">',
        '<meta itemprop="datePublished" content="2023-05-03T10:00:00.000Z">',
        '<meta name="pubdate" content="Wed, 03 May 2023 10:00:00 GMT">',
    ],
)
def test_meta_elements_state_the_date(head):
    date = page(head=head).date
    assert (date.at, date.basis) == (datetime(2023, 5, 3, 10, tzinfo=UTC), "stated")


def test_the_time_element_beside_the_headline_states_the_date():
    body = BODY.replace("</h1>", "</h1><p><time datetime='2023-05-03'>3 May</time></p>")
    date = page(body).date
    assert (date.at, date.precision) == (datetime(2023, 5, 3, tzinfo=UTC), "day")


def test_a_time_without_a_zone_is_known_to_the_day():
    head = '<meta property="article:published_time" content="2023-05-03T23:30:00">'
    assert page(head=head).date.precision == "day"


def test_a_visible_date_is_read_where_the_metadata_has_none():
    body = BODY.replace("</h1>", "</h1><p class='m'>Posted on 22 October 2023 by Mats Ilvar</p>")
    found = page(body)
    assert found.date.at == datetime(2023, 10, 22, tzinfo=UTC)
    assert found.date.basis == "stated"
    assert body_of(found) == [LEAD, QUOTE, THIRD]


def test_a_date_in_the_address_alone_is_an_inference():
    head = '<link rel="canonical" href="https://gazette.example/2023/05/03/ferry">'
    date = page(head=head).date
    assert (date.at, date.basis) == (datetime(2023, 5, 3, tzinfo=UTC), "inferred")


@pytest.mark.parametrize(
    "around",
    [
        "<nav><a href='/'>Home</a> <a href='/n'>News</a></nav>{}",
        "<div class='breadcrumb'><a href='/'>Home</a> » <a href='/c'>City</a></div>{}",
        "{}<aside class='related'><h2>Read also</h2><p>“No,” said Bo Lind of the boat.</p></aside>",
        "{}<section id='comments'><h3>Comments</h3><p>“I love it,” he said to me.</p></section>",
        "{}<footer><p>© 2023 The Elda Gazette, Quay Street 4, Port Elda</p></footer>",
        "{}<form><p>Leave a comment</p><textarea>Your comment</textarea></form>",
        "{}<script>var quote = '“We will,” said the script.';</script>",
    ],
)
def test_furniture_round_the_article_goes(around):
    assert body_of(page(around.format(BODY))) == [LEAD, QUOTE, THIRD]


@pytest.mark.parametrize(
    "inside",
    [
        "<figure><img src='a.jpg'><figcaption>The Tern. Photo: I. Brand</figcaption></figure>",
        "<div class='wp-caption'><p class='wp-caption-text'>The Tern at the quay</p></div>",
        "<div class='article__media'><div class='media__copyright'>© Elda / Ivar Brand</div></div>",
        "<div class='newsletter'><h3>The Gazette at six</h3><p>All news every evening.</p></div>",
        "<p class='share'><a href='#'>Share</a> <a href='#'>Print</a></p>",
        "<aside class='pullquote'><blockquote>“We have waited ten years for this morning”"
        "</blockquote></aside>",
    ],
)
def test_furniture_inside_the_article_goes(inside):
    body = (
        f"<article><h1>{TITLE}</h1>{paragraphs(LEAD, QUOTE)}{inside}{paragraphs(THIRD)}</article>"
    )
    assert body_of(page(body)) == [LEAD, QUOTE, THIRD]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<blockquote>“It sails,” said Bo Lind.</blockquote>", "“It sails,” said Bo Lind."),
        ("<blockquote><p>“It sails,” said Bo.</p></blockquote>", "“It sails,” said Bo."),
        ("<p>He said <q>it sails</q> twice.</p>", "He said “it sails” twice."),
        ("<p><a href='/x'>“It sails,” said Bo Lind.</a></p>", "“It sails,” said Bo Lind."),
        ("<p><b>“It</b> sa<i>ils</i>,” said Bo.</p>", "“It sails,” said Bo."),
        ("<h2>The bill</h2>", "The bill"),
        ("<ul><li>It sails every hour.</li></ul>", "It sails every hour."),
        ("<p class='comment'>“It sails,” said Bo.</p>", "“It sails,” said Bo."),
    ],
)
def test_quotations_and_subheadings_stay(inside, text):
    body = (
        f"<article><h1>{TITLE}</h1>{paragraphs(LEAD, QUOTE)}{inside}{paragraphs(THIRD)}</article>"
    )
    assert body_of(page(body)) == [LEAD, QUOTE, text, THIRD]


def test_answers_printed_twice_stay():
    answers = [LEAD, "“No comment.”", THIRD, "Asked again, she said:", "“No comment.”", QUOTE]
    assert body_of(page(f"<article><h1>{TITLE}</h1>{paragraphs(*answers)}</article>")) == answers


def test_a_page_of_a_few_short_quotations_has_them_all():
    said = ["“One,” said Voss.", "“Two.”"]
    assert body_of(page(f"<h1>{TITLE}</h1>{paragraphs('By Jane Roe', *said)}")) == said


def test_line_breaks_make_paragraphs_where_a_page_has_no_others():
    body = f"<div><h1>{TITLE}</h1><div>{LEAD}<br><br>{QUOTE}<br><br>{THIRD}</div></div>"
    assert body_of(page(body)) == [LEAD, QUOTE, THIRD]


def test_text_in_deeply_nested_boxes_is_found():
    deep = "<div>" * 300 + f"<p>{QUOTE}</p>" + "</div>" * 300
    body = f"<article><h1>{TITLE}</h1>{paragraphs(LEAD)}{deep}{paragraphs(THIRD)}</article>"
    assert QUOTE in page(body).text


def test_markup_written_as_text_stays_text():
    body = BODY.replace(
        "</article>", "<p>“&lt;b&gt; &amp;lt;i&amp;gt;,” said Bo Lind.</p></article>"
    )
    assert body_of(page(body))[-1] == "“<b> &lt;i&gt;,” said Bo Lind."


def test_the_site_is_named_by_what_the_title_element_adds():
    html = html_page(BODY).replace("</title>", " - The Elda Gazette</title>")
    found = article(html, "page.html")
    assert (found.title, found.outlet) == (TITLE, "The Elda Gazette")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//gazette.example/a", "/a", "http://", "", "x y"],
)
def test_only_web_addresses_are_kept(address):
    assert page(head=f'<link rel="canonical" href="{address}">').url is None


def test_the_declared_language_goes_before_the_words():
    assert page(attributes='lang="de-AT"').language == "de"


def test_the_declared_charset_is_used_and_a_false_one_is_not():
    quoted = html_page(BODY).replace("Ana", "Zoë")
    for declared, real in (("windows-1252", "cp1252"), ("utf-8", "cp1252"), ("no-such", "utf-8")):
        body = quoted.replace("charset='utf-8'", f"charset='{declared}'").encode(real)
        assert "said Zoë Tull" in clean(Page("page.html", "file:///page.html", body)).text


def test_html_under_another_name_is_html():
    assert article(html_page(BODY), "page.txt").reader == "html/1"


def test_broken_json_ld_hurts_nothing():
    head = f'<script type="application/ld+json">{"[" * 100_000}</script>{JSON_LD}'
    assert page(head=head).byline == "Jane Roe, Tom Dorn"


def test_a_label_with_a_link_to_another_article_is_left_out():
    pointer = '<p><b>Read more:</b> <a href="/z">Harbour budget “a scandal”, says Voss</a></p>'
    found = article(html_page(f"<h1>{TITLE}</h1>{paragraphs(LEAD, QUOTE)}{pointer}"), "p.html")
    assert body_of(found) == [LEAD, QUOTE]


def test_a_label_without_a_link_stays():
    line = "Watch: “The ferry sails,” said Bo Lind, the captain, to the people on the pier."
    found = article(html_page(f"<h1>{TITLE}</h1>{paragraphs(LEAD, line, QUOTE)}"), "p.html")
    assert line in body_of(found)


def test_the_first_post_of_a_live_report_stays():
    posts = "".join(f"<div class='post'><p>{text}</p></div>" for text in (LEAD, QUOTE, THIRD))
    found = article(html_page(f"<article><h1>{TITLE}</h1>{posts}</article>"), "p.html")
    assert body_of(found) == [LEAD, QUOTE, THIRD]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<div id='app'></div><noscript>You need to enable JavaScript.</noscript>", "JavaScript"),
        ("<p>The ferry sails again.</p><div><p>Subscribe to continue reading</p></div>", "paywall"),
        ("<h1>Welcome</h1><p>We use cookies on this site. Accept all. Reject all.</p>", "cookies"),
        (
            "<h1>News</h1><ul>"
            + "".join(f"<li><a href='/{n}'>Story {n} about the harbour</a></li>" for n in range(20))
            + "</ul>",
            "list of links",
        ),
    ],
)
def test_pages_that_are_no_article_are_refused_with_the_reason(body, reason):
    with pytest.raises(Refusal, match=reason):
        article(html_page(body), "p.html")
