"""Topics of many statements at once, and two topics that are one; each undone as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from archive.models.bulk import CHUNK, Done
from archive.models.together import latest_of_transaction
from archive.models.topic import Tagging, Topic

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from archive.models.statement import Statement


@transaction.atomic
def tag_each(rows: QuerySet[Statement], topic: Topic) -> Done:
    """Tag those of `rows` that are not tagged with the topic yet."""
    new = rows.exclude(taggings__topic=topic).order_by("pk").values_list("pk", flat=True)
    taggings = [Tagging(statement_id=pk, topic=topic) for pk in new]
    Tagging.objects.bulk_create(taggings, CHUNK, ignore_conflicts=True)
    return Done(len(taggings), latest_of_transaction() if taggings else None)


@transaction.atomic
def untag_each(rows: QuerySet[Statement], topic: Topic) -> Done:
    """Take the topic from those of `rows` that have it."""
    count, _ = Tagging.objects.filter(topic=topic, statement__in=rows.order_by()).delete()
    return Done(count, latest_of_transaction() if count else None)


@transaction.atomic
def merge_topics(topic: Topic, survivor: Topic) -> Done:
    """Let `topic` go up in `survivor`: its statements and its address.

    Raises ValueError, in words, when they are one, or one of them is merged already.
    """
    both = Topic.objects.select_for_update().order_by("pk").in_bulk([topic.pk, survivor.pk])
    topic, survivor = both[topic.pk], both[survivor.pk]
    if topic.pk == survivor.pk:
        raise ValueError(f"{topic} cannot be merged with itself.")
    for one in (topic, survivor):
        if one.merged_into_id is not None:
            raise ValueError(f"{one} is merged already.")
    has = Tagging.objects.filter(topic=survivor).values("statement")
    own = Tagging.objects.filter(topic=topic)
    own.filter(statement__in=has).delete()
    count = own.update(topic=survivor)
    Topic.objects.filter(merged_into=topic).update(merged_into=survivor)
    Topic.objects.filter(pk=topic.pk).update(merged_into=survivor)
    return Done(count, latest_of_transaction())
