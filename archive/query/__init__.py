"""The query language: text → tree → repairs → canonical text → a sentence in words.

A library of pure Python that knows no database; docs/search.md describes the language.
"""

from archive.query.canonical import canonical
from archive.query.parse import LONGEST, Parsed, parse
from archive.query.repair import Repair
from archive.query.tree import EVERYTHING, Node

__all__ = ["EVERYTHING", "LONGEST", "Node", "Parsed", "Repair", "canonical", "parse"]
