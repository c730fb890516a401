"""How often an address may send a form: counted in the database, for all workers alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import connection, models
from django.utils.crypto import salted_hmac

MOST_OF_ONE, MOST_OF_ALL = 10, 300  # forms an hour
HOUR = timedelta(hours=1)
EVERYBODY = "everybody"


class FormRate(models.Model):
    """How many forms somebody sent in an hour; gone a day later.

    `sender` is a keyed hash of the address and the day: no address is stored, and the same one
    cannot be told from another day's.
    """

    sender = models.CharField(max_length=64)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("sender", "hour"), name="form_rate_once_an_hour"),
        )

    def __str__(self) -> str:
        return f"{self.count} forms in the hour of {self.hour:%Y-%m-%d %H}"


def seconds_to_wait(address: str, now: datetime | None = None) -> int:
    """Count a form sent from `address`; return 0 when it is welcome, else how long to wait.

    Ten an hour from one address, 300 from all together.
    """
    now = now or datetime.now(UTC)
    hour = now.replace(minute=0, second=0, microsecond=0)
    sender = salted_hmac("archive.form_rate", f"{now.date()} {address}", algorithm="sha256")
    counts = [_count(sender.hexdigest(), hour)]
    if counts[0] <= MOST_OF_ONE:
        counts.append(_count(EVERYBODY, hour))
    FormRate.objects.filter(hour__lt=hour - 24 * HOUR).delete()
    if counts[0] <= MOST_OF_ONE and counts[-1] <= MOST_OF_ALL:
        return 0
    return int((hour + HOUR - now).total_seconds()) + 1


def _count(sender: str, hour: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO archive_formrate AS had (sender, hour, count) VALUES (%s, %s, 1)"
            " ON CONFLICT (sender, hour) DO UPDATE SET count = had.count + 1 RETURNING count",
            [sender, hour],
        )
        return int(cursor.fetchone()[0])
