"""Quotation extraction: document in, quotations out. Pure: no Django, no input or output."""

from __future__ import annotations

from archive.extraction.extractor import find_quotations
from archive.extraction.known import KnownSpeakers
from archive.extraction.model import (
    Attribution,
    Document,
    Kind,
    KnownRole,
    KnownSpeaker,
    Quotation,
    Section,
    Span,
)

VERSION = "rules/4"

__all__ = [
    "VERSION",
    "Attribution",
    "Document",
    "Kind",
    "KnownRole",
    "KnownSpeaker",
    "KnownSpeakers",
    "Quotation",
    "Section",
    "Span",
    "find_quotations",
]
