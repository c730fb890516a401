"""What a new reading of one version makes of its statements: planned first, then stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from archive.extraction import VERSION
from archive.ingest.anchoring import forbids, is_mostly, owners_of
from archive.ingest.last_names import settled_note
from archive.ingest.matching import match, weighty
from archive.ingest.statements import fields_of, once_a_place
from archive.models import ArticleVersion, Statement
from archive.models.status import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.extraction import Quotation
    from archive.models import Speaker

SpeakersOf = Callable[[Iterable["Quotation"]], dict[str, "Speaker"]]
NEIGHBOURS = ("nested_in", "continues")


@dataclass(slots=True)
class Change:
    """A statement that is found otherwise now, with the fields that change as they were."""

    statement: Statement
    was: dict[str, Any]

    @property
    def is_back(self) -> bool:
        """Whether it was withdrawn before."""
        return self.was.get("status") == Status.WITHDRAWN


@dataclass(slots=True)
class Renewal:
    """What becomes of the statements of one version; nothing of it is stored yet.

    The curated ones stay as they are. `left_out` are new quotations among words about which a
    person has decided, with the statement that says so.
    """

    version: ArticleVersion
    curated: list[Statement] = field(default_factory=list)
    kept: list[Statement] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    new: list[Statement] = field(default_factory=list)
    withdrawn: list[Statement] = field(default_factory=list)
    left_out: list[tuple[Quotation, Statement]] = field(default_factory=list)
    links: list[tuple[Statement, str, Statement | None]] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Return how many statements there are of each."""
        back = sum(change.is_back for change in self.changed)
        return {
            "curated": len(self.curated),
            "kept": len(self.kept),
            "changed": len(self.changed) - back,
            "back": back,
            "new": len(self.new),
            "withdrawn": len(self.withdrawn),
            "left out": len(self.left_out),
        }

    @property
    def changes_anything(self) -> bool:
        """Whether any statement comes, goes or changes."""
        return bool(self.changed or self.new or self.withdrawn)


class Planner:
    """Pairs the statements of one version with what a new reading of it found.

    In this order: the same place; curated statements own theirs; the same or nearly the same
    words, as between versions; more than half of the place, where no denial and no figure differ.
    """

    def __init__(
        self, version: ArticleVersion, old: Sequence[Statement], quotations: Sequence[Quotation]
    ) -> None:
        self._quotations = quotations
        self._free = dict(once_a_place(quotations))
        here = [row for row in old if row.version_id == version.pk]
        self._curated = [row for row in here if row.is_curated]
        self._waiting = [row for row in old if not row.is_curated]
        self._there: dict[int, Statement] = {}  # quotation → the statement that it is
        self._was: dict[int, dict[str, Any]] = {}  # quotation → what changes of it, as it was
        self._renewal = Renewal(version, self._curated)

    def plan(self, speakers_of: SpeakersOf) -> Renewal:
        """Return what becomes of each; `speakers_of` gives the speakers of quotations by name."""
        self._pair_same_place()
        owned = owners_of(self._free, self._curated)
        self._free = {index: one for index, one in self._free.items() if index not in owned}
        self._pair_same_words()
        self._pair_overlapping()
        self._leave_out()
        renewal, version = self._renewal, self._renewal.version
        speakers = speakers_of(self._quotations[index] for index in (*self._there, *self._free))
        for index, statement in self._there.items():
            values = fields_of(version, self._quotations[index], speakers)
            self._was[index] = _renewed(statement, version, values)
        new = {
            index: Statement(version=version, **fields_of(version, quotation, speakers))
            for index, quotation in self._free.items()
        }
        renewal.new = list(new.values())
        renewal.withdrawn = [row for row in self._waiting if row.status != Status.WITHDRAWN]
        self._link(self._there | new, owned | self._there | new)
        for index, statement in sorted(self._there.items()):
            if was := self._was[index]:
                renewal.changed.append(Change(statement, was))
            else:
                renewal.kept.append(statement)
        return renewal

    def _pair(self, pairs: Iterable[tuple[Statement, int]]) -> None:
        for statement, index in pairs:
            self._there[index] = statement
            self._waiting.remove(statement)
            del self._free[index]

    def _pair_same_place(self) -> None:
        places = {
            (row.start, row.end): row
            for row in self._waiting
            if row.status == Status.MACHINE and row.version_id == self._renewal.version.pk
        }
        self._pair(
            (places[place], index)
            for index, quotation in list(self._free.items())
            if (place := (quotation.start, quotation.end)) in places
        )

    def _pair_same_words(self) -> None:
        indexes = list(self._free)
        found = match(self._waiting, list(self._free.values()), self._renewal.version.text)
        self._pair(
            (statement, indexes[number])
            for statement, number in found.pairs
            if statement.status == Status.MACHINE
            or forbids(self._curated, self._free[indexes[number]]) is None
        )

    def _pair_overlapping(self) -> None:
        text = self._renewal.version.text
        for statement in [row for row in self._waiting if row.status == Status.MACHINE]:
            for index, quotation in list(self._free.items()):
                place = (quotation.start, quotation.end)
                alike = weighty(text[slice(*place)]) == weighty(statement.text)
                if alike and is_mostly((statement.start, statement.end), place):
                    self._pair([(statement, index)])
                    break

    def _leave_out(self) -> None:
        for index, quotation in list(self._free.items()):
            if reason := forbids(self._curated, quotation):
                self._renewal.left_out.append((quotation, reason))
                del self._free[index]

    def _link(self, rows: dict[int, Statement], there: dict[int, Statement]) -> None:
        """Note where what a statement stands in, or goes on with, is another one now."""
        for index, statement in rows.items():
            for name in NEIGHBOURS:
                number = getattr(self._quotations[index], name)
                target = there.get(number) if number is not None else None
                before = getattr(statement, f"{name}_id")
                if (target and target.pk) == before and (target is None or target.pk):
                    continue
                self._renewal.links.append((statement, name, target))
                if index in self._was:
                    self._was[index][name] = before


def _renewed(
    statement: Statement, version: ArticleVersion, values: dict[str, Any]
) -> dict[str, Any]:
    """Set the new values; return those that were others before, as they were."""
    _keep_settled(statement, values)
    values |= {"version": version, "status": Status.MACHINE, "dropped_in": None, "dropped_by": ""}
    was = {
        name: before
        for name, value in values.items()
        if name != "extractor" and (before := getattr(statement, name)) != value
    }
    for name, value in values.items():
        setattr(statement, name, value)
    return was


def _keep_settled(statement: Statement, values: dict[str, Any]) -> None:
    """Leave a bare last name with the speaker to whom the whole archive gave it."""
    owner, short = statement.speaker, values["speaker"]
    if owner is None or short is None or statement.name != values["name"]:
        return
    note = settled_note(owner, short)
    if note and statement.resolution.endswith(note):
        values["speaker"], values["resolution"] = owner, values["resolution"] + note


def store_renewal(renewal: Renewal) -> None:
    """Store what was planned, within the caller's transaction, and note who read the version."""
    Statement.objects.bulk_create(renewal.new)
    for change in renewal.changed:
        fields = [name for name in change.was if name not in NEIGHBOURS]
        change.statement.save(update_fields=[*fields, "extractor"])
    kept = [statement.pk for statement in renewal.kept]
    Statement.objects.filter(pk__in=kept).update(extractor=VERSION)
    for statement, name, target in renewal.links:
        setattr(statement, name, target)
        statement.save(update_fields=[name])
    for statement in renewal.withdrawn:
        statement.withdraw(renewal.version, VERSION)
    ArticleVersion.objects.filter(pk=renewal.version.pk).update(extractor=VERSION)
