"""Storing again and again without harm: versions, ids and decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User

from archive.extraction import Document, find_quotations
from archive.ingest.article import CleanArticle, PublicationDate
from archive.ingest.last_names import settle_last_names
from archive.ingest.speakers import known_speakers
from archive.ingest.store import Arrival, State, store
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


def test_a_mended_typo_keeps_the_id(put):
    put(document(*(line.replace("crowns", "crwons") for line in BODY)))
    statement = the("40 million")
    put(document())
    statement.refresh_from_db()
    assert "crowns" in statement.text and statement.status == "machine"


@pytest.mark.parametrize(
    ("old", "new"), [("40 million", "46 million"), ("has cost", "has not cost")]
)
def test_a_changed_figure_or_a_denial_is_another_statement(put, old, new):
    put(document())
    statement = the("40 million")
    put(document(*(line.replace(old, new) for line in BODY)))
    statement.refresh_from_db()
    assert statement.status == "withdrawn" and "has cost 40 million" in statement.text
    assert Statement.objects.shown().filter(text__contains=new).exclude(pk=statement.pk).exists()


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


def test_an_old_copy_from_elsewhere_changes_nothing_however_often(put):
    put(document(url="https://quay.example/1", title="Old"), "file:///old/1.txt")
    put(document(*BODY[:2], url="https://quay.example/1", title="New"), "file:///new/1.txt")
    for _ in range(2):
        old = document(url="https://quay.example/1", title="Old")
        assert put(old, "file:///old/1.txt").state is State.UNCHANGED
        new = document(*BODY[:2], url="https://quay.example/1", title="New")
        assert put(new, "file:///new/1.txt").state is State.UNCHANGED
    article = Article.objects.get()
    assert (article.title, article.current_version.number) == ("New", 2)


def test_a_page_that_goes_back_to_its_old_text_is_a_new_version(put):
    put(document())
    withdrawn = the("40 million")
    put(document(*BODY[:2]))
    assert put(document()).state is State.CHANGED
    withdrawn.refresh_from_db()
    assert (withdrawn.status, withdrawn.version.number) == ("machine", 3)


def test_another_page_at_the_same_place_is_another_article(put):
    put(document(url="https://quay.example/1"), "file:///index.html")
    other = document("“I do not,” said Ben Orr.", url="https://quay.example/2", title="Other")
    assert put(other, "file:///index.html").state is State.NEW
    assert Article.objects.count() == 2


def test_a_living_twin_keeps_its_id(put):
    twice = ("“No way at all,” said Ada Voss.", "Time passed.", "“No way at all,” said Ada Voss.")
    put(document(*twice))
    put(document(*twice[:2]))
    living = Statement.objects.shown().get(text="No way at all")
    for number in range(3):
        put(document(*twice[:2], f"Edition {number}."))
        assert Statement.objects.shown().get(text="No way at all") == living


def test_equal_words_stay_with_their_speaker(put):
    ada, ben = "“No way at all,” said Ada Voss.", "“No way at all,” said Ben Orr."
    put(document(ada, "Time passed.", ben))
    before = {row.speaker.name: row.pk for row in Statement.objects.all()}
    put(document("“No way at all,” said Cy Lund.", ada, "Time passed.", ben))
    after = {row.speaker.name: row.pk for row in Statement.objects.all()}
    assert before.items() <= after.items()


def test_a_decision_made_during_an_ingest_is_not_overwritten(put):
    put(document())
    statement = the("old ferry")
    stale = Statement.objects.get(pk=statement.pk)
    statement.hide(User.objects.create_user("curator"), reason="not a statement")
    put(document("A new first paragraph.", *BODY))
    stale.refresh_from_db()
    assert (stale.status, stale.reason) == ("hidden", "not a statement")


def test_a_short_curated_statement_is_not_moved_into_another_word_or_mouth(put):
    curator = User.objects.create_user("curator")
    put(document("“Yes,” said Ada Voss.", "“Never again,” said Ben Orr."))
    yes = the("Yes")
    yes.check_by(curator)
    put(document("Yesterday was fine.", "“Yes,” said Ben Orr."))
    yes.refresh_from_db()
    assert (yes.version.number, yes.dropped_in.number) == (1, 2)
    assert Statement.objects.get(text="Yes", status="machine").speaker.name == "Ben Orr"
    put(document("Nothing.", "“Yes,” said Ben Orr."))
    yes.refresh_from_db()
    assert yes.dropped_in.number == 2


def test_a_checked_statement_leaves_the_one_inside_it_alone(put):
    nested = (
        "“The mayor has said that the ferry is finished, and I believe it too, every word,” "
        "said Ada Voss."
    )
    put(document("Mayor Ben Orr was there.", nested))
    outer = Statement.objects.get(text__startswith="The mayor has said")
    inner = list(Statement.objects.exclude(pk=outer.pk).values_list("pk", "status"))
    outer.check_by(User.objects.create_user("curator"))
    put(document("Mayor Ben Orr was there too.", nested))
    assert list(Statement.objects.exclude(pk=outer.pk).values_list("pk", "status")) == inner


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


def test_what_a_curator_decided_no_table_changes(put):
    put(document())
    Article.objects.get().correct({"title": "A better title"})
    given = replace(document(), title="From the table", given=frozenset({"title"}))
    put(given)
    assert Article.objects.get().title == "A better title"


def test_a_corrected_date_reaches_the_statements_but_not_a_day_that_a_person_set(put):
    put(document())
    curator = User.objects.create_user("curator")
    the("open the bridge").check_by(curator)
    dated = the("40 million")
    dated.edit(curator, said_on=date(2023, 4, 30))
    article = Article.objects.get()
    article.correct({"published_at": datetime(2023, 5, 4, tzinfo=UTC), "date_precision": "day"})
    days = set(Statement.objects.exclude(pk=dated.pk).values_list("said_on", flat=True))
    assert {str(day) for day in days} == {"2023-05-04"}
    dated.refresh_from_db()
    assert str(dated.said_on) == "2023-04-30"
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


def test_an_ambiguous_alias_is_never_settled(put):
    put(document(*SHORT, title="Short"), "file:///1")
    put(document(*LONG, title="Long", text="Long\n\n" + LONG[0]), "file:///2")
    Speaker.objects.get(name="Ada Voss").aliases.create(text="Voss", ambiguous=True)
    assert settle_last_names() == 0


def test_a_name_that_a_misprint_left_behind_is_no_bearer(put):
    put(document("“The ferry stops now,” said Jon Voss.", title="Long"), "file:///2")
    put(document("“The ferry stops now,” said Ada Voss.", title="Long"), "file:///2")
    put(document(*SHORT, title="Short"), "file:///1")
    settle_last_names()
    assert the("open the bridge").speaker.name == "Ada Voss"


def test_words_of_the_reader_s_articles_never_go_to_the_invented(put, batch):
    batch.is_sample = True
    batch.save()
    put(document(*LONG, title="Sample", text="Sample\n\n" + LONG[0]), "file:///sample")
    own = ImportBatch.objects.create(arguments="own")
    for number, body in enumerate((SHORT, ("“It is mine,” said Ada Voss.",))):
        clean = document(*body, title=f"Own {number}")
        found = find_quotations(Document(clean.text, clean.title))
        store(clean, found, Arrival(f"{number}.txt", f"file:///own/{number}", "0" * 64, own))
    settle_last_names()
    assert {row.name for row in Speaker.objects.all()} == {"Ada Voss", "Voss"}
    assert Speaker.objects.filter(name="Ada Voss").count() == 2
    assert not the("open the bridge").speaker.is_sample
    assert not the("It is mine").speaker.is_sample
    assert the("The ferry stops").speaker.is_sample


def test_a_person_s_choice_of_speaker_is_never_settled_away(put):
    put(document(*SHORT, title="Short", text="\n\n".join(SHORT)), "file:///1")
    statement = the("open the bridge")
    statement.check_by(User.objects.create_user("curator"))
    put(document(*LONG, title="Long", text=LONG[0]), "file:///2")
    assert settle_last_names() == 0
    statement.refresh_from_db()
    assert statement.speaker.name == "Voss"


def test_an_office_that_a_curator_entered_names_its_holder_on_that_day(batch):
    for name, since, until in (
        ("Ada Voss", date(2021, 1, 1), date(2023, 4, 30)),
        ("Ben Orr", date(2023, 5, 1), None),
    ):
        holder = Speaker.objects.make(name, "person")
        holder.roles.create(title="harbour minister", since=since, until=until)
    clean = document("“The ferry stops,” the harbour minister said.")
    paper = Document(clean.text, clean.title, published=clean.date.at.date())
    (found,) = find_quotations(paper, known_speakers(is_sample=False))
    assert found.speaker == "Ben Orr"
    store(clean, [found], Arrival("1.txt", "file:///1.txt", "0" * 64, batch))
    assert the("The ferry stops").speaker.name == "Ben Orr"
