"""Values of columns ↔ values of JSON, one way for each kind of column."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

Reader = Callable[[Any], Any]
LARGEST_NUMBER = 2**63 - 1  # of a bigint


def to_json(value: Any) -> Any:
    """Return what JSON holds for a value of any column: days and moments in ISO 8601."""
    return value.isoformat() if isinstance(value, date) else value


def reader_of(field: models.Field) -> Reader:
    """Return the function that takes a JSON value and gives the column's, or raises ValueError.

    Raises TypeError for a kind of column that nobody has written down here yet.
    """
    read = _array(field) if isinstance(field, ArrayField) else _reader_by_kind(field)
    choices = {value for value, _ in field.flatchoices} if field.choices else None
    if choices:
        read = _one_of(choices, read)
    return or_null(read) if field.null else read


def _reader_by_kind(field: models.Field) -> Reader:
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    for kind, read in _READERS.items():
        if isinstance(target, kind):
            return read
    raise TypeError(f"no way is written to export a {type(target).__name__}: {field}")


def _array(field: ArrayField) -> Reader:
    read_one = reader_of(field.base_field)

    def read(value: Any) -> Any:
        if not isinstance(value, list):
            raise ValueError("no list")
        if field.size and len(value) != field.size:
            raise ValueError(f"a list of {len(value)}, not of {field.size}")
        return [read_one(one) for one in value]

    return read


def _one_of(choices: set[Any], read: Reader) -> Reader:
    def read_choice(value: Any) -> Any:
        if (chosen := read(value)) not in choices:
            raise ValueError(f"not one of {', '.join(sorted(map(str, choices)))}")
        return chosen

    return read_choice


def or_null(read: Reader) -> Reader:
    """Return the reader that takes null too."""
    return lambda value: None if value is None else read(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    if "\x00" in value:
        raise ValueError("text with a NUL character")
    value.encode()  # a lone surrogate raises UnicodeEncodeError, which is a ValueError
    return value


def _whole_number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("no whole number")
    if abs(value) > LARGEST_NUMBER:
        raise ValueError("too large a number")
    return value


def _number(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ValueError("no number")
    if not math.isfinite(value):
        raise ValueError("no finite number")
    return float(value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


def _day(value: Any) -> date:
    return date.fromisoformat(_text(value))


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment


# The first that fits counts: a DateTimeField is a DateField too.
_READERS: dict[type[models.Field], Reader] = {
    models.BooleanField: _truth,
    models.DateTimeField: _moment,
    models.DateField: _day,
    models.FloatField: _number,
    models.IntegerField: _whole_number,
    models.CharField: _text,
    models.TextField: _text,
}
