"""What has been decided about a statement, and by whom: machine or person."""

from __future__ import annotations

from django.db import models


class Status(models.TextChoices):
    """Where a statement stands."""

    MACHINE = "machine", "found by machine"
    CHECKED = "checked", "checked by a person"
    EDITED = "edited", "corrected by a person"
    HIDDEN = "hidden", "hidden by a person"
    WITHDRAWN = "withdrawn", "no longer in the article"


CURATED = (Status.CHECKED, Status.EDITED, Status.HIDDEN)
