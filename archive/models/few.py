"""A number of statements that costs the same however many there are."""

from __future__ import annotations

from django.db.models import IntegerField
from django.db.models.expressions import RawSQL

from archive.search import SHOWN

FEW = 1000


def few_statements(owner: str) -> RawSQL:
    """Return the number of shown statements of a row of `owner`, "speaker" or "outlet".

    It is counted up to FEW and one more, which stands for "more than FEW".
    """
    sql = f"""(
        SELECT count(*) FROM (
            SELECT FROM archive_statement said
            WHERE said.{owner}_id = archive_{owner}.id AND said.status = ANY(%s) LIMIT {FEW + 1}
        ) few
    )"""
    return RawSQL(sql, [list(SHOWN)], output_field=IntegerField())
