"""Every demand on the rows: it holds in a full archive, and it notices what breaks it."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from archive.audit import INVARIANTS, violations
from archive.ingest.grouping import group_prints
from archive.models import Speaker
from tests.factories import make_statement
from tests.world import make_world

pytestmark = pytest.mark.django_db

GUARDED = ("archive_statement", "archive_articleversion", "archive_article", "archive_speaker")
WORDS = "The ferry will go on sailing until the last stone of the bridge is laid."
SOME = "(SELECT min(id) FROM archive_statement WHERE status = 'machine')"

GROUPED = """(SELECT max(p.statement_id) FROM archive_print p
              JOIN archive_wording w ON w.id = p.wording_id WHERE w.group_id IS NOT NULL)"""

# Demand → SQL after which it holds no longer. Constraints that would refuse it go first.
SPOILING = {
    "the words are text[start:end] of their version": f"""
        UPDATE archive_statement SET text = text || '!' WHERE id = {SOME}""",
    "the mention stands where the row says": """
        UPDATE archive_statement SET mention = 'x' || mention WHERE mention <> ''""",
    "the cue stands where the row says": """
        UPDATE archive_statement SET cue = left('x' || cue, 200) WHERE cue <> ''""",
    "the quoted parts lie inside the statement": f"""
        UPDATE archive_statement SET quoted = ARRAY[ARRAY["end", "end" + 1]] WHERE id = {SOME}""",
    "its version belongs to its article": f"""
        UPDATE archive_statement s SET version_id =
          (SELECT min(v.id) FROM archive_articleversion v WHERE v.article_id <> s.article_id)
        WHERE id = {SOME}""",
    "the current version is the article's latest": """
        UPDATE archive_article a SET current_version_id =
          (SELECT v.id FROM archive_articleversion v WHERE v.article_id = a.id AND v.number = 1)
        WHERE (SELECT count(*) FROM archive_articleversion v WHERE v.article_id = a.id) > 1""",
    "versions are numbered from 1 without a gap": """
        UPDATE archive_articleversion SET number = 3 WHERE number = 2""",
    "a machine statement stands in the current version": """
        UPDATE archive_statement SET status = 'machine' WHERE status = 'withdrawn'""",
    "a withdrawn statement names the later version, or the extractor, that dropped it": """
        UPDATE archive_statement SET dropped_in_id = version_id WHERE status = 'withdrawn'""",
    "outlet and language are its article's": f"""
        UPDATE archive_statement SET language = 'xx' WHERE id = {SOME}""",
    "a machine statement has the day of its article": """
        UPDATE archive_statement SET said_on = said_on + 1 WHERE status = 'machine'""",
    "its speaker is not merged into another": f"""
        UPDATE archive_speaker p SET merged_into_id =
          (SELECT min(q.id) FROM archive_speaker q WHERE q.id <> p.id AND q.merged_into_id IS NULL)
        WHERE id = (SELECT speaker_id FROM archive_statement
                    WHERE speaker_id IS NOT NULL AND id >= {SOME} LIMIT 1)""",
    "a merged speaker leads to one that is not merged": """
        UPDATE archive_speaker p SET merged_into_id =
          (SELECT min(q.id) FROM archive_speaker q WHERE q.id <> p.id AND q.merged_into_id IS NULL
             AND q.id NOT IN (SELECT merged_into_id FROM archive_speaker
                              WHERE merged_into_id IS NOT NULL))
        WHERE id IN (SELECT merged_into_id FROM archive_speaker)""",
    "what it stands in or goes on with is of the same article": f"""
        UPDATE archive_statement SET continues_id = id WHERE id = {SOME}""",
    "a nested statement lies inside the one it stands in": """
        UPDATE archive_statement outer_one SET nested_in_id = inner_one.id, status = 'machine'
        FROM archive_statement inner_one WHERE inner_one.nested_in_id = outer_one.id""",
    "a decision is signed": """
        ALTER TABLE archive_statement DROP CONSTRAINT statement_decision_is_signed;
        UPDATE archive_statement SET decided_by_id = NULL WHERE status = 'hidden'""",
    "text holds no character that pages use as a mark": """
        UPDATE archive_articleversion SET text = text || chr(57344) WHERE number = 2""",
    "the triggers that guard spans and versions are on": """
        DROP TRIGGER archive_version_text_stays ON archive_articleversion""",
    "a print is a shown statement": f"""
        UPDATE archive_statement SET status = 'withdrawn', dropped_in_id = version_id
        WHERE id = {SOME}""",
    "the words of two speakers are never one quotation": f"""
        UPDATE archive_statement SET speaker_id =
          (SELECT min(id) FROM archive_speaker WHERE id <> speaker_id AND merged_into_id IS NULL)
        WHERE id IN {GROUPED}""",
    "a quotation counts its articles and names its earliest print": """
        UPDATE archive_quotationgroup SET articles = 1 WHERE articles > 1""",
    "a former address leads to a quotation that leads nowhere else": """
        INSERT INTO archive_quotationgroup (articles, prints, leads_to_id)
          SELECT 0, 0, min(id) FROM archive_quotationgroup;
        INSERT INTO archive_quotationgroup (articles, prints, leads_to_id)
          SELECT 0, 0, max(id) FROM archive_quotationgroup""",
    "a wording is alive while something prints it": """
        UPDATE archive_wording SET is_live = false""",
    "an article with near copies has a sketch of its text": """
        INSERT INTO archive_nearcopy (one_id, other_id, likeness)
          SELECT min(id), max(id), 1 FROM archive_article;
        DELETE FROM archive_textsketch""",
    "the triggers that note what is to be grouped are on": """
        DROP TRIGGER archive_statements_went ON archive_statement""",
    "all constraints are in force": """
        ALTER TABLE archive_statement ADD CONSTRAINT new CHECK (confidence < 0) NOT VALID""",
}


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker):
    """Fill an archive for this module alone: the sample, every kind of page, a merged speaker."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("sample", "--load", verbosity=0)
        make_world()
        merged = Speaker.objects.make("A. Voss", "person")
        merged.merged_into = make_statement("So it is.", speaker="Adelaide Voss").speaker
        merged.save()
        make_statement(WORDS), make_statement(WORDS)
        group_prints()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def spoilt(archive, request):
    """Run SQL as an owner who turns the guards off and on again; all is well afterwards."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            for table in GUARDED:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(SPOILING[request.param])
            for table in GUARDED:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        yield request.param
        transaction.set_rollback(True)


def demanded(demand):
    return next(invariant for invariant in INVARIANTS if invariant.demand == demand)


def test_every_demand_is_tried():
    assert set(SPOILING) == {invariant.demand for invariant in INVARIANTS}


@pytest.mark.parametrize("invariant", INVARIANTS, ids=lambda invariant: invariant.demand)
def test_a_full_archive_is_in_order(archive, invariant):
    assert violations(invariant) == []


@pytest.mark.parametrize("spoilt", SPOILING, indirect=True)
def test_what_breaks_a_demand_is_named(spoilt):
    assert violations(demanded(spoilt))


def test_a_guard_that_is_off_is_named(archive):
    guards = demanded("the triggers that guard spans and versions are on")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE archive_statement DISABLE TRIGGER archive_statement_is_its_span"
        )
        assert violations(guards) == ["trigger archive_statement_is_its_span"]
        transaction.set_rollback(True)
