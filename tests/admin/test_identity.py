"""Merging, splitting and telling apart through the real forms."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import IdentityDecision, Speaker
from tests.factories import make_speaker, make_statement

pytestmark = pytest.mark.django_db


def page(name: str, *row) -> str:
    return reverse(f"admin:archive_{name}", args=[one.pk for one in row])


@pytest.fixture
def pair(curator):
    for number in range(3):
        make_statement(f"The bridge number {number}.", speaker="A. Voss")
    make_statement("The ferry is late.", speaker="Ada Voss")
    return make_speaker("A. Voss"), make_speaker("Ada Voss")


def test_a_merge_is_seen_done_followed_and_undone(pair, read, client):
    short, long = pair
    merge_page = page("speaker_merge", short)
    assert merge_page in read(page("speaker_change", short))
    assert 'name="other"' in read(merge_page)
    told = read(f"{merge_page}?other={long.name}")
    assert "3 found by machine" in told and "/speakers/a-voss/" in told
    done = read(merge_page, {"other": long.name, "reason": "the same person"})
    assert "A. Voss merged into Ada Voss: 3 statements went over." in done
    assert client.get(short.get_absolute_url())["Location"] == long.get_absolute_url()
    decision = IdentityDecision.objects.get()
    undone = read(page("identitydecision_undo", decision), {})
    assert "Undone: A. Voss merged into Ada Voss. 3 statements came back." in undone
    assert client.get(short.get_absolute_url()).status_code == 200
    again = read(page("identitydecision_undo", decision), {})
    assert "undone before" in again


def test_nothing_is_merged_by_looking(pair, read, client):
    short, long = pair
    read(f"{page('speaker_merge', short)}?other={long.name}")
    assert client.get(page("identitydecision_undo", short)).status_code == 404
    assert not IdentityDecision.objects.exists()


def test_what_cannot_be_merged_is_said_on_the_page(pair, read):
    short, _ = pair
    address = page("speaker_merge", short)
    assert "cannot be merged with itself" in read(f"{address}?other={short.name}")
    assert "cannot be merged with itself" in read(address, {"other": short.name})
    told = read(f"{address}?other=Voss")
    assert "No one speaker is called Voss. Did you mean: A. Voss, Ada Voss?" in told


def test_a_merged_speaker_is_only_to_look_at(pair, read, client):
    short, long = pair
    read(page("speaker_merge", short), {"other": long.name})
    form = read(page("speaker_change", short))
    assert 'name="name"' not in form and page("speaker_merge", short) not in form
    assert client.post(page("speaker_change", short), {"name": "x"}).status_code == 403


def test_a_part_goes_to_a_new_speaker_and_back(pair, read):
    short, _ = pair
    outlet = short.statements.first().outlet
    alias = short.aliases.create(text="Voss junior")
    address = page("speaker_split", short)
    assert "A. Voss, The Quay Post (3)" in read(address)
    chosen = {"statements": [f"{outlet.pk}:A. Voss"], "aliases": [alias.pk]}
    done = read(address, chosen | {"new_name": "Anna Voss", "reason": "the daughter"})
    assert "Anna Voss split from A. Voss: 3 statements went over." in done
    anna = Speaker.objects.get(name="Anna Voss")
    assert anna.statements.filter(status="edited", reason="the daughter").count() == 3
    assert Speaker.objects.called("Voss junior") == anna
    undone = read(page("identitydecision_undo", IdentityDecision.objects.get()), {})
    assert "3 statements came back" in undone
    assert short.statements.filter(status="machine").count() == 3


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "one of the two"),
        ({"new_name": "Anna Voss"}, "Choose something that goes"),
        ({"new_name": "ada  voss", "statements": ["x"]}, "the name of Ada Voss already"),
        ({"new_name": "Anna", "statements": ["7:nobody"]}, "not one of the available choices"),
    ],
)
def test_a_split_that_says_too_little_is_refused_in_words(pair, read, form, words):
    assert words in read(page("speaker_split", pair[0]), form)
    assert not Speaker.objects.filter(name__startswith="Anna").exists()


def test_the_page_of_likely_merges_takes_a_no(pair, read):
    short, long = pair
    address = page("speaker_alike")
    told = read(address)
    assert "the initials fit" in told and "?other=A.%20Voss" in told
    done = read(page("speaker_apart"), {"speaker": short.pk, "other": long.pk})
    assert "told apart. It is suggested no more." in done
    assert "No two speakers look like one." in read(address)
    assert IdentityDecision.objects.get().act == "distinct"


def test_a_name_that_means_several_is_shown_with_all_of_them(pair, read):
    for speaker in pair:
        speaker.aliases.create(text="the Mayor", ambiguous=True)
    make_speaker("Ben Orr").aliases.create(text="THE MAYOR", ambiguous=True)
    told = read(page("speaker_alike"))
    _, _, rest = told.partition("“the mayor”:")
    assert all(name in rest for name in ("A. Voss", "Ada Voss", "Ben Orr"))


def test_likely_merges_ask_as_many_queries_for_many_as_for_few(pair, read):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            read(page("speaker_alike"))
        return len(asked)

    make_statement("It rains.", speaker="Ben Orr")
    make_speaker("Ben Orr").aliases.create(text="the clerk")
    make_speaker("Cyd Roe").aliases.create(text="the clerk")
    few = queries()
    for letter in "BCDEFGH":
        make_speaker(f"{letter}. Lind{letter.lower()}")
        make_speaker(f"{letter}ana Lind{letter.lower()}").aliases.create(text="the clerk")
    assert queries() == few <= 15


@pytest.mark.parametrize("name", ["speaker_merge", "speaker_split", "identitydecision_undo"])
def test_who_may_not_decide_is_refused(client, name, pair):
    decision = IdentityDecision.objects.create(
        act="distinct", speaker=pair[0], other=pair[1], by=User.objects.get()
    )
    row = decision if name.startswith("identity") else pair[0]
    client.force_login(User.objects.create_user("reader", is_staff=True))
    assert client.get(page(name, row)).status_code == 403
    assert client.post(page(name, row), {"other": pair[1].name}).status_code == 403
    decision.refresh_from_db()
    assert decision.is_in_force and IdentityDecision.objects.count() == 1


def test_a_speaker_is_offered_by_name_and_alias_with_what_tells_them_apart(pair, client):
    pair[1].aliases.create(text="Minister Voss")
    pair[1].roles.create(title="harbour minister")
    answer = client.get(reverse("admin:archive_speaker_named"), {"q": "voss \x00"})
    assert [row["name"] for row in answer.json()["speakers"]] == ["A. Voss", "Ada Voss"]
    answer = client.get(reverse("admin:archive_speaker_named"), {"q": "minis"})
    assert answer.json()["speakers"] == [
        {"name": "Ada Voss", "note": "“Minister Voss”, harbour minister, 1 statement"}
    ]
    assert client.get(reverse("admin:archive_speaker_named")).json() == {"speakers": []}
