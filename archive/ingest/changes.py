"""What a new version did to the statements of its article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.ingest.wording import words_of
from archive.models.status import CURATED, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archive.models import Article, ArticleVersion

# Id of a statement → its words, its status, the id of the version it stands in.
Standing = dict[int, tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class Changes:
    """How many statements of the former version stand in the new one, and how many do not."""

    kept: int = 0  # with the same words, wherever they stand now
    reworded: int = 0  # under the same id, with nearly the same words
    new: int = 0  # or withdrawn before and there again
    withdrawn: int = 0
    left: int = 0  # a person decided about them: they stay with the version that has their words

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name, for programs."""
        return {name: getattr(self, name) for name in self.__slots__}

    def __str__(self) -> str:
        counts = [f"{self.kept} kept", f"{self.reworded} reworded", f"{self.new} new"]
        counts.append(f"{self.withdrawn} withdrawn")
        return ", ".join(counts) + (f", {self.left} left with an old version" if self.left else "")


def standing(article: Article) -> Standing:
    """Return how the article's statements stand."""
    rows = article.statements.order_by().values_list("pk", "text", "status", "version_id")
    return {pk: (text, status, version) for pk, text, status, version in rows}


def changes(before: Standing, after: Standing, version: ArticleVersion) -> Changes:
    """Compare how statements stood with how they stand since `version` came."""
    stood = {pk: text for pk, (text, status, _) in before.items() if status != Status.WITHDRAWN}
    here = {pk: text for pk, (text, _, at) in after.items() if at == version.pk}
    same = [pk for pk in here if pk in stood and words_of(here[pk]) == words_of(stood[pk])]
    gone = [pk for pk in stood if pk not in here]
    return Changes(
        kept=len(same),
        reworded=sum(pk in stood for pk in here) - len(same),
        new=sum(pk not in stood for pk in here),
        withdrawn=sum(after[pk][1] == Status.WITHDRAWN for pk in gone),
        left=sum(_is_left(before, after, pk, version) for pk in gone),
    )


def _is_left(
    before: Standing, after: Mapping[int, tuple[str, str, int]], pk: int, version: ArticleVersion
) -> bool:
    """Say whether a decided statement stood in the version before this one, and stays there."""
    latest = max((at for _, _, at in before.values()), default=version.pk)
    return after[pk][1] in CURATED and before[pk][2] == latest
