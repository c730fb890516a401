"""Which speakers may be one."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from archive.models import Speaker
from archive.models.identity import tell_apart
from archive.models.likeness import LARGEST_BLOCK, Known, alike, suggestions
from archive.models.merging import merge
from archive.models.names import normalised
from tests.factories import make_speaker


def known(number: int, name: str, *aliases: str) -> Known:
    return Known(number, False, normalised(name), frozenset(map(normalised, aliases)))


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("A. Voss", "Ada Voss", "initials"),
        ("A. M. Voss", "Ada Maria Voss", "initials"),
        ("Adelheid Voss", "Adelheit Voss", "spelled alike"),
        ("José Pike", "Pike Jose", "another order"),
        ("Ada Voss", "Ada Maria Voss", "a part of"),
        ("Ada Voss", "Ben Voss", None),
        ("A. Voss", "Ben Voss", None),
        ("Ada Voss", "Ida Voss", None),
        ("A. Voss", "A. Lind", None),
        ("Voss", "Ada Voss", None),
        ("Harbour Office", "Harbour Police", None),
    ],
)
def test_which_names_are_alike(first, second, why):
    found = list(alike([known(1, first), known(2, second)]))
    assert len(found) == (why is not None)
    assert all(why in one.why for one in found)


def test_a_shared_alias_says_more_than_a_like_name():
    (found,) = alike([known(1, "Ada Voss", "the mayor"), known(2, "Ben Orr", "The Mayor")])
    assert (found.score, found.why) == (100, "both are called “the mayor”")
    assert list(alike([known(1, "Ada Voss"), known(2, "Ben Orr", "Ada Voss")]))


def test_the_sample_is_never_like_anybody_else():
    assert not list(alike([known(1, "A. Voss"), known(2, "Ada Voss")._replace(world=True)]))


def test_a_common_last_name_is_no_block():
    crowd = [known(n, f"{chr(97 + n % 26)}{n} Voss") for n in range(LARGEST_BLOCK)]
    assert list(alike([known(900, "A. Voss"), *crowd[: LARGEST_BLOCK - 1]]))
    assert not list(alike([known(900, "A. Voss"), *crowd]))


@pytest.mark.django_db
def test_what_a_person_turned_down_or_merged_is_suggested_no_more():
    curator = User.objects.create_user("curator")
    for name in ("A. Voss", "Ada Voss", "Adelheid Lind", "Adelheit Lind"):
        Speaker.objects.make(name, "person")
    assert [one.score > 90 for one in suggestions(10)] == [True, True]
    assert len(suggestions(1)) == 1
    decision = tell_apart(make_speaker("Ada Voss"), make_speaker("A. Voss"), curator)
    merge(make_speaker("Adelheid Lind"), make_speaker("Adelheit Lind"), curator)
    assert suggestions(10) == []
    decision.mark_undone(curator)
    assert len(suggestions(10)) == 1
