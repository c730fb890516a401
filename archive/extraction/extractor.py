"""The extractor: document in, quotations out, stage by stage."""

from __future__ import annotations

from typing import Final

from archive.extraction.assembly import Assembler, settle, trimmed
from archive.extraction.attribution import Attributor
from archive.extraction.lexicons import lexicon_for
from archive.extraction.marks import LINE, scan
from archive.extraction.model import Document, Quotation
from archive.extraction.names import NameBook
from archive.extraction.nesting import nested_reports
from archive.extraction.reading import Reader
from archive.extraction.resolution import Resolver


def find_quotations(document: Document) -> list[Quotation]:
    """Return every quotation of `document`, sorted by (start, -end). Never raises on any text."""
    text = document.text
    lexicon = lexicon_for(document.language)
    title = " ".join(document.title.split())
    stretches, headings = scan(text), set[int]()
    reader, attributor, book = Reader(text, lexicon), Attributor(), NameBook(lexicon)
    for number, line in enumerate(LINE.finditer(text)):
        paragraph = reader.read(number, line.span(), stretches[number])
        paragraph.heading = _is_heading(line.group(), title, number)
        if paragraph.heading:
            headings.add(number)
        attributor.read(paragraph)
        book.read(paragraph.tokens)
    whole = [item for item in (trimmed(text, f) for f in attributor.found) if item is not None]
    inner = [n for item in whole if item.quoted for n in nested_reports(text, item, lexicon)]
    resolver = Resolver(text, book, lexicon)
    return Assembler(stretches, resolver, headings).quotations(settle([*whole, *inner]))


_TOP: Final = 3  # lines in which a title may be broken


def _is_heading(line: str, title: str, number: int) -> bool:
    """The line is the title, or – at the top – a part of it."""
    shown = " ".join(line.split()).rstrip(".;")
    if not shown or len(shown) > len(title):
        return False
    return shown in title if number < _TOP else shown == title.rstrip(".;")
