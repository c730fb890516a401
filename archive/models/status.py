"""What has been decided about a statement, and by whom: machine or person."""

from __future__ import annotations

from django.db import models

from archive import search


class Status(models.TextChoices):
    """Where a statement stands."""

    MACHINE = search.MACHINE, "found by machine"
    CHECKED = search.CHECKED, "checked by a person"
    EDITED = search.EDITED, "corrected by a person"
    HIDDEN = "hidden", "hidden by a person"
    WITHDRAWN = "withdrawn", "no longer found in the article"
    RETRACTED = "retracted", "its article was withdrawn by a person"


CURATED = (Status.CHECKED, Status.EDITED, Status.HIDDEN)
