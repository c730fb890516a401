"""Names, found by how their words begin."""

from __future__ import annotations

import pytest
from django.db import connection

from archive.models import Speaker, SpeakerAlias
from archive.models.names import LONGEST_NAME
from tests.factories import make_speaker

pytestmark = pytest.mark.django_db
NAMES = (
    "Ada Voss",
    "Jonah O'Hara-Pike",
    "Åsa Lindqvist",
    "Back\\Slash",
    "C. 'Ray' Roe",
    "Griﬃn Finn",
)


@pytest.fixture
def speakers():
    found = [make_speaker(name) for name in NAMES]
    found[0].also_called("The Lady of the Quay")
    return found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("vo", ["Ada Voss"]),
        ("VOSS ad", ["Ada Voss"]),
        ("oss", []),
        ("voss pike", []),
        ("lad quay", ["Ada Voss"]),
        ("lady voss", []),
        ("o'hara", ["Jonah O'Hara-Pike"]),
        ("O’h", ["Jonah O'Hara-Pike"]),
        ("pike", []),
        ("asa", ["Åsa Lindqvist"]),
        ("ﬁnn", ["Griﬃn Finn"]),
        ("griffin", ["Griﬃn Finn"]),
        ("back\\s", ["Back\\Slash"]),
        ("'ray", ["C. 'Ray' Roe"]),
        ("a:* | b & !c", []),
        ("x" * (LONGEST_NAME + 1), []),
        ("ad " * 3000, ["Ada Voss"]),
    ],
)
def test_every_word_typed_begins_a_word_of_the_name_or_of_one_alias(speakers, typed, found):
    assert [row.name for row in Speaker.objects.named_like(typed)] == found


def test_an_alias_that_fits_is_named_where_the_name_does_not(speakers):
    assert Speaker.objects.named_like("lady").get().printed_as == "The Lady of the Quay"
    assert Speaker.objects.named_like("ada").get().printed_as == ""


def test_no_words_leave_everybody(speakers):
    assert Speaker.objects.named_like("  ").count() == len(NAMES)


def test_the_indexes_on_words_answer():
    Speaker.objects.make_each({f"Nobody Number{n}": "person" for n in range(2000)})
    SpeakerAlias.objects.bulk_create(
        SpeakerAlias(speaker=row, text=f"Alias{row.pk}", normalised=f"alias{row.pk}")
        for row in Speaker.objects.all()
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE archive_speaker, archive_speakeralias")
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Speaker.objects.named_like("voss").explain()
    assert "speaker_words" in plan and "alias_words" in plan
