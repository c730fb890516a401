"""Runs and the work list: what is open first, by kind and run; try again, settle."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from django.utils import timezone

from archive.models import Article, ImportBatch, ImportProblem
from tests.test_commands import BRIDGE, run

pytestmark = pytest.mark.django_db

LIST = reverse("admin:archive_importproblem_changelist")
RUNS = reverse("admin:archive_importbatch_changelist")


@pytest.fixture
def problem(tmp_path):
    (tmp_path / "bridge.txt").write_bytes(b"")
    run("ingest", tmp_path)
    return ImportProblem.objects.get()


def choose(action: str, *problems: ImportProblem) -> dict:
    return {"action": action, "_selected_action": [one.pk for one in problems]}


def test_a_mended_file_is_tried_again(curator, read, problem, tmp_path):
    (tmp_path / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    assert "Read again: 1 new." in read(LIST, choose("try_again", problem))
    problem.refresh_from_db()
    assert problem.settled_by == curator and Article.objects.count() == 1
    assert "Nothing of this was open." in read(LIST, choose("try_again", problem))


def test_what_is_still_refused_is_said(curator, read, problem):
    assert "Still refused: bridge.txt: the file is empty." in read(
        LIST, choose("try_again", problem)
    )


def test_a_place_cannot_be_typed(curator, client, problem, tmp_path):
    address = reverse("admin:archive_importproblem_change", args=[problem.pk])
    other = tmp_path / "other.txt"
    client.post(address, {"origin": other.as_uri(), "source": "x", "reason": "y"})
    problem.refresh_from_db()
    assert problem.origin == (tmp_path / "bridge.txt").as_uri()
    assert client.get(reverse("admin:archive_importproblem_add")).status_code == 403


def test_who_may_only_look_may_not_try_again(client, problem, tmp_path):
    (tmp_path / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    reader = User.objects.create_user("reader", password="x", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_importproblem"))
    client.force_login(reader)
    assert b"Try again" not in client.get(LIST).content
    client.post(LIST, choose("try_again", problem))
    assert not Article.objects.exists()


def test_open_problems_stand_first(curator, client):
    batch = ImportBatch.objects.create()
    for name in ("one", "two", "three"):
        batch.problems.create(source=name, reason="cut")
    ImportProblem.objects.get(source="three").settle(curator)
    shown = client.get(LIST).context["cl"].result_list
    assert [one.source for one in shown] == ["two", "one", "three"]


def test_they_are_narrowed_by_kind_and_by_run(curator, read):
    first, second = (ImportBatch.objects.create(arguments=name) for name in ("one", "two"))
    for number in range(3):
        first.problems.create(source=f"{number}.txt", reason=f"cannot be read: error {number}")
    second.problems.create(source="cut.txt", reason="cut")
    page = read(LIST)
    assert "cannot be read (3)" in page and "cut (1)" in page
    of_kind = read(f"{LIST}?kind=cannot+be+read")
    assert all(f"{number}.txt" in of_kind for number in range(3)) and "cut.txt" not in of_kind
    narrowed = read(f"{LIST}?batch={second.pk}")
    assert "cut.txt" in narrowed and "0.txt" not in narrowed
    assert "0.txt" not in read(f"{LIST}?kind=cut")
    for wrong in ("x", "9" * 30, "²", ""):
        read(f"{LIST}?batch={wrong}")


def test_the_page_of_a_run_says_its_state_and_shows_its_problems(curator, read, problem):
    page = read(reverse("admin:archive_importbatch_change", args=[problem.batch_id]))
    assert "finished" in page and "bridge.txt" in page and "the file is empty" in page
    assert f"{LIST}?batch={problem.batch_id}" in page


def test_a_run_is_running_while_its_process_lives_and_interrupted_after(curator, read):
    batch = ImportBatch.objects.create(arguments="a folder")
    assert "interrupted: run the same command" in read(RUNS)
    with batch.running():
        assert "running" in read(RUNS)
    assert "interrupted" in read(RUNS)
    batch.finish()
    assert "interrupted" not in read(RUNS)


@pytest.mark.parametrize("address", [LIST, RUNS])
def test_the_lists_ask_a_fixed_number_of_questions(
    address, curator, client, django_assert_num_queries
):
    def fill():
        for number in range(10):
            batch = ImportBatch.objects.create(arguments=str(number), asked_by=curator)
            one = batch.problems.create(source=f"{number}", reason=f"{number}: cut")
            one.settled_by, one.settled_at = curator, timezone.now()
            one.save()
            batch.problems.create(source=f"{number}", reason="cut")

    fill()
    client.get(address)
    asked = 7 if address == LIST else 5
    with django_assert_num_queries(asked):
        client.get(address)
    fill()
    with django_assert_num_queries(asked):
        client.get(address)
