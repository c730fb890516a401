"""Roles: who may do what, settled by each migrate, given by command and by administrators."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.core.management import CommandError, call_command

from archive.roles import RIGHTS, Role, give, rights, role_of, settle
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def migrated(db):
    """Migrate: a test that empties all tables took the groups with them."""
    Group.objects.all().delete()
    call_command("migrate", verbosity=0)


def permitted(user: User) -> set[str]:
    return User.objects.get(pk=user.pk).get_all_permissions()


def test_a_migrate_leaves_groups_that_hold_exactly_the_rights():
    for role in (Role.CURATOR, Role.EDITOR, Role.ADMINISTRATOR):
        held = Group.objects.get(name=role.value).permissions
        names = held.values_list("content_type__app_label", "codename")
        assert {".".join(name) for name in names} == rights(role), role


def test_every_right_is_a_permission_that_exists():
    rows = Permission.objects.values_list("content_type__app_label", "codename")
    assert rights(Role.ADMINISTRATOR) <= {".".join(row) for row in rows}


def test_every_model_that_the_admin_shows_is_somebody_s_to_look_at():
    shown = {model._meta.label_lower for model in admin.site._registry}
    named = {model for of_role in RIGHTS.values() for model in of_role}
    assert shown - named == {"auth.group"}
    assert named <= {model._meta.label_lower for model in apps.get_models()}


def test_each_role_may_what_the_one_before_may_and_more():
    curator, editor, administrator = (rights(role) for role in list(Role)[1:])
    assert rights(Role.READER) == set() and curator < editor < administrator
    assert not [right for right in editor if right.startswith("auth.")]
    assert "archive.add_identitydecision" in editor - curator


def test_what_somebody_took_from_a_group_the_next_migrate_gives_back():
    group = Group.objects.get(name="curator")
    group.permissions.clear()
    group.permissions.add(Permission.objects.get(codename="delete_user"))
    call_command("migrate", verbosity=0)
    assert permitted(make_person("curator")) == rights(Role.CURATOR)


def test_a_migrate_that_only_tells_its_plan_settles_nothing():
    Group.objects.get(name="curator").permissions.clear()
    call_command("migrate", "--plan", verbosity=0)
    assert not Group.objects.get(name="curator").permissions.exists()
    settle()


def test_a_role_is_given_and_taken_and_other_groups_stay():
    user = make_person("editor")
    user.groups.add(Group.objects.create(name="press office"))
    give(user, Role.CURATOR)
    assert role_of(user) == Role.CURATOR and permitted(user) == rights(Role.CURATOR)
    give(user, Role.READER)
    assert not user.is_staff and [group.name for group in user.groups.all()] == ["press office"]
    with pytest.raises(ValueError, match="superuser"):
        give(User.objects.create_superuser("chief"), Role.CURATOR)


# The command


def account(capsys, *arguments) -> str:
    call_command("account", *arguments)
    return capsys.readouterr().out


def test_the_command_makes_an_account_whose_password_is_shown_once(capsys, client):
    told = account(capsys, "rosa", "--role", "editor", "--email", "rosa@news.example")
    password = re.fullmatch(r"rosa: editor, password (\S+) \(shown this once\)\n", told)[1]
    assert client.login(username="rosa", password=password)
    user = User.objects.get(username="rosa")
    assert role_of(user) == Role.EDITOR and user.email == "rosa@news.example"
    assert account(capsys, "rosa", "--role", "curator") == "rosa: curator\n"
    assert client.login(username="rosa", password=password)
    assert "password" in account(capsys, "rosa", "--new-password")
    assert not client.login(username="rosa", password=password)


def test_the_command_closes_and_lists(capsys):
    account(capsys, "rosa")
    User.objects.create_superuser("chief")
    assert account(capsys, "rosa", "--close") == "rosa: curator, closed\n"
    assert account(capsys) == "chief: superuser\nrosa: curator, closed\n"
    assert account(capsys, "rosa", "--open") == "rosa: curator\n"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["nobody", "--close"], "there is no account nobody"),
        (["two words"], "valid username"),
        (["rosa", "--email", "no address"], "valid email"),
        (["chief", "--role", "curator"], "superuser"),
    ],
)
def test_what_cannot_be_is_one_line(arguments, reason):
    User.objects.create_superuser("chief")
    with pytest.raises(CommandError, match=reason) as refused:
        call_command("account", *arguments)
    assert refused.value.returncode == 2
    assert not User.objects.exclude(username="chief").exists()
