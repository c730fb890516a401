"""manage.py pgdump: the embedded database as SQL, to move to a server."""

from __future__ import annotations

import subprocess
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from archive import embedded

# A setting of PostgreSQL 17 that older servers refuse; a restored dump does not need it.
NEWER = "SET transaction_timeout = 0;"


class Command(BaseCommand):
    """Run the embedded PostgreSQL's own pg_dump; `psql` reads what it prints."""

    help = "Print the embedded database as SQL: manage.py pgdump | psql postgres://…"

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the dump as it comes."""
        if settings.EMBEDDED is None:
            raise CommandError("DATABASE_URL is set: run the pg_dump of that server", returncode=2)
        programs = embedded.status(settings.EMBEDDED).programs
        if programs is None or not (programs / "pg_dump").exists():
            raise CommandError(f"there is no pg_dump in {programs}", returncode=2)
        command = [
            str(programs / "pg_dump"), "--no-owner", "--no-privileges",
            embedded.database_url(settings.EMBEDDED),
        ]  # fmt: skip
        with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as dump:
            for line in dump.stdout or ():
                if line.strip() != NEWER:
                    self.stdout.write(line, ending="")
        if dump.returncode:
            raise CommandError("pg_dump failed (its reason stands above)", returncode=1)
