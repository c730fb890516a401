"""Storing again and again without harm: versions, ids and decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from archive.extraction import Document, find_quotations
from archive.ingest.article import CleanArticle, PublicationDate
from archive.ingest.speakers import settle_last_names
from archive.ingest.store import Arrival, State, is_stored, store
from archive.models import Article, ImportBatch, Outlet, Speaker, Statement

pytestmark = pytest.mark.django_db

TITLE = "Harbour bridge to open in May"
BODY = (
    "Ada Voss, the harbour minister, visited the site on Monday.",
    "“We will open the bridge in May,” Voss said.",
    "“It has cost 40 million crowns and not one more,” she added.",
    "Voss said the old ferry would stop.",
)


def document(*paragraphs: str, **fields) -> CleanArticle:
    values = {
        "title": TITLE,
        "text": "\n\n".join((TITLE, *(paragraphs or BODY))),
        "outlet": "The Quay Post",
        "byline": None,
        "url": None,
        "language": "en",
        "date": PublicationDate(datetime(2023, 5, 2, tzinfo=UTC), "day", "stated", "dateline"),
        "dateline": None,
        "reader": "text/1",
    }
    return CleanArticle(**(values | fields))


@pytest.fixture
def batch():
    return ImportBatch.objects.create(arguments="articles")


@pytest.fixture
def put(batch):
    def put(clean: CleanArticle, origin: str = "file:///a/bridge.txt"):
        found = find_quotations(
            Document(clean.text, clean.title, clean.date.at and clean.date.at.date())
        )
        arrival = Arrival("bridge.txt", origin, "0" * 64, batch)
        return store(clean, found, arrival)

    return put


def words() -> dict[int, str]:
    return dict(Statement.objects.shown().values_list("pk", "text"))


def the(part: str) -> Statement:
    return Statement.objects.get(text__contains=part)


def test_an_article_is_stored_with_its_statements(put):
    stored = put(document())
    assert stored.state is State.NEW
    assert stored.statements == Statement.objects.count() >= 3
    statement = the("open the bridge")
    assert statement.speaker == Speaker.objects.get(name="Ada Voss")
    assert (statement.outlet, str(statement.said_on)) == (Outlet.objects.get(), "2023-05-02")
    assert statement.version.text[statement.start : statement.end] == statement.text


def test_the_same_article_again_changes_nothing(put):
    put(document())
    before = list(Statement.objects.values())
    assert put(document()).state is State.UNCHANGED
    assert list(Statement.objects.values()) == before
    assert is_stored(document(), "file:///a/bridge.txt")


@pytest.mark.parametrize("clean", [document(), document(url="https://quay.example/bridge")])
def test_the_same_article_from_another_place_is_the_same(put, clean):
    put(document(url="https://quay.example/bridge"))
    assert put(clean, "file:///b/copy.html").state is State.UNCHANGED
    assert Article.objects.count() == 1


def test_the_same_text_in_another_outlet_is_another_article(put):
    put(document())
    assert put(document(outlet="Nord Press"), "file:///b/1.txt").state is State.NEW


def test_a_changed_text_is_a_new_version_and_ids_stay(put):
    put(document())
    before = words()
    changed = put(document("A new first paragraph.", *BODY))
    assert changed.state is State.CHANGED
    assert words() == before
    assert {row.version.number for row in Statement.objects.all()} == {2}


def test_a_corrected_figure_keeps_the_id(put):
    put(document())
    statement = the("40 million")
    put(document(*(line.replace("40 million", "46 million") for line in BODY)))
    statement.refresh_from_db()
    assert "46 million" in statement.text


def test_a_dropped_statement_is_withdrawn_and_comes_back_under_its_id(put):
    put(document())
    statement = the("40 million")
    put(document(*BODY[:2], BODY[3]))
    statement.refresh_from_db()
    assert (statement.status, statement.version.number) == ("withdrawn", 1)
    assert statement.dropped_in.number == 2
    put(document("It is back.", *BODY))
    statement.refresh_from_db()
    assert (statement.status, statement.dropped_in, statement.version.number) == (
        "machine",
        None,
        3,
    )


def test_an_older_text_that_comes_in_again_changes_nothing(put):
    put(document())
    put(document(*BODY[:2]))
    assert put(document()).state is State.UNCHANGED
    assert Article.objects.get().current_version.number == 2


def test_a_decision_survives_a_new_version(put):
    put(document())
    curator, other = User.objects.create_user("curator"), Speaker.objects.make("Ben Orr", "person")
    statement = the("open the bridge")
    statement.edit(curator, speaker=other)
    put(document("A new first paragraph.", *BODY))
    statement.refresh_from_db()
    assert (statement.status, statement.speaker, statement.decided_by) == ("edited", other, curator)
    assert statement.version.number == 2
    assert Statement.objects.filter(text=statement.text).count() == 1


def test_what_a_curator_hid_stays_hidden(put):
    put(document())
    statement = the("old ferry")
    statement.hide(User.objects.create_user("curator"), reason="not a statement")
    put(document("A new first paragraph.", *BODY))
    assert [row.status for row in Statement.objects.filter(text=statement.text)] == ["hidden"]


def test_a_checked_statement_whose_words_are_gone_stays_on_its_version(put):
    put(document())
    statement = the("40 million")
    statement.check_by(User.objects.create_user("curator"))
    put(document(*(line.replace("40 million", "46 million") for line in BODY)))
    statement.refresh_from_db()
    assert (statement.status, statement.version.number) == ("checked", 1)
    assert statement.dropped_in.number == 2 and "40 million" in statement.text


def test_what_the_operator_gave_is_not_changed_by_a_later_reading(put):
    given = PublicationDate(datetime(2023, 5, 3, tzinfo=UTC), "day", "given", "given")
    put(
        replace(
            document(),
            outlet="Quay Weekly",
            date=given,
            given=frozenset({"outlet", "published_at"}),
        )
    )
    assert put(document()).state is State.UNCHANGED
    article = Article.objects.get()
    assert (article.outlet.name, str(article.published_at.date())) == ("Quay Weekly", "2023-05-03")


def test_a_later_reading_that_knows_less_takes_nothing_away(put):
    put(document())
    put(document(date=PublicationDate(), outlet=None))
    article = Article.objects.get()
    assert (article.outlet.name, article.date_precision) == ("The Quay Post", "day")


def test_a_corrected_date_reaches_machine_statements_only(put):
    put(document())
    checked = the("open the bridge")
    checked.check_by(User.objects.create_user("curator"))
    article = Article.objects.get()
    article.correct({"published_at": datetime(2023, 5, 4, tzinfo=UTC), "date_precision": "day"})
    days = set(Statement.objects.exclude(pk=checked.pk).values_list("said_on", flat=True))
    assert {str(day) for day in days} == {"2023-05-04"}
    checked.refresh_from_db()
    assert str(checked.said_on) == "2023-05-02"
    assert put(document()).state is State.UNCHANGED


def test_a_long_address_is_stored(put):
    put(document(url="https://quay.example/" + "é" * 5000), "file:///" + "a" * 5000)
    assert put(document(url="https://quay.example/" + "é" * 5000)).state is State.UNCHANGED


SHORT = ("Voss was there.", "“We will open the bridge in May,” Voss said.")
LONG = ("“The ferry stops,” said Ada Voss.",)


@pytest.mark.parametrize("order", [(SHORT, LONG), (LONG, SHORT)])
def test_a_bare_last_name_goes_to_its_only_bearer_in_any_order(put, order):
    for number, body in enumerate(order):
        put(document(*body, title=f"Title {number}", text="\n\n".join(body)), f"file:///{number}")
    settle_last_names()
    statement = the("open the bridge")
    assert statement.speaker.name == "Ada Voss"
    assert "only speaker of this last name" in statement.resolution


def test_a_second_bearer_takes_the_link_back(put):
    put(document(*SHORT, title="Short"), "file:///1")
    put(document(*LONG, title="Long", text="Long\n\n" + LONG[0]), "file:///2")
    settle_last_names()
    put(document("x", title="Other", text="Other\n\n“I do not,” said Ben Voss."), "file:///3")
    settle_last_names()
    statement = the("open the bridge")
    assert statement.speaker.name == "Voss"
    assert "only speaker" not in statement.resolution
    assert settle_last_names() == 0


def test_a_person_s_choice_of_speaker_is_never_settled_away(put):
    put(document(*SHORT, title="Short", text="\n\n".join(SHORT)), "file:///1")
    statement = the("open the bridge")
    statement.check_by(User.objects.create_user("curator"))
    put(document(*LONG, title="Long", text=LONG[0]), "file:///2")
    assert settle_last_names() == 0
    statement.refresh_from_db()
    assert statement.speaker.name == "Voss"
