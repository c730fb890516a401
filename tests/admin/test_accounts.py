"""What each role finds in the admin: accounts, changes to take back, actions on many."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from archive.models import Change
from archive.roles import Role, rights, role_of
from tests.factories import make_person, make_statement

pytestmark = pytest.mark.django_db


def permitted(user: User) -> set[str]:
    return User.objects.get(pk=user.pk).get_all_permissions()


def page(name: str, *args) -> str:
    return reverse(f"admin:{name}", args=args)


@pytest.fixture
def administrator(client):
    user = make_person("administrator")
    client.force_login(user)
    return user


def form_of(user: User, **fields) -> dict:
    values = {"username": user.username, "is_active": "on", "role": "curator"}
    times = {"date_joined_0": "2024-01-01", "date_joined_1": "00:00:00"}
    return values | times | fields


def test_an_administrator_adds_an_account_and_gives_it_a_role(administrator, client, read):
    form = {"username": "rosa", "usable_password": "true"}
    form |= {"password1": "a long one 17", "password2": "a long one 17"}
    told = read(page("auth_user_add"), form)
    assert "What they may do" in told and "is_superuser" not in told
    rosa = User.objects.get(username="rosa")
    assert role_of(rosa) == Role.READER
    forged = {"is_superuser": "on", "is_staff": "on", "user_permissions": "1", "groups": "1"}
    read(page("auth_user_change", rosa.pk), form_of(rosa, role="editor", **forged))
    rosa = User.objects.get(username="rosa")
    assert role_of(rosa) == Role.EDITOR and permitted(rosa) == rights(Role.EDITOR)
    assert not rosa.is_superuser and not rosa.user_permissions.exists()


def test_an_administrator_only_looks_at_a_superuser(administrator, client, read):
    chief = User.objects.create_superuser("chief", password="x")
    assert "chief" in read(page("auth_user_change", chief.pk))
    address = page("auth_user_change", chief.pk)
    assert client.post(address, form_of(chief, role="reader")).status_code == 403
    assert client.get(page("auth_user_password_change", chief.pk)).status_code == 403
    assert User.objects.get(username="chief").is_superuser


def test_a_superuser_has_django_s_own_page(client, read):
    client.force_login(User.objects.create_superuser("chief", password="x"))
    rosa = make_person("curator")
    assert "user_permissions" in read(page("auth_user_change", rosa.pk))
    assert "superuser" in read(page("auth_user_changelist"))


def test_a_curator_takes_back_only_what_was_their_own(client, read):
    curator, other = make_person("curator"), make_person("curator")
    statement = make_statement()
    for person in (other, curator):
        client.force_login(person)
        form = {"speaker": "", "kind": "mixed" if person is other else "indirect"}
        form |= {"said_on": "", "said_precision": "unknown", "reason": person.username}
        read(page("archive_statement_change", statement.pk), form)
    own, others = (Change.objects.get(by=person) for person in (curator, other))
    told = read(page("archive_statement_history", statement.pk))
    assert page("archive_change_revert", own.pk) in told
    assert page("archive_change_revert", others.pk) not in told
    assert page("archive_change_revert", others.pk) not in read(
        page("archive_change_change", others.pk)
    )
    assert client.post(page("archive_change_revert", others.pk)).status_code == 403
    assert "Put back as it was" in read(page("archive_change_revert", own.pk), {})
    client.force_login(make_person("editor"))
    assert "Put back as it was" in read(page("archive_change_revert", others.pk), {})


def test_only_editors_are_offered_to_decide_about_many_at_once(client, read):
    statement = make_statement()
    form = {"action": "check_selected", "_selected_action": statement.pk}
    for role, status in (("curator", "machine"), ("editor", "checked")):
        client.force_login(make_person(role))
        assert ("check_selected" in read(page("archive_statement_changelist"))) == (
            role == "editor"
        )
        client.post(page("archive_statement_changelist"), form)
        statement.refresh_from_db()
        assert statement.status == status
