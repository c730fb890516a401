"""What a web server calls."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

options = settings.DATABASES["default"].setdefault("OPTIONS", {})
options["pool"] = settings.DATABASE_POOL
# What no page may take of the database; searches have bounds of their own (search/bound.py).
options.setdefault("options", f"-c statement_timeout={settings.LONGEST_STATEMENT}s")
application = get_wsgi_application()
