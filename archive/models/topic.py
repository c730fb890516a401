"""What statements are about, as people say it: topics, and the statements tagged with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.http import urlencode

from archive.models.names import normalised
from archive.models.slug import unused_slug
from archive.models.statement import Statement

if TYPE_CHECKING:
    from typing import Self

LONGEST_NAME = 80  # characters


class TopicQuerySet(models.QuerySet["Topic"]):
    """Topics, asked for in the archive's words."""

    def listed(self) -> Self:
        """Leave out the merged ones."""
        return self.filter(merged_into__isnull=True)

    def called(self, name: str) -> Topic | None:
        """Return the topic of this name (case and accents aside), a merged one's survivor."""
        found = self.select_related("merged_into").filter(normalised_name=normalised(name)).first()
        return (found.merged_into or found) if found else None

    def named(self, name: str) -> Topic:
        """Return the topic of this name, made when there is none; a name too long is cut."""
        name = " ".join(name.split())[:LONGEST_NAME]
        return self.called(name) or self.create(
            name=name, slug=unused_slug(self.model.objects.all(), name)
        )


class Topic(models.Model):
    """A subject that people tag statements with."""

    name = models.CharField(max_length=LONGEST_NAME)
    normalised_name = models.TextField(editable=False, unique=True)
    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ("normalised_name",)
        constraints = (
            models.CheckConstraint(condition=~models.Q(name=""), name="topic_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True)
                | ~models.Q(merged_into=models.F("pk")),
                name="topic_not_merged_into_itself",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Save with the name as it is looked up."""
        self.normalised_name = normalised(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        """Return the search for its statements."""
        return f"{reverse('statements')}?{urlencode({'q': f'topic:{self.slug}'})}"

    def clean(self) -> None:
        """Refuse a name that is another topic's but for case, accents and marks."""
        others = Topic.objects.exclude(pk=self.pk).filter(normalised_name=normalised(self.name))
        if other := others.first():
            raise ValidationError({"name": f"This is the name of {other.name} already."})


class Tagging(models.Model):
    """A statement is about a topic: a person says so, the history tells who."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="taggings")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="taggings")

    class Meta:
        ordering = ("topic__normalised_name",)
        constraints = (models.UniqueConstraint(fields=("statement", "topic"), name="tagging_once"),)

    def __str__(self) -> str:
        return f"{self.topic}: statement {self.statement_id}"
