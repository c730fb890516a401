"""Short ways to ask the extractor in tests."""

from __future__ import annotations

from archive.extraction import Document, Quotation, find_quotations


def quotations(text: str, title: str = "", language: str = "en") -> list[Quotation]:
    """Return what the extractor finds in `text`."""
    return find_quotations(Document(text=text, title=title, language=language))


def said(text: str, title: str = "", language: str = "en") -> list[tuple[str, str]]:
    """Return (mention, content) of every quotation; "" where nobody is mentioned."""
    return [
        (text[slice(*q.mention)] if q.mention else "", text[q.start : q.end])
        for q in quotations(text, title, language)
    ]


def contents(text: str, language: str = "en") -> list[str]:
    """Return the words of every quotation."""
    return [words for _, words in said(text, language=language)]


def speakers(text: str, title: str = "") -> list[str | None]:
    """Return the resolved speaker of every quotation."""
    return [q.speaker for q in quotations(text, title)]
