"""The short lines round title and body: byline, outlet, section and the date of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archive.ingest.cleaning import furniture
from archive.ingest.cleaning.byline import byline_in, name_and_role
from archive.ingest.cleaning.characters import word_count
from archive.ingest.cleaning.layout import Line, ends_sentence
from archive.ingest.cleaning.outlet import looks_like_outlet, rights_holder, source_line
from archive.ingest.cleaning.stamps import Stamp, stamp_in

_PIECES = re.compile(r"\s*[|·•]\s*|\s+[-–—/]\s+|,\s+")
_PARTS = re.compile(r"\s*[|·•]\s*|\s+[-–—/]\s+")
_LABELLED, _BARE, _BARE_ABOVE = range(3)  # how sure it is that a name is the author's
_HEADER_LINES = 8  # below the title: byline, date, section; then the body
_SHORT = 14  # words


@dataclass(slots=True)
class Masthead:
    """What the short lines of a page say of its article."""

    authors: dict[int, str] = field(default_factory=dict)  # by how sure it is, 0 the surest
    outlet: str | None = None
    source: str | None = None  # "Source: …", which may be the agency rather than the outlet
    rights: str | None = None  # who has the copyright
    stamps: list[Stamp] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)

    @property
    def byline(self) -> str | None:
        """Who wrote it: a line with "By" goes before a bare name, one below the title first."""
        return self.authors[min(self.authors)] if self.authors else None

    def stamp(self) -> Stamp | None:
        """Give the stamp to go by: a labelled one, else the first; None where there is none."""
        labelled = (s for s in self.stamps if s.labelled and s.day)
        dated = (s for s in self.stamps if s.day)
        return next(labelled, None) or next(dated, None) or next(iter(self.stamps), None)


def read_masthead(above: list[Line], below: list[Line]) -> Masthead:
    """Sort the lines above and below the title into masthead and body."""
    head, upper = Masthead(), Masthead()
    for line in above:
        if not _takes(upper, line.text, in_header=True):
            _take_name(upper, line.text)
    open_header = True
    for n, line in enumerate(below):
        prose = line.spoken or _is_prose(line.text)
        open_header = open_header and n < _HEADER_LINES and not prose
        if line.spoken or not _takes(head, line.text, open_header):
            head.body.append(line)
    return _joined(upper, head)


def _joined(upper: Masthead, head: Masthead) -> Masthead:
    """Let what stands above the title go first, but for a bare name, which may be a section."""
    authors = {_BARE_ABOVE if sure else sure: name for sure, name in upper.authors.items()}
    return Masthead(
        authors={**head.authors, **authors},
        outlet=upper.outlet or head.outlet,
        source=upper.source or head.source,
        rights=upper.rights or head.rights,
        stamps=upper.stamps + head.stamps,
        body=head.body,
    )


def _is_prose(text: str) -> bool:
    return ends_sentence(text) and word_count(text) > _SHORT


def _takes(head: Masthead, text: str, in_header: bool) -> bool:
    """Take a line into the masthead if it belongs there; False for a line of the body."""
    if len(text) > 200:
        return False
    stamp = stamp_in(text)
    if stamp is not None and _is_stamp(stamp, in_header):
        head.stamps.append(stamp)
        _take_pieces(head, stamp.rest)
        return True
    return _takes_name(head, text, in_header)


def _is_stamp(stamp: Stamp, in_header: bool) -> bool:
    """Tell whether a line is there for its date: nothing else in it, or a short header line."""
    if not stamp.rest:
        return True
    short = word_count(stamp.rest) <= 8 and not ends_sentence(stamp.line)
    pieces = [piece for piece in _PIECES.split(stamp.rest) if piece]
    return in_header and short and all(_is_piece(piece) for piece in pieces)


def _is_piece(piece: str) -> bool:
    """Tell whether a part of a header line can be an outlet, an author, a place or a section."""
    if byline_in(piece) or looks_like_outlet(piece) or furniture.is_furniture(piece):
        return True
    words = piece.split()
    return len(words) <= 4 and all(not word[0].islower() for word in words)


def _takes_name(head: Masthead, text: str, in_header: bool) -> bool:
    author = byline_in(text)
    if author and (in_header or head.byline is None) and word_count(text) <= _SHORT:
        head.authors.setdefault(_LABELLED, author)
        return True
    source = source_line(text)
    if source:
        head.source = head.source or source
        return True
    rights = rights_holder(text)
    if rights:
        head.rights = head.rights or rights
    if furniture.is_main_menu(text):
        _take_name(head, next(iter(_PARTS.split(text))))
        return True
    if in_header and word_count(text) <= 8 and not ends_sentence(text):
        return _take_pieces(head, text)
    return furniture.is_furniture(text)


def _take_pieces(head: Masthead, rest: str) -> bool:
    """Take outlet and author from the parts of a header line; True if every part was one."""
    pieces = [piece for piece in _PARTS.split(rest) if piece]
    taken = [_take_piece(head, piece) for piece in pieces]  # every piece, also behind a failure
    return bool(taken) and all(taken)


def _take_piece(head: Masthead, piece: str) -> bool:
    if looks_like_outlet(piece):
        head.outlet = head.outlet or piece
        return True
    author = byline_in(piece)
    name = author or name_and_role(piece)
    if name:
        head.authors.setdefault(_LABELLED if author else _BARE, name)
        return True
    who, comma, where = piece.partition(", ")
    if comma and looks_like_outlet(where):
        return _take_piece(head, who) and _take_piece(head, where)
    return furniture.is_furniture(piece)


def _take_name(head: Masthead, text: str) -> None:
    """Above the title stands the name of the paper, or nothing of use."""
    if looks_like_outlet(text):
        head.outlet = head.outlet or text.strip(" |·•-–—")
