"""German: Django's own, with the time zone named."""

DATETIME_FORMAT = "j. F Y, H:i e"
