"""What a person may do: four roles, each a group of Django's that is settled after every migrate.

| role | may |
|---|---|
| reader | nothing in the admin |
| curator | review, correct statements, speakers, articles, take back own changes |
| editor | besides merge, split, withdraw, decide in bulk, take back what others changed, outlets |
| administrator | besides manage accounts, but not superusers |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission, User
from django.db.models import TextChoices, Value
from django.db.models.functions import Concat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Role(TextChoices):
    """What an account is for, from the fewest rights to the most."""

    READER = "reader", "reader: no admin"
    CURATOR = "curator", "curator: decides about statements, speakers and articles"
    EDITOR = "editor", "editor: also merges, withdraws, decides in bulk"
    ADMINISTRATOR = "administrator", "administrator: also manages accounts"


# By model. A role has those of the ones before it, too.
RIGHTS: Mapping[Role, Mapping[str, str]] = {
    Role.READER: {},
    Role.CURATOR: {
        "archive.article": "view change",
        "archive.articleversion": "view",
        "archive.change": "view",
        "archive.draw": "view",
        "archive.identitydecision": "view",
        "archive.importbatch": "view",
        "archive.importproblem": "view",
        "archive.judgement": "add",
        "archive.outlet": "view",
        "archive.readerreport": "view change",
        "archive.role": "view add change delete",
        "archive.speaker": "view add change",
        "archive.speakeralias": "view add change delete",
        "archive.statement": "view add change",
        "archive.topic": "view add",
    },
    Role.EDITOR: {
        "archive.article": "withdraw",
        "archive.change": "change",
        "archive.draw": "add",
        "archive.identitydecision": "add change",
        "archive.importproblem": "change",
        "archive.outlet": "add change",
        "archive.statement": "bulk",
        "archive.topic": "change",
    },
    Role.ADMINISTRATOR: {"auth.user": "view add change"},
}


def rights(role: Role) -> set[str]:
    """Return all that the role may: "archive.change_statement", …"""
    ladder = list(Role)
    return {right for below in ladder[: ladder.index(role) + 1] for right in _own(below)}


def _own(role: Role) -> Iterator[str]:
    for model, deeds in RIGHTS[role].items():
        app, _, name = model.partition(".")
        yield from (f"{app}.{deed}_{name}" for deed in deeds.split())


def settle() -> None:
    """Make the groups, and let them hold exactly what the roles may.

    Django makes permissions at the end of a migrate, so this comes after it
    (management/commands/migrate.py). Changes nothing where all is so already.
    """
    for role in Role:
        if role == Role.READER:
            continue
        group, _ = Group.objects.get_or_create(name=role.value)
        wanted = set(_permissions(rights(role)))
        if wanted != set(group.permissions.values_list("pk", flat=True)):
            group.permissions.set(wanted)


def _permissions(named: set[str]) -> list[int]:
    full = Concat("content_type__app_label", Value("."), "codename")
    rows = Permission.objects.annotate(named=full).filter(named__in=named)
    return list(rows.values_list("pk", flat=True))


def role_of(user: User) -> Role:
    """Return the highest role of an account; a superuser counts as an administrator."""
    if user.is_superuser:
        return Role.ADMINISTRATOR
    held = set(user.groups.values_list("name", flat=True)) if user.is_staff else set()
    return next((role for role in reversed(Role) if role.value in held), Role.READER)


def give(user: User, role: Role) -> None:
    """Let the account have this role and no other; groups that are no roles stay.

    Raises ValueError for a superuser, who may everything anyway.
    """
    if user.is_superuser:
        raise ValueError(f"{user.get_username()} is a superuser, who may everything: no role")
    user.is_staff = role != Role.READER
    user.save(update_fields=["is_staff"])
    user.groups.remove(*Group.objects.filter(name__in=Role.values))
    if role != Role.READER:
        user.groups.add(Group.objects.get(name=role.value))
