"""The one app of the project."""

from __future__ import annotations

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Articles, speakers and statements."""

    name = "archive"
    verbose_name = "Archive"
