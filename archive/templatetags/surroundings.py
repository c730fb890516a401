"""What stands right before and after a statement in its paragraph, cut at words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import template

from archive.templatetags.lit import BETWEEN

if TYPE_CHECKING:
    from archive.models import Statement

register = template.Library()

MOST = 90  # characters on either side
CUT = "…"


@register.filter
def words_around(statement: Statement) -> tuple[str, str] | None:
    """Return the words before and after, of a statement that was fetched `with_surroundings`.

    None where it was not, and where the statement is a paragraph of its own.
    """
    row: Any = statement
    if not hasattr(row, "words_before"):
        return None
    found = before(row.words_before), after(row.words_after)
    return found if re.search(r"\w", "".join(found)) else None


def before(text: str) -> str:
    """Return the last words of the text that stand in its last paragraph."""
    paragraph = BETWEEN.split(text)[-1]
    if len(paragraph) <= MOST:
        return paragraph.lstrip()
    return f"{CUT} {paragraph[-MOST:].partition(' ')[2]}"


def after(text: str) -> str:
    """Return the first words of the text that stand in its first paragraph."""
    paragraph = BETWEEN.split(text)[0]
    if len(paragraph) <= MOST:
        return paragraph.rstrip()
    return f"{paragraph[:MOST].rpartition(' ')[0]} {CUT}"
