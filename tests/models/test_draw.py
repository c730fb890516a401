"""Random samples: drawn by a seed, judged blind by two, estimated without the queue's bias."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import Draw, Judgement, Statement
from archive.models.draw import draw
from archive.models.judging import estimate, judge, next_for, published, take_back
from archive.models.precision import precision
from tests.factories import make_article, make_person, make_speaker, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa(db):
    return make_person("editor", "rosa")


def make_many(n: int, **fields) -> list[Statement]:
    """Make statements of one article, whose words are "Word number 0." and so on."""
    words = [f"Word number {number}." for number in range(n)]
    article = make_article("A title\n\n" + " ".join(words), title="A title")
    speaker = make_speaker()
    given = {"speaker": speaker, "mention": "", "mention_start": None} | fields
    return [make_statement(one, article=article, **given) for one in words]


def drawn_of(made: Draw) -> list[int]:
    return list(made.drawn.values_list("statement", flat=True))


def judge_all(made: Draw, by, verdict) -> None:
    while one := next_for(made, by):
        judge(one, by, verdict(one) if callable(verdict) else verdict)


def test_the_same_seed_draws_the_same_and_another_another(rosa):
    make_many(60)
    first, again, other = (draw(20, "", seed, rosa) for seed in (7, 7, 8))
    assert len(set(drawn_of(first))) == 20 and first.population == 60
    assert drawn_of(first) == drawn_of(again) != drawn_of(other)


def test_every_statement_is_as_likely_as_any_other(rosa):
    rows = make_many(20)
    counts = dict.fromkeys((row.pk for row in rows), 0)
    for seed in range(120):
        for pk in drawn_of(draw(10, "", seed, rosa)):
            counts[pk] += 1
    # 60 expected each, with a standard deviation of 5.5.
    assert min(counts.values()) > 35 and max(counts.values()) < 85


def test_only_what_nobody_decided_about_is_drawn_and_invented_articles_last(rosa):
    rows = make_many(30)
    for row in rows[:15]:
        row.check_by(rosa)
    made = draw(20, "", 1, rosa)
    assert set(drawn_of(made)) == {row.pk for row in rows[15:]} and made.population == 15
    batch = rows[0].article.batch
    batch.is_sample = True
    batch.save()
    assert draw(10, "", 1, rosa).population == 15


def test_a_divided_sample_has_the_same_number_from_each_part(rosa):
    make_many(40, confidence=0.95)
    make_many(10, confidence=0.3)
    made = draw(20, "confidence", 3, rosa)
    assert made.strata == {"3": 10, "9": 40}
    parts = list(made.drawn.values_list("stratum", flat=True))
    assert parts.count("3") == parts.count("9") == 10
    assert set(parts[:2]) == {"3", "9"}, "rank by rank, so that a beginning is a sample too"


def test_too_little_to_draw_from_is_told(rosa):
    with pytest.raises(ValueError, match="no statement"):
        draw(10, "", 1, rosa)
    for number in range(6):
        make_statement(f"Of outlet {number}.", outlet=f"Outlet {number}")
    with pytest.raises(ValueError, match="There are 6 parts"):
        draw(10, "outlet", 1, rosa)
    assert not Draw.objects.exists()


def test_a_later_correction_changes_nothing_of_what_was_drawn(rosa):
    make_many(10)
    made = draw(10, "", 1, rosa)
    one = next_for(made, rosa)
    one.statement.edit(rosa, speaker=None, kind="indirect")
    again = made.drawn.get(pk=one.pk)
    assert (again.speaker, again.kind) == ("Ada Voss", "direct")


def test_everybody_judges_each_once_and_nothing_a_third_time(rosa):
    make_many(10)
    made = draw(10, "", 1, rosa)
    second, third = make_person(), make_person()
    judge_all(made, rosa, "right")
    assert Judgement.objects.count() == 10
    with pytest.raises(ValueError, match="before"):
        judge(made.drawn.first(), rosa, "kind")
    with pytest.raises(ValueError, match="Choose"):
        judge(made.drawn.first(), second, "maybe")
    judge_all(made, second, "right")
    assert next_for(made, third) is None and Judgement.objects.count() == 20
    assert set(Statement.objects.values_list("status", flat=True)) == {"machine"}


def test_two_at_once_rarely_see_the_same(rosa):
    make_many(40)
    made, second = draw(40, "", 1, rosa), make_person()
    for _ in range(15):
        for person in (rosa, second):
            judge(next_for(made, person), person, "right")
    assert made.drawn.filter(judgements__isnull=False).distinct().count() == 30


def test_the_last_judgement_is_taken_back(rosa):
    make_many(10)
    made = draw(10, "", 1, rosa)
    one = next_for(made, rosa)
    judge(one, rosa, "right")
    assert take_back(made, rosa) == one and next_for(made, rosa) == one
    assert take_back(made, rosa) is None


def test_a_plain_sample_is_estimated_by_its_first_judgements(rosa):
    make_many(40)
    made = draw(40, "", 1, rosa)
    assert estimate(made).right is None and published() is None
    wrong = set(made.drawn.values_list("pk", flat=True)[:4])
    unclear = set(made.drawn.values_list("pk", flat=True)[4:6])
    judge_all(
        made,
        rosa,
        lambda one: "speaker" if one.pk in wrong else "unclear" if one.pk in unclear else "right",
    )
    judge_all(made, make_person(), "right")
    found = estimate(made)
    assert (found.judged, found.unclear) == (38, 2)
    assert found.right.value == pytest.approx(34 / 38)
    assert (found.agreement.n, found.agreement.agreed, found.agreement.kappa) == (40, 34, 0)
    assert published().draw == made


def test_a_divided_sample_weighs_its_parts_and_waits_for_all_of_them(rosa):
    make_many(90, confidence=0.95)
    make_many(10, confidence=0.3)
    made = draw(20, "confidence", 3, rosa)
    for one in made.drawn.filter(stratum="9"):
        judge(one, rosa, "right")
    assert estimate(made).right is None
    judge_all(made, rosa, "nothing")
    found = estimate(made).right
    assert found.value == pytest.approx(0.9) and found.low < 0.9 < found.high


# What people decided


def test_decisions_are_counted_by_rule_outlet_and_confidence_in_two_queries(rosa):
    sure = make_many(6, confidence=0.95, rule="near")
    make_many(3, confidence=0.3, rule="far")
    for row in sure[:3]:
        row.check_by(rosa)
    sure[3].edit(rosa, speaker=None)
    sure[4].hide(rosa, "x")
    make_statement(rule="far", confidence=0.3, outlet="Radio Sund").check_by(rosa)
    by_hand = make_statement(attribution="curated")
    by_hand.check_by(rosa)
    with CaptureQueriesContext(connection) as asked:
        found = precision()
    assert len(asked) == 2
    assert found.all[1:] == (4, 1, 1) and found.all.right.n == 6
    assert found.rules == [("near", 3, 1, 1), ("far", 1, 0, 0)]
    assert [row[:2] for row in found.outlets] == [("The Quay Post", 3), ("Radio Sund", 1)]
    assert found.tenths == [("0.3", 1, 0, 0), ("0.9", 3, 1, 1)]


def test_the_count_of_decisions_reads_an_index_and_no_table(rosa):
    make_many(3)
    with connection.cursor() as cursor:
        for other_way in ("seqscan", "bitmapscan", "sort"):  # a few rows are cheap any way
            cursor.execute(f"SET LOCAL enable_{other_way} = off")
        cursor.execute(
            "EXPLAIN SELECT rule FROM archive_statement WHERE decided_at IS NOT NULL AND status IN"
            " ('checked', 'edited', 'hidden') ORDER BY decided_at DESC LIMIT 20000"
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "statement_decided" in plan and "Sort" not in plan


def test_without_a_decision_nothing_is_counted(db):
    found = precision()
    assert found.all.right.n == 0 and found.rules == found.outlets == found.tenths == []
