"""The extractor: document in, quotations out, stage by stage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from archive.extraction.assembly import Assembler, settle, trimmed
from archive.extraction.attribution import Attributor
from archive.extraction.known import KnownSpeakers, Registry, prepared
from archive.extraction.language import Lexicon
from archive.extraction.lexicons import lexicon_for
from archive.extraction.marks import LINE, scan
from archive.extraction.model import Document, KnownSpeaker, Quotation
from archive.extraction.names import NameBook
from archive.extraction.nesting import nested_reports
from archive.extraction.reading import Reader
from archive.extraction.resolution import Resolver
from archive.extraction.scene import Scene


def find_quotations(
    document: Document, known: Sequence[KnownSpeaker] | KnownSpeakers = ()
) -> list[Quotation]:  # fmt: skip
    """Return every quotation of `document`, sorted by (start, -end). Never raises on any text.

    `known` are speakers the caller knows: they give names their canonical form and descriptions
    ("the harbour minister") a name by the office held on `Document.published`. For many documents
    hand in one `KnownSpeakers`, or the same sequence every time: its index is made once.
    """
    text = document.text
    lexicon = lexicon_for(document.language)
    title = " ".join(document.title.split())
    stretches, headings = scan(text, lexicon.dialogue_reports), set[int]()
    reader, attributor = Reader(text, lexicon), Attributor()
    scene = Scene(text, NameBook(lexicon), lexicon)
    for number, line in enumerate(LINE.finditer(text)):
        paragraph = reader.read(number, line.span(), stretches[number])
        paragraph.heading = _is_heading(line.group(), title, number)
        if paragraph.heading:
            headings.add(number)
        attributor.read(paragraph)
        scene.read(paragraph)
    whole = [item for item in (trimmed(text, f) for f in attributor.found) if item is not None]
    inner = [n for item in whole if item.quoted for n in nested_reports(text, item, lexicon)]
    scene.finish()
    resolver = Resolver(text, scene, _registry(document, prepared(known), lexicon))
    return Assembler(stretches, resolver, headings).quotations(settle([*whole, *inner]))


def _registry(document: Document, table: KnownSpeakers, lexicon: Lexicon) -> Registry | None:
    article = (document.text, document.published)
    return Registry(table, article, lexicon) if table else None


_CLOSING: Final = ".;’'”\""  # a title is its words: "… ‘Bad’" and "… ‘Bad.’" are one
_TOP: Final = 3  # lines in which a title may be broken


def _is_heading(line: str, title: str, number: int) -> bool:
    """The line is the title, or – at the top – a part of it."""
    if not title or (number >= _TOP and line.lstrip()[:1] != title[0]):
        return False
    shown = " ".join(line.split()).rstrip(_CLOSING)
    if not shown or len(shown) > len(title):
        return False
    return shown in title if number < _TOP else shown == title.rstrip(_CLOSING)
