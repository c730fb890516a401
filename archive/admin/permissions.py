"""Who may do what: by the permissions of the models, which an administrator gives to groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest


def demand(request: HttpRequest, permission: str) -> None:
    """Refuse whoever may not do this (403)."""
    if not request.user.has_perm(permission):
        raise PermissionDenied


def person(request: HttpRequest) -> User:
    """Return the account that asks: the admin's pages let nobody else in."""
    return cast("User", request.user)
