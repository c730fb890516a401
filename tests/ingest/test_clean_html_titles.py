"""The headline seen on a page is the title, whatever its metadata makes of it."""

from __future__ import annotations

import json

import pytest

from tests.ingest.pages import LEAD, QUOTE, THIRD, article, paragraphs

FULL = "Bridge delayed until autumn as bolts are checked"
BODY = [LEAD, QUOTE, THIRD]


def found(body: str, head: str = "", title: str = "x"):
    html = f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head>"
    return article(f"{html}<body>{body}</body></html>", "page.html")


def open_graph(title: str) -> str:
    return (
        f'<meta property="og:title" content="{title}">'
        '<meta property="og:site_name" content="Dagposten">'
    )


def json_ld(headline: str) -> str:
    data = json.dumps({"@type": "NewsArticle", "headline": headline})
    return f'<script type="application/ld+json">{data}</script>'


@pytest.mark.parametrize(
    "head",
    [
        json_ld(f"{FULL} | Dagposten"),
        json_ld(f"{FULL} - The Norvik Times"),
        open_graph("Bridge delayed until autumn as…"),
        open_graph("Bridge delayed until autumn as ... | Dagposten"),
        open_graph("Why the crossing will not open before winter"),
        open_graph(f"{FULL} &amp;#8211; Dagposten"),
        "",
    ],
)
def test_the_main_heading_is_the_title(head):
    page = found(f"<article><h1>{FULL}</h1>{paragraphs(*BODY)}</article>", head)
    assert page.title == FULL
    assert page.text == "\n\n".join([FULL, *BODY])


@pytest.mark.parametrize(
    "top",
    [
        f"<h1>The Norvik Times</h1><article><h1>{FULL}</h1>",
        f"<h1>News from the coast</h1><article><h2>{FULL}</h2>",
        f"<h1>News from the coast</h1><article><div>{FULL}</div>",
        f"<h1>Dagposten</h1><article><h2>{FULL}</h2>",
        f"<article><h1><span>Transport</span> <span>{FULL}</span></h1>",
    ],
)
def test_a_heading_that_names_the_site_is_not_the_title(top):
    page = found(f"{top}{paragraphs(*BODY)}</article>", json_ld(FULL), f"{FULL} - Dagposten")
    assert page.title == FULL
    assert page.text.endswith("\n\n".join([FULL, *BODY]))


def test_entities_written_twice_are_read():
    name = "Voss &amp; Sons’ bridge is late"
    head = open_graph("Voss &amp;amp; Sons&amp;#8217; bridge is late | Dagposten")
    for heading in (f"<h1>{name}</h1>", ""):
        page = found(f"<article>{heading}{paragraphs(*BODY)}</article>", head)
        assert page.title == "Voss & Sons’ bridge is late"
        assert page.text == "\n\n".join([page.title, *BODY])


def test_a_line_break_in_the_heading_parts_words():
    heading = "<h1>Bridge delayed<br>until autumn</h1>"
    page = found(f"<article>{heading}{paragraphs(*BODY)}</article>")
    assert page.text == "\n\n".join(["Bridge delayed until autumn", *BODY])


@pytest.mark.parametrize(
    "pulled",
    [
        "<aside class='pull-quote'><p>“We have waited ten years”</p><cite>Ana Tull</cite></aside>",
        "<blockquote class='pullquote'>We have waited ten years</blockquote>",
        "<div class='pull_quote'>“We have waited”<footer>Ana Tull, mayor</footer></div>",
    ],
)
def test_a_pull_quote_that_the_text_has_goes(pulled):
    body = f"<article><h1>{FULL}</h1>{paragraphs(LEAD, QUOTE)}{pulled}{paragraphs(THIRD)}</article>"
    assert found(body).text == "\n\n".join([FULL, *BODY])


def test_a_pull_quote_that_stands_nowhere_else_stays():
    pulled = "<blockquote class='pullquote'>“We owe it to nobody,” she wrote.</blockquote>"
    body = f"<article><h1>{FULL}</h1>{paragraphs(LEAD, QUOTE)}{pulled}{paragraphs(THIRD)}</article>"
    assert "“We owe it to nobody,” she wrote." in found(body).text
