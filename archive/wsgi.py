"""What a web server calls."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

settings.DATABASES["default"].setdefault("OPTIONS", {})["pool"] = settings.DATABASE_POOL
application = get_wsgi_application()
