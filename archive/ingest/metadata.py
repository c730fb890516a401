"""What the operator knows: `--outlet`, `--published` and `--metadata articles.csv`."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from archive.ingest.article import PublicationDate
from archive.ingest.page import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from archive.ingest.article import CleanArticle, Precision

COLUMNS = ("source", "title", "outlet", "url", "published_at")
SHORT_DATES: tuple[tuple[str, str, Precision], ...] = (
    (r"[0-9]{4}", "%Y", "year"),
    (r"[0-9]{4}-[0-9]{2}", "%Y-%m", "month"),
    (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "%Y-%m-%d", "day"),
)
WITH_TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}.*"


class WrongMetadata(ValueError):
    """Metadata that cannot be used; `str(error)` says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class Given:
    """Facts of one article, or of all: an empty one is not given."""

    title: str = ""
    outlet: str = ""
    url: str = ""
    published: PublicationDate | None = None

    def words(self) -> dict[str, str]:
        """Return the given facts but the date, by name."""
        facts = {"title": self.title, "outlet": self.outlet, "url": self.url}
        return {name: value for name, value in facts.items() if value}


@dataclass(slots=True)
class Metadata:
    """Facts for all articles, which fill gaps, and facts by source, which go before all else."""

    of_all: Given = field(default_factory=Given)
    by_source: dict[str, Given] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)  # row → the source it served

    def given(self, source: str) -> Given:
        """Return what the table says of `source`.

        A row for the file's bare name serves where there is none for its path in the folder.
        Raises Refusal when a bare name fits a second file: nobody knows which one is meant.
        """
        name = source if source in self.by_source else source.rpartition("/")[2]
        if name not in self.by_source:
            return Given()
        if self.used.setdefault(name, source) != source:
            raise Refusal(
                f"the row {name!r} of the metadata table fits {self.used[name]!r} as well: "
                "write the path into the table"
            )
        return self.by_source[name]

    def unused(self) -> list[str]:
        """Return the sources in the table that no article came from."""
        return sorted(set(self.by_source) - set(self.used))


def applied(document: CleanArticle, one: Given, of_all: Given) -> CleanArticle:
    """Return `document` with what the operator knows of it, and of all articles, in its place."""
    return _filled(_overruled(document, one), of_all)


def _overruled(document: CleanArticle, given: Given) -> CleanArticle:
    """Put what a row of the table says in the place of what the article says."""
    facts = given.words()
    names = {"canonical_url" if name == "url" else name for name in facts}
    if given.published:
        names.add("published_at")
    date = _dated(document.date, given.published)
    return replace(_with(document, facts), date=date, given=frozenset(names))


def _filled(document: CleanArticle, given: Given) -> CleanArticle:
    """Fill what the article leaves open; what it states stays."""
    facts = {name: value for name, value in given.words().items() if not getattr(document, name)}
    if document.date.at is not None or given.published is None:
        return replace(_with(document, facts), assumed=frozenset(facts))
    assumed = frozenset({*facts, "published_at"})
    date = _dated(document.date, given.published)
    return replace(_with(document, facts), date=date, assumed=assumed)


def _dated(found: PublicationDate, given: PublicationDate | None) -> PublicationDate:
    """Return the given date, with what the article itself prints and says of an update kept."""
    if given is None:
        return found
    printed = found.printed or given.printed
    return replace(given, printed=printed, updated_at=found.updated_at)


def _with(document: CleanArticle, facts: dict[str, str]) -> CleanArticle:
    return replace(
        document,
        title=facts.get("title", document.title),
        outlet=facts.get("outlet", document.outlet),
        url=facts.get("url", document.url),
    )


def given_date(words: str) -> PublicationDate:
    """Read an ISO 8601 date as exactly as it is written: 2021, 2021-06, 2021-06-15, with time.

    A time without a zone is UTC. Raises WrongMetadata for anything else.
    """
    for form, pattern, precision in SHORT_DATES:
        if re.fullmatch(form, words):
            return _given(_parse(words, pattern), precision, words)
    if not re.fullmatch(WITH_TIME, words):
        raise _wrong_date(words)
    try:
        moment = datetime.fromisoformat(words)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return _given(moment.astimezone(UTC), "minute", words)
    except (ValueError, OverflowError):
        raise _wrong_date(words) from None


def _parse(words: str, pattern: str) -> datetime:
    try:
        return datetime.strptime(words, pattern).replace(tzinfo=UTC)
    except ValueError:
        raise _wrong_date(words) from None


def _wrong_date(words: str) -> WrongMetadata:
    return WrongMetadata(
        f"{words!r} is no date: write 2021, 2021-06, 2021-06-15 or 2021-06-15T16:25+00:00"
    )


def _given(moment: datetime, precision: Precision, words: str) -> PublicationDate:
    return PublicationDate(
        at=moment,
        precision=precision,
        basis="given",
        evidence="given by the operator",
        printed=words,
    )


def read_metadata(path: Path) -> dict[str, Given]:
    """Read a CSV table with a column `source` and any of title, outlet, url, published_at.

    Raises WrongMetadata when the file cannot be read, a column is unknown, a row has no source,
    a source comes twice or a date is none.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _given_by_source(csv.DictReader(file), path)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WrongMetadata(f"{path}: cannot be read as a UTF-8 CSV table: {error}") from error


def _given_by_source(table: csv.DictReader[str], path: Path) -> dict[str, Given]:
    columns = table.fieldnames or []
    unknown = [column for column in columns if column not in COLUMNS]
    if "source" not in columns or unknown:
        raise WrongMetadata(
            f"{path}: the first line must name columns out of {', '.join(COLUMNS)}, source among "
            f"them; it has {', '.join(columns) or 'nothing'}"
        )
    rows: dict[str, Given] = {}
    for row in table:
        source = (row["source"] or "").strip()
        if not source or source in rows:
            raise WrongMetadata(f"{path}:{table.line_num}: a source is missing or comes twice")
        rows[source] = _given_row(row, f"{path}:{table.line_num}")
    return rows


def _given_row(row: dict[str, str], place: str) -> Given:
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    try:
        published = given_date(cells["published_at"]) if cells["published_at"] else None
    except WrongMetadata as error:
        raise WrongMetadata(f"{place}: {error}") from error
    return Given(cells["title"], cells["outlet"], cells["url"], published)
