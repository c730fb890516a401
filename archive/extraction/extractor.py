"""The extractor: document in, quotations out, stage by stage."""

from __future__ import annotations

from archive.extraction.assembly import Assembler, settle, trimmed
from archive.extraction.attribution import Attributor
from archive.extraction.lexicons import lexicon_for
from archive.extraction.marks import LINE, scan
from archive.extraction.model import Document, Quotation
from archive.extraction.names import NameBook
from archive.extraction.nesting import nested_reports
from archive.extraction.reading import read_paragraph
from archive.extraction.resolution import Resolver


def find_quotations(document: Document) -> list[Quotation]:
    """Return every quotation of `document`, sorted by (start, -end). Never raises on any text."""
    text = document.text
    lexicon = lexicon_for(document.language)
    heading_end = len(document.title) if text.startswith(document.title) else 0
    stretches = scan(text)
    attributor = Attributor()
    book = NameBook(lexicon)
    for number, line in enumerate(LINE.finditer(text)):
        paragraph = read_paragraph(text, line.span(), stretches[number], lexicon)
        paragraph.heading = line.start() < heading_end or line.group().strip() == document.title
        attributor.read(paragraph, number)
        book.read(paragraph.tokens)
    found = (trimmed(text, item) for item in attributor.found)
    whole = [item for item in found if item is not None]
    inner = [n for item in whole if item.quoted for n in nested_reports(text, item, lexicon)]
    settled = settle([*whole, *inner])
    resolver = Resolver(text, book, lexicon)
    return Assembler(stretches, resolver, heading_end).quotations(settled)
