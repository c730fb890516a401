"""What a run was told beside its places; kept with the run, so that a second try reads alike."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from archive.ingest.metadata import Given, Metadata, given_date, read_metadata
from archive.ingest.readers import Fields, Reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of `manage.py ingest` that decide what is read into a page."""

    outlet: str = ""
    published: str = ""
    table: str = ""  # the path of --metadata
    mapped: tuple[tuple[str, str], ...] = ()  # of --map
    allow_private: bool = False

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Self:
        """Take them out of the command's options."""
        table = options["metadata"]
        return cls(
            outlet=options["outlet"],
            published=options["published"],
            table=str(table.absolute()) if table else "",
            mapped=options["map"].mapped,
            allow_private=options["allow_private"],
        )

    @classmethod
    def from_words(cls, words: str) -> Self:
        """Read what `words` wrote."""
        told = json.loads(words or "{}")
        mapped = tuple((ours, theirs) for ours, theirs in told.pop("mapped", ()))
        return cls(**told, mapped=mapped)

    def words(self) -> str:
        """Write down what is not as usual, as JSON; "" when all is."""
        told = {name: value for name, value in asdict(self).items() if value}
        return json.dumps(told, ensure_ascii=False, sort_keys=True) if told else ""

    def metadata(self) -> Metadata:
        """Return the facts that the operator gives. Raises WrongMetadata."""
        published = given_date(self.published) if self.published else None
        table = read_metadata(Path(self.table)) if self.table else {}
        return Metadata(Given(outlet=self.outlet, published=published), table)

    def reading(self) -> Reading:
        """Return how records are to be read."""
        return Reading(Fields(self.mapped))
