"""Which tables an export holds, in which order, and what a line of each says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models

from archive.models import (
    Article,
    ArticleVersion,
    Change,
    Draw,
    DrawnStatement,
    FormRate,
    IdentityDecision,
    ImportBatch,
    ImportProblem,
    Judgement,
    NearCopy,
    Outlet,
    Place,
    Print,
    QuotationGroup,
    ReaderReport,
    Resemblance,
    ReviewClaim,
    Role,
    Speaker,
    SpeakerAlias,
    Statement,
    Tagging,
    TextSketch,
    Topic,
    Ungrouped,
    Wording,
)
from archive.models.names import normalised
from archive.portable.values import or_null, reader_of

FORMAT = 1
USER = "user"


@dataclass(frozen=True)
class Table:
    """One table: what its lines call themselves, and which columns are computed anew."""

    noun: str
    model: type[models.Model]
    derived: Mapping[str, Callable[[dict[str, Any]], Any]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The table's name in the database."""
        return str(self.model._meta.db_table)

    def fields(self) -> list[models.Field]:
        """Return the columns that a line holds, under the names that it gives them."""
        return [
            column
            for column in self.model._meta.concrete_fields
            if not isinstance(column, models.GeneratedField) and column.name not in self.derived
        ]

    def readers(self) -> dict[str, Callable[[Any], Any]]:
        """Return for each column how its value is read; a person is read as the username."""
        names = get_user_model()._meta.get_field("username")
        return {
            column.name: or_null(reader_of(names)) if is_person(column) else reader_of(column)
            for column in self.fields()
        }

    def optional(self) -> dict[str, Any]:
        """Return what stands in columns that a line may leave out: they were added later."""
        return {
            column.name: column.get_default()
            for column in self.fields()
            if column.has_default() or column.null or (column.blank and not column.is_relation)
        }


def is_person(column: models.Field) -> bool:
    """Say whether a column names a user: it is exported by name, never by number."""
    return bool(column.is_relation and column.related_model is get_user_model())


# A line may only name rows of lines before it, with exceptions that the database checks at the end:
# the successor of a speaker, an outlet or a topic, an article's current version, a statement's
# neighbours.
TABLES = (
    Table("outlet", Outlet),
    Table("speaker", Speaker, {"normalised_name": lambda row: normalised(row["name"])}),
    Table("alias", SpeakerAlias, {"normalised": lambda row: normalised(row["text"])}),
    Table("role", Role),
    Table("identity", IdentityDecision),
    Table("batch", ImportBatch),
    Table("problem", ImportProblem),
    Table("article", Article),
    Table("version", ArticleVersion),
    Table("statement", Statement, {"suspicions": lambda _: 0}),
    Table("report", ReaderReport),
    Table("draw", Draw),
    Table("drawn", DrawnStatement),
    Table("judgement", Judgement),
    Table("topic", Topic, {"normalised_name": lambda row: normalised(row["name"])}),
    Table("tagging", Tagging),
    Table("change", Change),
    # Only its address, and by which statement it is found again; the rest is counted anew.
    Table(
        "quotation",
        QuotationGroup,
        {"articles": lambda _: 0, "prints": lambda _: 0, "first_said": lambda _: None},
    ),
)
# Made again from the statements and the versions (`archive.ingest.grouping.regroup`); places only
# spare a second reading of what is stored.
DERIVED = (
    Place,
    Wording,
    Print,
    Resemblance,
    Ungrouped,
    TextSketch,
    NearCopy,
    ReviewClaim,
    FormRate,
)


def counted(counts: Mapping[str, int]) -> Iterator[str]:
    """Yield how many rows there are of each type, in words: "41 articles", "1 outlet"."""
    plurals = {"alias": "aliases", "batch": "batches", "identity": "identities"}
    for noun, count in counts.items():
        if count:
            yield f"1 {noun}" if count == 1 else f"{count} {plurals.get(noun, noun + 's')}"
