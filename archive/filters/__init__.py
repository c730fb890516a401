"""The address of a search → a query whose names are known."""

from archive.filters.complaints import complaint
from archive.filters.statement_filter import MOST_WORDS, PICKED, SORTS, StatementFilter

__all__ = ["MOST_WORDS", "PICKED", "SORTS", "StatementFilter", "complaint"]
