"""Which report a quotation belongs to is looked for nearby, however long the sentence."""

from __future__ import annotations

from typing import Any

import pytest

from archive.extraction import tags
from archive.extraction.cues import Cue
from archive.extraction.language import CueWord, Form
from archive.extraction.linking import link_of
from archive.extraction.phrases import Phrase
from archive.extraction.reading import Sentence
from archive.extraction.reports import Report
from archive.extraction.sources import Source
from archive.extraction.tokens import Tokens

MANY = 3000  # reports
NEAR = 100  # of them may be looked at
SAID = CueWord("say", Form.PAST, frozenset("qcb"))


class Watched(list[Report]):
    """A list that counts the items handed out by slices and loops."""

    seen = 0

    def __getitem__(self, place: Any) -> Any:
        found = super().__getitem__(place)
        self.seen += len(found) if isinstance(place, slice) else 1
        return found

    def __iter__(self) -> Any:
        for one in super().__iter__():
            self.seen += 1
            yield one

    def __reversed__(self) -> Any:
        for one in super().__reversed__():
            self.seen += 1
            yield one


@pytest.mark.parametrize("quote", [0, MANY // 2, MANY])
@pytest.mark.parametrize("sourced", [True, False])
def test_a_quotation_looks_at_a_bounded_number_of_reports(quote: int, sourced: bool) -> None:
    tokens = Tokens("")
    for at in range(MANY + 1):
        tokens.add(at, at + 1, "said", tags.QUOTE if at == quote else tags.VERB | tags.CUE)
    source = Source(Phrase(0, 1), 0, "shared") if sourced else None
    places = [at for at in range(MANY + 1) if at != quote]
    reports = Watched(Report(Cue(at, at, at + 1, SAID), source, (0, MANY + 1)) for at in places)
    link_of(tokens, quote, Sentence(0, MANY + 1, reports, 0))
    assert reports.seen <= NEAR
