"""Who writes, told to the database: its triggers keep the history (models/history.py)."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse

READING = ("GET", "HEAD", "OPTIONS", "TRACE")
LONGEST_WAY = 200  # characters
SET = "SELECT set_config('onrecord.author', %s, false), set_config('onrecord.via', %s, false)"


@contextmanager
def signed(by: User, via: str) -> Iterator[None]:
    """Let every write on this connection be recorded as this person's, made in this way."""
    _tell(str(by.pk), via[:LONGEST_WAY])
    try:
        yield
    finally:
        try:
            _tell("", "")
        except BaseException:
            # Whoever gets this connection next must not write under somebody else's name.
            connection.close()
            raise


def _tell(author: str, via: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SET, [author, via])


def sign_changes(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Middleware: what a logged-in person's request writes is recorded as theirs."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.method in READING or not request.user.is_authenticated:
            return get_response(request)
        with signed(request.user, request.path):
            return get_response(request)

    return respond
