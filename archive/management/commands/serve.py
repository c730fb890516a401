"""manage.py serve: what `make run` calls."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from archive.ingest.bundled import is_loaded
from archive.models import Article
from archive.server import PortInUse, check_free, serve
from archive.staticfiles import collect_static

if TYPE_CHECKING:
    from argparse import ArgumentParser

WRONG_USAGE = 2


class Command(BaseCommand):
    """From an empty database to an archive in the browser; a second start repeats nothing."""

    help = "Prepare the database, load the sample when the archive is empty, and serve the pages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare where to serve and what to load."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--articles", type=Path, metavar="FOLDER", help="instead of the sample")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare everything, say where to look, serve until Ctrl-C."""
        address = (options["host"], options["port"])
        try:
            check_free(address)
            self._prepare(options["articles"])
            password = self._first_administrator()
            serve(address, lambda: self._welcome(address, password))
        except PortInUse as error:
            raise CommandError(str(error), returncode=WRONG_USAGE) from error
        except OverflowError as error:
            raise CommandError(f"{options['port']} is no port", returncode=WRONG_USAGE) from error

    def _prepare(self, articles: Path | None) -> None:
        self.stderr.write("Preparing the database …", ending="\n")
        call_command("migrate", verbosity=0, interactive=False)
        if collect_static():
            self.stderr.write("Prepared the static files.", ending="\n")
        if articles:
            self._ingest(articles)
        elif not Article.objects.filter(batch__is_sample=False).exists() and not is_loaded():
            self.stderr.write("The archive is empty: loading the sample articles …", ending="\n")
            call_command("sample", "--load")

    def _ingest(self, articles: Path) -> None:
        try:
            call_command("ingest", articles)
        except SystemExit as ended:
            if ended.code != 1:
                raise
            self.stderr.write("Some were refused (above, and in the admin); the rest is in.")

    def _first_administrator(self) -> str | None:
        """Make the first account on an embedded database, where nobody else can be there yet."""
        users = get_user_model().objects
        if settings.EMBEDDED is None or users.exists():
            return None
        password = secrets.token_urlsafe(12)
        users.create_superuser(username="admin", password=password)
        return password

    def _welcome(self, address: tuple[str, int], password: str | None) -> None:
        manage = f"{Path(sys.executable)} manage.py"
        host = "localhost" if address[0] == "127.0.0.1" else address[0]
        where = settings.EMBEDDED.data if settings.EMBEDDED else "the server in DATABASE_URL"
        lines = [
            "",
            f"  Onrecord answers at http://{host}:{address[1]}/",
            f"  Admin:              http://{host}:{address[1]}/admin/"
            + (f" as admin, password {password} (shown this once)" if password else ""),
            f"  Accounts:           {manage} account NAME --role curator, {manage} help account",
            f"  Your own articles:  {manage} ingest FOLDER",
            f"  Without the sample: {manage} sample --remove",
            f"  Data:               {where}",
            "  Stop:               Ctrl-C",
            "",
        ]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()
