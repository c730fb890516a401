"""What has been decided about a statement, and by whom: machine or person."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive import search


class Status(models.TextChoices):
    """Where a statement stands."""

    MACHINE = search.MACHINE, _("found by machine")
    CHECKED = search.CHECKED, _("checked by a person")
    EDITED = search.EDITED, _("corrected by a person")
    HIDDEN = "hidden", _("hidden by a person")
    WITHDRAWN = "withdrawn", _("no longer found in the article")
    RETRACTED = "retracted", _("its article was withdrawn by a person")


CURATED = (Status.CHECKED, Status.EDITED, Status.HIDDEN)
