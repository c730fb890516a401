"""Trying again: the places of the work list, read once more and never another."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import User

from archive.dump import dump_lines
from archive.ingest import retrying
from archive.ingest.retrying import retry
from archive.models import Article, ImportBatch, ImportProblem
from tests.test_commands import BRIDGE, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return User.objects.create_user("curator")


@pytest.fixture
def folder(tmp_path):
    """Ingest a folder with an empty file below another one."""
    (tmp_path / "in" / "a").mkdir(parents=True)
    (tmp_path / "in" / "a" / "bridge.txt").write_bytes(b"")
    run("ingest", tmp_path / "in")
    return tmp_path / "in"


def waiting() -> list[ImportProblem]:
    return list(ImportProblem.objects.filter(settled_at__isnull=True))


def test_a_mended_file_goes_in_and_the_problem_is_settled_signed(folder, curator):
    [problem] = waiting()
    (folder / "a" / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    retried = retry([problem], curator)
    assert dict(retried.states) == {"new": 1} and not retried.refused
    problem.refresh_from_db()
    assert problem.settled_at and problem.settled_by == curator
    batch = Article.objects.get().batch
    assert (batch.asked_by, batch.arguments) == (curator, "again: a/bridge.txt")
    assert batch.finished_at and batch.new == 1


def test_it_leaves_the_archive_that_an_ingest_of_the_folder_leaves(folder, curator):
    (folder / "a" / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    retry(waiting(), curator)
    retried = list(dump_lines())
    assert '"a/bridge.txt"' in retried[0]
    run("ingest", folder)
    assert list(dump_lines()) == retried


def test_a_file_that_is_gone_stays_open_with_that_reason(folder, curator):
    (folder / "a" / "bridge.txt").unlink()
    retried = retry(waiting(), curator)
    assert retried.refused == ["a/bridge.txt: cannot be read: No such file or directory"]
    [problem] = waiting()
    assert "No such file" in problem.reason and problem.batch.asked_by == curator


def test_what_is_refused_again_stays_open_once(folder, curator):
    for _ in range(2):
        retry(waiting(), curator)
        assert len(waiting()) == ImportProblem.objects.count() == 1


def test_a_record_goes_in_and_its_neighbours_stay_as_they_are(tmp_path, curator):
    file = tmp_path / "stories.jsonl"
    good = {"title": "Ferry stops", "text": "“She deserves her rest,” said captain Ben Orr."}
    records = [json.dumps(good), '{"title": "no text"}', "no record"]
    file.write_text("\n".join(records) + "\n", encoding="utf-8")
    run("ingest", file)
    assert {problem.source for problem in waiting()} == {"stories.jsonl:2", "stories.jsonl:3"}
    records[1] = json.dumps({"title": "Bridge opens", "text": BRIDGE})
    file.write_text("\n".join(records) + "\n", encoding="utf-8")
    retried = retry(list(ImportProblem.objects.filter(source="stories.jsonl:2")), curator)
    assert dict(retried.states) == {"new": 1, "unchanged": 1, "refused": 1}
    assert [problem.source for problem in waiting()] == ["stories.jsonl:3"]


def test_a_link_out_of_the_folder_is_not_followed_on_a_second_try(tmp_path, curator):
    secret = tmp_path / "secret.txt"
    secret.write_text(BRIDGE, encoding="utf-8")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.txt").symlink_to(secret)
    run("ingest", folder)
    retried = retry(waiting(), curator)
    assert retried.refused == ["link.txt: a link that leads out of the folder"]
    assert not Article.objects.exists()


def test_no_private_address_is_fetched_whatever_the_list_says(curator):
    batch = ImportBatch.objects.create()
    place = "http://127.0.0.1:1/x"
    problem = batch.problems.create(source=place, origin=place, reason="a time-out")
    retried = retry([problem], curator)
    assert len(retried.refused) == 1 and "not a public address" in retried.refused[0]


def test_a_private_address_is_asked_again_where_the_operator_allowed_it(curator):
    batch = ImportBatch.objects.create(options='{"allow_private": true}')
    place = "http://127.0.0.1:1/x"
    problem = batch.problems.create(source=place, origin=place, reason="a time-out")
    [refused] = retry([problem], curator).refused
    assert "not a public address" not in refused and "refused" in refused


@pytest.mark.parametrize("origin", ["", "stdin:0f", "ftp://quay.example/x", "/etc/passwd"])
def test_what_has_no_place_is_told_and_stays_open(origin, curator):
    problem = ImportBatch.objects.create().problems.create(source="x", origin=origin, reason="cut")
    retried = retry([problem], curator)
    assert retried.untried == ["x: no file or address is known of it: ingest it again"]
    assert waiting() == [problem] and ImportBatch.objects.count() == 1


def test_a_large_file_is_left_to_the_command(folder, curator, monkeypatch):
    (folder / "a" / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    monkeypatch.setattr(retrying, "LARGEST", 10)
    assert "run manage.py ingest for it" in retry(waiting(), curator).untried[0]
    assert not Article.objects.exists()


def test_only_so_many_places_are_read_at_once(tmp_path, curator, monkeypatch):
    monkeypatch.setattr(retrying, "MOST_PLACES", 2)
    for number in range(5):
        (tmp_path / f"{number}.txt").write_bytes(b"")
    run("ingest", tmp_path)
    retried = retry(waiting(), curator)
    assert (retried.left, len(retried.refused)) == (3, 2)


def test_the_sample_and_the_rest_are_tried_in_runs_of_their_own(folder, curator):
    sample = ImportBatch.objects.create(is_sample=True)
    origin = (folder / "a" / "other.txt").as_uri()
    sample.problems.create(source="other.txt", origin=origin, reason="the file is empty")
    retry(waiting(), curator)
    assert {one.is_sample for one in ImportBatch.objects.filter(asked_by=curator)} == {True, False}


def test_it_reads_as_the_run_that_refused_was_told(tmp_path, curator):
    file, table = tmp_path / "stories.jsonl", tmp_path / "facts.csv"
    table.write_text("source,published_at\nfirst,2021-06\n", encoding="utf-8")
    file.write_text('{"source": "first", "kop": "Bridge opens", "tekst": ""}\n', encoding="utf-8")
    told = ["--map", "title=kop,text=tekst", "--outlet", "The Eldra Press", "--metadata", table]
    run("ingest", file, *told)
    text = "“The harbour bridge will open in May,” minister Ada Voss said on Monday. Boats wait."
    record = {"source": "first", "kop": "Bridge opens", "tekst": text}
    file.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert dict(retry(waiting(), curator).states) == {"new": 1}
    article = Article.objects.get()
    assert (article.title, article.outlet.name) == ("Bridge opens", "The Eldra Press")
    assert (article.published_at.year, article.date_precision) == (2021, "month")
    [first, again] = ImportBatch.objects.order_by("pk")
    assert again.options == first.options != ""


def test_a_table_that_is_gone_is_no_try(tmp_path, curator):
    file, table = tmp_path / "empty.txt", tmp_path / "facts.csv"
    table.write_text("source,outlet\nempty.txt,The Eldra Press\n", encoding="utf-8")
    file.write_bytes(b"")
    run("ingest", file, "--metadata", table)
    table.unlink()
    [said] = retry(waiting(), curator).untried
    assert "facts.csv: cannot be read" in said
    assert ImportBatch.objects.count() == 1
