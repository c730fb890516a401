"""What a run of the bench makes and a later one of the same size can use again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.bench_corpus import Corpus
from tests.bench_engines import Tantivy
from tests.bench_loading import load, made
from tests.bench_queries import Asked, queries

DRAWN = 60  # queries of each class


@dataclass(frozen=True)
class Kept:
    """A folder with the index of tantivy, the queries, and the seconds that loading took.

    The statements themselves stay in the scratch database of the server.
    """

    folder: Path
    n: int

    @property
    def index(self) -> Path:
        """The folder of tantivy's index."""
        return self.folder / f"tantivy-{self.n}"

    @cached_property
    def asked(self) -> dict[str, list[Asked]]:
        """The queries by class."""
        return {
            name: [
                Asked(**{key: _tuple(value) for key, value in query.items()}) for query in all_of
            ]
            for name, all_of in self._noted["asked"].items()
        }

    @property
    def loading(self) -> dict[str, float]:
        """The seconds that the steps of loading took; {} when another run has loaded it."""
        return dict(self._noted["loading"])

    def make(self) -> None:
        """Make what is missing."""
        corpus = Corpus(self.n)
        loading = {} if made(corpus) else load(corpus)
        if self._notes.exists() and not loading:
            return
        drawn = queries(corpus, DRAWN)
        if not self.index.exists():
            Tantivy(self.index).build(corpus)
        noted = {
            "loading": loading,
            "asked": {n: [asdict(q) for q in qs] for n, qs in drawn.items()},
        }
        self._notes.write_text(json.dumps(noted), encoding="utf-8")

    @property
    def _notes(self) -> Path:
        return self.folder / f"asked-{self.n}.json"

    @cached_property
    def _noted(self) -> Any:
        return json.loads(self._notes.read_text(encoding="utf-8"))


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
