"""Who may do what: by the permissions of the models, which an administrator gives to groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from django.http import HttpRequest


def demand(request: HttpRequest, permission: str) -> None:
    """Refuse whoever may not do this (403)."""
    if not request.user.has_perm(permission):
        raise PermissionDenied
