"""manage.py account: who may do what in the admin."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from archive.roles import Role, give, role_of

if TYPE_CHECKING:
    from argparse import ArgumentParser

WRONG_USAGE = 2


class Command(BaseCommand):
    """Make an account, change its role or password, close it; without a name, list them all."""

    help = "Make an account with a role, or change it; without a name, list the accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare whose account, and what becomes of it."""
        parser.add_argument("name", nargs="?", help="of the account; it is made when there is none")
        parser.add_argument("--role", choices=Role.values, help="a new account: curator")
        parser.add_argument("--email", help="where the account's owner is written to")
        deed = parser.add_mutually_exclusive_group()
        deed.add_argument("--new-password", action="store_true", help="print another password")
        deed.add_argument("--close", action="store_true", help="let nobody log in with it any more")
        deed.add_argument("--open", action="store_true", help="undo --close")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked and say how the account stands."""
        if options["name"] is None:
            return self._list()
        with transaction.atomic():
            user, password = self._account(options)
            self._change(user, options)
        line = f"{user.username}: {_told(user)}"
        self.stdout.write(line + (f", password {password} (shown this once)" if password else ""))
        return None

    def _list(self) -> None:
        for user in User.objects.order_by("username"):
            self.stdout.write(f"{user.username}: {_told(user)}")

    def _account(self, options: dict[str, Any]) -> tuple[User, str]:
        """Return the account and its new password, "" where it keeps the old one."""
        user = User.objects.filter(username=options["name"]).first()
        if user and not options["new_password"]:
            return user, ""
        if user is None and (options["close"] or options["open"] or options["new_password"]):
            raise CommandError(f"there is no account {options['name']}", returncode=WRONG_USAGE)
        password = secrets.token_urlsafe(12)
        if user is None:
            options["role"] = options["role"] or Role.CURATOR.value
            user = User(username=options["name"])
        user.set_password(password)
        try:
            user.full_clean(exclude=["password"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=WRONG_USAGE) from error
        user.save()
        return user, password

    def _change(self, user: User, options: dict[str, Any]) -> None:
        if options["email"] is not None:
            user.email = options["email"]
        if options["close"] or options["open"]:
            user.is_active = options["open"]
        try:
            user.full_clean(exclude=["password"])
            user.save()
            if options["role"]:
                give(user, Role(options["role"]))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=WRONG_USAGE) from error
        except ValueError as refusal:
            raise CommandError(str(refusal), returncode=WRONG_USAGE) from refusal


def _told(user: User) -> str:
    role = "superuser" if user.is_superuser else role_of(user).value
    return role if user.is_active else f"{role}, closed"
