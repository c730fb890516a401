"""An article taken out of the archive's public side for a reason, and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from archive.models.article import Article
from archive.models.bulk import Done
from archive.models.history import Change
from archive.models.statement import Statement
from archive.models.status import Status
from archive.models.together import latest_of_transaction, revert_together

if TYPE_CHECKING:
    from archive.models.together import Reverted


@transaction.atomic
def withdraw_article(article: Article, reason: str) -> Done:
    """Withdraw an article with all its statements, decided ones too; returns how many.

    What was decided about them is kept and comes back with the article. No ingest changes it
    meanwhile. Raises ValueError when it is withdrawn already, or no reason is given.
    """
    locked = Article.objects.select_for_update().get(pk=article.pk)
    if locked.withdrawn_at:
        raise ValueError(f"“{locked}” is withdrawn already.")
    if not reason:
        raise ValueError("Readers see why it was withdrawn: give a reason.")
    own = Statement.objects.filter(article=locked).order_by("pk")
    ids = list(own.select_for_update(of=("self",)).values_list("pk", flat=True))
    Statement.objects.filter(pk__in=ids).update(status=Status.RETRACTED)
    locked.withdrawn_at, locked.withdrawn_because = timezone.now(), reason
    locked.save(update_fields=["withdrawn_at", "withdrawn_because"])
    return Done(len(ids), latest_of_transaction())


def withdrawal_of(article: Article) -> Change | None:
    """Return the change that withdrew the article, None when it is not withdrawn."""
    if article.withdrawn_at is None:
        return None
    own = Change.objects.filter(model="article", row=article.pk)
    found = (change for change in own if "withdrawn_at" in change.after)
    return next(found, None)


def bring_back(article: Article) -> Reverted:
    """Bring a withdrawn article back with its statements, each as it was.

    Raises ValueError when it is not withdrawn.
    """
    change = withdrawal_of(article)
    if change is None:
        raise ValueError(f"“{article}” is not withdrawn.")
    return revert_together(change)
