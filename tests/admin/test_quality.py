"""The page about quality, drawing and judging, through the real forms."""

from __future__ import annotations

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import Draw, Judgement
from archive.models.draw import draw
from archive.models.judging import judge, next_for
from tests.factories import make_person
from tests.models.test_draw import make_many

pytestmark = pytest.mark.django_db
PAGE, ADD = "admin:archive_draw_changelist", "admin:archive_draw_add"


@pytest.fixture
def rosa(client):
    user = make_person("editor", "rosa")
    client.force_login(user)
    return user


def judging(made: Draw) -> str:
    return reverse("admin:archive_draw_judge", args=[made.pk])


def test_a_sample_is_drawn_judged_taken_back_and_shown(rosa, read):
    make_many(12)
    page = read(reverse(ADD), {"size": "12", "divided": "", "seed": "5"})
    made = Draw.objects.get()
    assert (made.by, made.seed) == (rosa, 5) and "Said by <strong>Ada Voss</strong>" in page
    for verdict in ("right", "words", "right"):
        drawn = re.search(r'name="drawn" value="(\d+)"', page)[1]
        page = read(judging(made), {"drawn": drawn, "verdict": verdict})
    page = read(judging(made), {"undo": "1"})
    assert "You have judged 2." in page
    told = read(reverse(PAGE))
    assert "50.0 %</strong> right" in told and "2 judged, 0 unclear" in told
    assert "None judged by two yet" in told


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ({"size": "5"}, "greater than or equal to 10"),
        ({"size": "5000"}, "less than or equal to 2000"),
        ({"divided": "moon"}, "valid choice"),
        ({"seed": "-1"}, "greater than or equal to 0"),
        ({}, "no statement that nobody has decided about"),
    ],
)
def test_what_cannot_be_drawn_is_told_at_the_form(rosa, read, form, reason):
    assert reason in read(reverse(ADD), {"size": "20", "divided": "", "seed": "1"} | form)
    assert not Draw.objects.exists()


def test_a_judge_sees_nothing_of_the_other_s_word(rosa, client, read):
    make_many(10)
    made, other = draw(10, "", 1, rosa), make_person("curator", "other")
    while one := next_for(made, other):
        one.statement.edit(other, speaker=None, reason="not she")
        judge(one, other, "speaker")
    page = read(judging(made))
    words = html.unescape(re.sub(r"<[^>]+>", " ", page.split('id="judge"')[1]))
    assert "Ada Voss" in words and "not she" not in words and "other" not in words


def test_a_forged_judgement_is_refused(rosa, client, read):
    make_many(10)
    made = draw(10, "", 1, rosa)
    assert client.post(judging(made), {"drawn": "x", "verdict": "right"}).status_code == 404
    one = next_for(made, rosa)
    assert "Choose one" in read(judging(made), {"drawn": one.pk, "verdict": "maybe"})
    assert not Judgement.objects.exists()


def test_the_page_keeps_queue_and_sample_apart_in_few_queries(rosa, client):
    rows = make_many(20)
    draw(10, "", 1, rosa)
    for row in rows[:8]:
        row.check_by(rosa)
    with CaptureQueriesContext(connection) as asked:
        told = client.get(reverse(PAGE)).content.decode()
    assert len(asked) <= 15
    words = " ".join(told.split())
    assert "Latest decisions looked at: 8 " in words and "so this is <strong>not</strong>" in words
    assert 'class="interval"' in told and "Stated confidence" in told


def test_the_public_page_tells_what_a_sample_of_thirty_says(rosa, client):
    make_many(40)
    made = draw(40, "", 1, rosa)
    for number in range(30):
        assert "In this very archive" not in client.get("/about/").content.decode()
        judge(next_for(made, rosa), rosa, "right" if number else "kind")
    told = " ".join(client.get("/about/").content.decode().split())
    assert "judged a random sample of 30 statements" in told
    assert "96.7 % were right" in told and "interval: 83.3 % to 99.4 %" in told
