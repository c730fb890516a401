"""What the database itself demands."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import Error, IntegrityError, connection

from archive.models import Speaker, Statement
from tests.factories import make_article, make_speaker, make_statement

pytestmark = pytest.mark.django_db


def test_a_statement_must_be_its_span():
    statement = make_statement("The bridge stays open.")
    with pytest.raises(IntegrityError, match="its text is not"):
        Statement.objects.filter(pk=statement.pk).update(text="The bridge stays shut.")


def test_a_statement_cannot_move_to_other_words():
    statement = make_statement("The bridge stays open.")
    with pytest.raises(IntegrityError, match="its text is not"):
        Statement.objects.filter(pk=statement.pk).update(start=statement.start + 1)


def test_a_mention_must_stand_where_it_says():
    statement = make_statement("The bridge stays open.")
    with pytest.raises(IntegrityError, match="its mention is not at"):
        Statement.objects.filter(pk=statement.pk).update(mention="Somebody Else")


def test_a_version_must_be_of_the_same_article():
    statement = make_statement("The bridge stays open.")
    with pytest.raises(IntegrityError, match="belongs to another article"):
        Statement.objects.filter(pk=statement.pk).update(article=make_article())


def test_the_text_of_a_version_never_changes():
    version = make_article().current_version
    with pytest.raises(IntegrityError, match="never changes"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE archive_articleversion SET text = text || '!' WHERE id = %s", [version.pk]
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "sung"},
        {"status": "perhaps"},
        {"section": "margin"},
        {"attribution": "hearsay"},
        {"confidence": 1.5},
        {"said_on": None},
        {"status": "withdrawn"},
        {"status": "checked"},
        {"mention": ""},
    ],
)
def test_the_database_refuses(wrong):
    statement = make_statement()
    with pytest.raises(IntegrityError):
        Statement.objects.filter(pk=statement.pk).update(**wrong)


def test_one_machine_statement_a_place():
    statement = make_statement("The bridge stays open.")
    with pytest.raises(IntegrityError, match="statement_once_a_place"):
        make_statement("The bridge stays open.", article=statement.article)


def test_a_decision_is_signed():
    statement, curator = make_statement(), User.objects.create_user("curator")
    statement.check_by(curator)
    statement.refresh_from_db()
    assert (statement.status, statement.decided_by) == ("checked", curator)
    assert statement.is_curated and statement.decided_at


def test_an_edit_that_is_no_span_is_refused():
    statement, curator = make_statement(), User.objects.create_user("curator")
    with pytest.raises(Error):
        statement.edit(curator, text="Other words.")


def test_two_spellings_of_a_name_are_one_speaker():
    speaker = make_speaker("José O’Hara")
    assert Speaker.objects.called("Jose O'Hara") == speaker
    with pytest.raises(IntegrityError):
        Speaker.objects.make("JOSE O'HARA", "person")


def test_an_alias_names_its_speaker_unless_it_is_ambiguous():
    speaker = make_speaker("Ada Voss")
    alias = speaker.aliases.create(text="the harbour minister")
    assert Speaker.objects.called("The Harbour Minister") == speaker
    alias.ambiguous = True
    alias.save()
    assert Speaker.objects.called("the harbour minister") is None


def test_an_alias_of_two_speakers_names_nobody():
    for name in ("Ada Voss", "Ben Voss"):
        make_speaker(name).aliases.create(text="Voss")
    assert Speaker.objects.called("Voss") is None


def test_slugs_are_given_once():
    assert make_speaker("Ada Voss").slug == "ada-voss"
    assert make_speaker("Ada-Voss").slug == "ada-voss-2"
    assert make_speaker("Анна Ветрова").slug == "анна-ветрова"
