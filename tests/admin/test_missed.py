"""A statement that the machine missed is added through the real form, and no machine undoes it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from archive.audit import INVARIANTS, violations
from archive.ingest.metadata import Metadata
from archive.ingest.page import Page
from archive.ingest.pipeline import Ingest
from archive.ingest.reextraction import Reextraction
from archive.models import Article, ArticleVersion, Change, ImportBatch, Statement
from tests.factories import make_article, make_speaker, make_statement

pytestmark = pytest.mark.django_db
TEXT = "A title 🚢\n\n“It is so.” Ada Voss said.\n\nThe pilot sighed: it is so, and “that is that”."


@pytest.fixture
def article(curator):
    make_speaker("Ben Orr").aliases.create(text="the pilot")
    return make_article(TEXT, title="A title 🚢")


@pytest.fixture
def add(article, read):
    """Return what sends the form, some fields given, and gives the page that follows."""

    def send(**fields) -> str:
        article.refresh_from_db()
        form = {"version": article.current_version_id, "kind": "direct", "words": ""}
        form |= {"said_on": "2023-05-17", "said_precision": "day"}
        return read(reverse("admin:archive_article_missed", args=[article.pk]), form | fields)

    return send


def broken() -> list[str]:
    return [one for rule in INVARIANTS for one in violations(rule)]


def test_pasted_words_become_a_checked_statement_signed_and_in_the_history(add, curator):
    page = add(words="it is so, and “that is that”", kind="mixed", speaker="The Pilot")
    assert "Added:" in page
    row = Statement.objects.get()
    assert (row.status, row.decided_by, row.speaker.name) == ("checked", curator, "Ben Orr")
    assert row.text == "it is so, and “that is that”" and row.attribution == "curated"
    assert [row.version.text[a:b] for a, b in row.quoted] == ["that is that"]
    assert Change.objects.get(model="statement").get_action_display() == "added"
    assert broken() == []


def test_a_place_alone_is_enough_and_the_marks_around_speech_go(add):
    start = TEXT.index("“It is")
    add(start=start - 1, end=start + len("“It is so.” "), speaker="Ada Voss", new="on")
    row = Statement.objects.get()
    assert (row.text, row.speaker.name) == ("It is so.", "Ada Voss")
    assert (row.mention, row.name) == ("Ada Voss", "Ada Voss")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Select the words in the text"),
        ({"words": "It was so."}, "does not have these very words"),
        ({"words": "i"}, "times in the article"),
        ({"start": 5, "end": 900}, "no words from 5 to 900"),
        ({"start": 8, "end": 3}, "no words from 8 to 3"),
        ({"words": "It is so.", "speaker": "Nobody"}, "No one speaker is called Nobody"),
        ({"words": "It is so.", "mention": "the captain"}, "does not print “the captain”"),
        ({"words": "It is so.", "said_on": ""}, "A day needs a precision"),
        ({"words": "It is so.", "version": 0}, "has a new version since"),
    ],
)
def test_what_cannot_be_is_refused_in_words(add, fields, told):
    assert told in add(**fields)
    assert not Statement.objects.exists()


def test_words_that_are_a_statement_already_are_refused_with_its_number(add, article):
    known = make_statement("It is so.", article=article)
    assert f"statement {known.pk} already" in add(words="“It is so.”")
    known.hide(User.objects.get(), "x")
    assert "(hidden by a person)" in add(words="It is so.")
    assert Statement.objects.count() == 1


def test_the_page_shows_the_text_as_it_stands_with_what_is_known_marked(article, client):
    make_statement("It is so.", article=article)
    page = client.get(reverse("admin:archive_article_missed", args=[article.pk]))
    assert "“<mark>It is so.</mark>” Ada Voss said.\n\nThe pilot" in page.content.decode()
    form = client.get(reverse("admin:archive_article_change", args=[article.pk]))
    assert "Add a missed statement" in form.content.decode()


def test_who_may_not_add_statements_sees_no_page(article, client):
    client.force_login(User.objects.create_user("reader", is_staff=True))
    assert client.get(reverse("admin:archive_article_missed", args=[article.pk])).status_code == 403


def test_no_ingest_and_no_extractor_takes_it_away(curator, read):
    def put(text: str) -> None:
        batch = ImportBatch.objects.create(arguments="texts")
        page = Page("bridge.txt", "file:///bridge.txt", text.encode())
        assert not Ingest(batch, Metadata(), lambda _: None).run([page]).refused

    text = (
        "Bridge to open\n\n“We will open the bridge in May,” said Ada Voss.\n\n"
        "Nobody on the quay would be any the wiser by the end of June."
    )
    put(text)
    article = Article.objects.get()
    form = {"version": article.current_version_id, "kind": "indirect", "said_precision": "unknown"}
    words = "Nobody on the quay would be any the wiser by the end of June"
    read(reverse("admin:archive_article_missed", args=[article.pk]), form | {"words": words})
    added = Statement.objects.get(status="checked")
    put("Bridge to open at last\n\n" + text.partition("\n\n")[2] + "\n\nAnd so on.")
    ArticleVersion.objects.update(extractor="rules/0")
    Reextraction(False, lambda _: None).run(Article.objects.all())
    kept = Statement.objects.get(pk=added.pk)
    assert (kept.text, kept.status, kept.version.number) == (words, "checked", 2)
    assert (kept.decided_at, kept.speaker) == (added.decided_at, None)
    assert Statement.objects.filter(text__contains="wiser").count() == 1 and broken() == []
