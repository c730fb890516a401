"""The reasons to doubt a statement are complete, in words, and cost the same in any archive."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.ingest.grouping import group_prints
from archive.models import ArticleVersion, Speaker, Statement
from archive.models.doubts import doubts
from archive.models.indexes import printed_as
from tests.factories import make_article, make_speaker, make_statement

pytestmark = pytest.mark.django_db
WORDS = "The old bridge over the sound will be closed for good in the spring."


def told(statement: Statement) -> str:
    return "; ".join(doubts(Statement.objects.get(pk=statement.pk)))


def mentioned(mention: str, **fields) -> Statement:
    article = make_article(f"T\n\n“{WORDS}” {mention} said.")
    found = make_statement(WORDS, article=article, **({"speaker": None} | fields))
    at = found.version.text.index(mention)
    Statement.objects.filter(pk=found.pk).update(mention=mention, mention_start=at)
    return found


def test_a_mention_that_is_printed_nowhere_else_is_new():
    first = mentioned("the pilot")
    assert "a new mention: “the pilot” is printed nowhere else" in told(first)
    mentioned("the pilot")
    assert "a new mention" not in told(first)
    assert "a new mention" not in told(mentioned("he"))


def test_a_known_name_is_not_new_and_one_of_two_is_ambiguous():
    one = mentioned("Minister Voss")
    make_speaker("Ada Voss").aliases.create(text="Minister Voss")
    assert "a new mention" not in told(one) and "ambiguous" not in told(one)
    make_speaker("Ben Voss").aliases.create(text="Minister Voss")
    assert "an ambiguous name: Ada Voss, Ben Voss go by “Minister Voss”" in told(one)


def test_two_who_speak_in_the_article_and_bear_the_name_are_candidates():
    article = make_article(f"T\n\n“{WORDS}” “One.” “Two.” “Three.” Voss said.")
    for words, name in (("One.", "Ada Voss"), ("Two.", "Ben Voss"), ("Three.", "Cyd Roe")):
        make_statement(words, article=article, speaker=name)
    one = make_statement(WORDS, speaker=None, article=article)
    at = one.version.text.index("Voss")
    Statement.objects.filter(pk=one.pk).update(mention="Voss", mention_start=at)
    assert "several candidates in the article: Ada Voss, Ben Voss" in told(one)


def test_words_that_others_print_or_are_said_to_have_said_are_named():
    one = make_statement(WORDS, speaker="Ada Voss")
    make_statement(WORDS, speaker="Ada Voss", outlet="Radio Kestrel")
    make_statement(WORDS, speaker="Ben Orr", outlet="Radio Sund")
    group_prints()
    assert "2 articles print these words" in told(one)
    assert "much the same words are given to Ben Orr elsewhere" in told(one)


def test_words_that_a_new_version_changed_or_brought_are_named():
    one = make_statement(WORDS, speaker="Ada Voss")
    article, first = one.article, one.version
    text = f"Another title\n\n“{WORDS}” Ada Voss said."
    second = ArticleVersion.objects.create(
        article=article, number=2, text=text, fingerprint="x", origin="x", raw_sha256="x",
        fetched_at=first.fetched_at, reader="text/1",
    )  # fmt: skip
    at = text.index(WORDS)
    Statement.objects.filter(pk=one.pk).update(
        version=second, start=at, end=at + len(WORDS), mention="", mention_start=None
    )
    assert "version 2" not in told(one)
    article.current_version = second
    article.save(update_fields=["current_version"])
    ArticleVersion.objects.filter(pk=first.pk).delete()
    ArticleVersion.objects.create(
        article=article, number=1, text="Another text.", fingerprint="y", origin="x",
        raw_sha256="x", fetched_at=second.fetched_at, reader="text/1",
    )  # fmt: skip
    assert "version 2 of the article changed these words, or brought them" in told(one)


def test_the_reasons_cost_the_same_in_any_archive():
    def queries() -> int:
        row = Statement.objects.select_related("article__batch", "version").get(pk=one.pk)
        with CaptureQueriesContext(connection) as asked:
            doubts(row)
        return len(asked)

    one = make_statement(WORDS, speaker="Ada Voss")
    group_prints()
    before = queries()
    for number in range(12):
        make_statement(WORDS, speaker=f"Ben Orr {number}", outlet=f"Radio {number}")
    group_prints()
    assert queries() <= before + 1 <= 9
    assert Speaker.objects.count() == 13


def test_a_long_mention_is_found_by_the_index_on_its_start_and_only_it():
    long = "the spokesman of the harbour office, who has served under four mayors and three crews "
    one = mentioned(long + "here")
    mentioned(long + "there")
    rows = Statement.objects.filter(printed_as(long + "here"), status="machine")
    assert list(rows) == [one]
    # Enough other mentions, and known to the planner, that no other index is as good.
    many = {f"Pilot {n} of the port": f"Word number {n} of many." for n in range(300)}
    article = make_article("\n\n".join(f"“{many[name]}” {name} said." for name in many))
    for name, words in many.items():
        make_statement(words, article=article, speaker=None, mention=name,
                       mention_start=article.current_version.text.index(name))  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("ANALYZE archive_statement")
    assert "statement_mention" in rows.order_by().explain()
