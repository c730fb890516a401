"""The values that go into and come out of the extractor: frozen, comparable, without behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a document's text: `text[start:end]`, in characters (code points)."""

    start: int
    end: int


class Kind(StrEnum):
    """How the words are reported."""

    DIRECT = "direct"  # all the speaker's own words, in quotation marks
    MIXED = "mixed"  # a reported clause with quoted parts
    INDIRECT = "indirect"  # reported in the outlet's words


class Attribution(StrEnum):
    """On what the attribution stands."""

    EXPLICIT = "explicit"  # source and cue in the same sentence or headline
    FLOATING = "floating"  # quotation marks without a cue: the speaker of the sentence before
    FREE_INDIRECT = "free_indirect"  # no marks, no cue: goes on with what the speaker said
    SPEECH_ACT = "speech_act"  # accused, blamed, requested, refused


class Section(StrEnum):
    """Where in the article the words stand."""

    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Document:
    """One cleaned article. When `text` begins with `title`, that line is taken as the heading."""

    text: str
    title: str = ""
    published: date | None = None
    language: str = "en"
    id: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch of words that the document attributes to a source.

    All spans are offsets into `Document.text`. `text[start:end]` is the content, without the
    outer quotation marks and without a final comma that stands before the closing mark.
    """

    start: int
    end: int
    kind: Kind
    attribution: Attribution
    section: Section
    mention: Span | None  # the speaker as printed: "the Russian leader", "he"
    cue: Span | None  # the words that report: "said", "according to"
    speaker: str | None  # the fullest name the document gives this speaker; None: nobody known
    speaker_is_body: bool  # an office, organisation or government rather than a person
    rule: str  # the attribution rule, a stable slug: "quote-said-name"
    resolution: str  # mention → speaker, in words a page can show
    confidence: float  # 0 to 1
    quoted: tuple[Span, ...] = ()  # the parts in quotation marks, marks left out (mixed only)
    nested_in: int | None = None  # index, in the list returned, of the quotation this stands in
    continues: int | None = None  # index of the quotation this goes on with (interrupted)


@dataclass(frozen=True, slots=True)
class KnownRole:
    """An office somebody holds from the day `since` to the day before `until`; None: open."""

    title: str  # "Harbour Minister of Norland"
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class KnownSpeaker:
    """Somebody whom the caller knows, as plain data (see known.py)."""

    name: str  # the canonical name
    kind: str = "person"  # anything else is a body
    aliases: tuple[str, ...] = ()
    roles: tuple[KnownRole, ...] = ()
