"""manage.py migrate: Django's own, and then the roles."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connection

from archive import roles

NEEDED = {"auth_group", "auth_permission", "auth_group_permissions"}


class Command(Migrate):
    """Migrate, then let each role have the permissions that Django made just now."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Do as Django does; the roles are settled unless it was only asked what it would do."""
        super().handle(*args, **options)
        is_asked = any(options.get(name) for name in ("plan", "check_unapplied", "prune"))
        if not is_asked and set(connection.introspection.table_names()) >= NEEDED:
            roles.settle()
