"""docs/export.md names every field of every line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.portable.tables import TABLES

DOCS = Path(__file__).resolve().parent.parent.parent / "docs" / "export.md"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.noun)
def test_every_field_is_documented(table):
    rows = dict(re.findall(r"^\| (\w+) \| (.*) \|$", DOCS.read_text(encoding="utf-8"), re.M))
    documented = re.findall(r"`(\w+)`", rows[table.noun])
    assert documented == [field.name for field in table.fields() if field.name != "id"]
