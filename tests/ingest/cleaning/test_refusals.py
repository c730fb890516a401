"""Error pages are refused with the reason, news about errors is not."""

from __future__ import annotations

import pytest

from archive.ingest.page import Refusal
from tests.ingest.pages import LEAD, QUOTE, THIRD, article, html_page, paragraphs


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("Just a moment...\n\nEnable JavaScript and cookies to continue", "JavaScript"),
        ("<html><title>404</title><body><p>Page not found</p></body></html>", "not found"),
        ("Page not found\n\nThe page you are looking for does not exist. Try the search.", "found"),
        ("Access denied\n\nYou don't have permission to access this server.", "denied"),
        ("Ferry opens\n\nSubscribe to continue reading. Already a subscriber? Sign in.", "paywall"),
        ("503 Service Unavailable\n\nThe server is temporarily unable to answer.", "server"),
        ("<html><title>x</title><body><script>var a=1</script></body></html>", "no readable text"),
        ("x", "only 1 character of text"),
        ("Is it late?\n\n“Yes.”", "only 6 characters of text"),
        ("Bridge delayed", "no readable text in it besides a title"),
        ("By Jane Roe\n3 May 2023", "no readable text"),
        ("Home\nNews\nSport\nContact", "no readable text"),
    ],
)
def test_a_page_without_an_article_is_refused(page, reason):
    with pytest.raises(Refusal, match=reason) as refusal:
        article(page)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        f"Court strikes out the letter\n\n{LEAD}\n\nThe page was not found.\n\n{QUOTE}",
        f"Access to the quay denied\n\n{LEAD}\n\n{QUOTE}\n\n{THIRD}\n\n“Access denied,” it read.",
        f"A moment of rest\n\n{LEAD}\n\n“Just a moment,” said Ana Tull.\n\n{THIRD}",
        f"Papers for members\n\n{LEAD}\n\nThe hall was for members only, said Bo Lind.\n\n{QUOTE}",
    ],
)
def test_news_that_mentions_such_words_is_kept(text):
    assert text.split("\n\n")[1] in article(text).text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("“One,” said Ada Voss.", ""),
        ("Bridge delayed\n\n“One,” said Ada Voss.", "Bridge delayed"),
        ("Bridge delayed\n“No,” said Bo.", "Bridge delayed"),
        ("The bridge opened today.", ""),
        ("The bridge opened today.\n\nNobody came.", ""),
        ("Bridge of Norvik still late, says Voss", ""),
    ],
)
def test_a_text_of_one_sentence_is_an_article(text, title):
    found = article(text)
    assert (found.text, found.title) == (text.replace("\n\n", "\n").replace("\n", "\n\n"), title)


def test_what_is_larger_than_any_article_is_refused_before_it_is_read():
    with pytest.raises(Refusal, match="million characters"):
        article("word " * 1_000_000)
    with pytest.raises(Refusal, match="paragraphs"):
        article("“No,” said Bo.\n\n" * 12_000)
    with pytest.raises(Refusal, match="tags"):
        article("<!doctype html><html><body>" + "<b><i>" * 120_000 + "</body></html>")


def test_a_page_with_a_tag_without_end_is_read():
    attributes = " ".join(f"a{number}=1" for number in range(50_000))
    found = article(html_page(f"<p {attributes}>{LEAD}</p>{paragraphs(QUOTE)}"))
    assert LEAD in found.text and QUOTE in found.text


def test_a_number_in_a_short_text_is_no_error():
    assert "404" in article("“Bus number 404 is fine,” said Bo Lind.").text


@pytest.mark.parametrize("title", ["Error 404", "404 - Not found", "HTTP 404"])
def test_the_number_as_a_title_is_one(title):
    with pytest.raises(Refusal, match="not found"):
        article(f"{title}\n\nSorry, try the search.")
