"""What comes out of cleaning: one article, its text and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Precision = Literal["minute", "day", "month", "year", "unknown"]
# Of an entry of a feed that has no more than a description: whole or a teaser, nobody knows.
SUMMARY_READER = "summary/1"
Basis = Literal["stated", "inferred", "given", "unknown"]


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """When an article was published, how exactly that is known, and from what.

    `at` is in UTC and stands at the first instant of the period that `precision` names; it is
    None when the article does not say the year. A guess is never stored here as a fact:
    "inferred" has its reasoning in `evidence`, anything less certain is "unknown".
    """

    at: datetime | None = None
    precision: Precision = "unknown"
    basis: Basis = "unknown"
    evidence: str = ""  # in words
    printed: str = ""  # as printed, e.g. "June 15th"
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """One article without the furniture of its page.

    `text` begins with `title` and a blank line (when the article has a title); paragraphs are
    separated by blank lines, subheadings are paragraphs of their own. The dateline stays where
    it is printed; captions, credits, end marks, navigation and comments are not in it.
    """

    title: str  # "" where none is printed
    text: str
    outlet: str | None
    byline: str | None  # as printed, which may be no person's name
    url: str | None
    language: str  # two-letter code
    date: PublicationDate
    dateline: str | None  # the place as printed
    reader: str  # which reader and version made this: "text/1", "html/1", "record/1"
    given: frozenset[str] = frozenset()  # facts that the operator gave: "title", "outlet", …
    assumed: frozenset[str] = frozenset()  # facts filled in that the article leaves open
    printed_title: str | None = None  # where `title` is another, an operator's or made of the text

    @property
    def heading(self) -> str:
        """The title as printed, with which the text begins; "" where none is."""
        return self.title if self.printed_title is None else self.printed_title

    @property
    def is_summary(self) -> bool:
        """Say whether this may be a part of the article only, which replaces no other text."""
        return self.reader == SUMMARY_READER
