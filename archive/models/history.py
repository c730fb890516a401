"""What people changed, row by row: kept by triggers, whoever writes and however many rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from archive.models.article import Article
from archive.models.releasing import release
from archive.models.statement import Statement
from archive.models.status import Status

if TYPE_CHECKING:
    from typing import Self

    from django.contrib.auth.models import User

SIGNATURE = "decided_by"  # in a change a username: an account's number may differ elsewhere


class Action(models.TextChoices):
    """What was done to the row."""

    INSERT = "I", "added"
    UPDATE = "U", "changed"
    DELETE = "D", "removed"


class ChangeQuerySet(models.QuerySet["Change"]):
    """Changes, asked for in the archive's words."""

    def about(self, row: models.Model) -> Self:
        """Keep those of the row and of what belongs to it (a speaker's aliases and roles)."""
        return self.filter(subject=row._meta.model_name, subject_row=row.pk)


class Change(models.Model):
    """One row, once changed: by whom, when, in what way, from what to what.

    `before` and `after` are JSON objects of the columns that changed, "" where there was no row.
    """

    model = models.CharField(max_length=40)
    row = models.BigIntegerField()
    subject = models.CharField(max_length=40, help_text="On whose page it shows.")
    subject_row = models.BigIntegerField()
    action = models.CharField(max_length=1, choices=Action)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    via = models.CharField(max_length=200, blank=True, help_text="The page, or the command.")
    transaction_id = models.BigIntegerField(help_text="The same for all that was changed at once.")

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("subject", "subject_row", "-id"), name="change_of_subject"),
            models.Index(fields=("transaction_id",), name="change_of_transaction"),
        )

    def __str__(self) -> str:
        return f"{self.model} {self.row} {self.get_action_display()}"

    def differences(self) -> list[tuple[str, Any, Any]]:
        """Return column, old value and new value of all that changed, None for no value."""
        before, after = self.was(), self._became()
        return [(name, before.get(name), after.get(name)) for name in sorted({*before, *after})]

    def was(self) -> dict[str, Any]:
        """Return the columns that changed as they were, by name."""
        return json.loads(self.before) if self.before else {}

    def _became(self) -> dict[str, Any]:
        return json.loads(self.after) if self.after else {}

    @transaction.atomic
    def revert(self) -> None:
        """Put back what this change replaced; that is a change like any other.

        Raises ValueError, in words, when something was changed again since, or when there is a
        better way to undo it.
        """
        table = apps.get_model("archive", self.model)
        if self.action == Action.UPDATE:
            self._put_back(table)
        elif self.model in ("speakeralias", "role", "tagging"):
            self._take_out(table) if self.action == Action.INSERT else self._bring_back(table)
        else:
            raise ValueError(
                f"A {self.model} that was added or removed stays so: hide or merge it."
            )

    def _put_back(self, table: type[models.Model]) -> None:
        if self.model == "speaker" and "merged_into_id" in self._became():
            raise ValueError("A merge is undone under “Merged and split”.")
        rows = table._base_manager.filter(pk=self.row)
        now = self._now(table)
        again = [name for name, value in self._became().items() if now.get(name) != value]
        if again:
            raise ValueError(f"{', '.join(sorted(again))}: changed again since.")
        rows.update(**columns(table, self.was()))
        row = rows.get()
        if isinstance(row, Statement) and row.status == Status.MACHINE:
            release(Statement.objects.filter(pk=row.pk))
        if isinstance(row, Article):
            row.pass_on_to_statements()

    def _now(self, table: type[models.Model]) -> dict[str, Any]:
        name = connection.ops.quote_name(table._meta.db_table)
        with connection.cursor() as cursor:
            select = f"SELECT archive_recorded(to_jsonb(t))::text FROM {name} t"
            cursor.execute(f"{select} WHERE id = %s FOR UPDATE", [self.row])
            found = cursor.fetchone()
        if not found:
            raise ValueError(f"There is no {self.model} {self.row} any more.")
        return json.loads(found[0])

    def _take_out(self, table: type[models.Model]) -> None:
        self._now(table)
        table._base_manager.filter(pk=self.row).delete()

    def _bring_back(self, table: type[models.Model]) -> None:
        values = columns(table, self.was())
        if table._base_manager.filter(pk=self.row).exists():
            raise ValueError(f"There is a {self.model} {self.row} already.")
        row = table(**values)
        row.full_clean()
        row.save(force_insert=True)


def columns(table: type[models.Model], recorded: dict[str, Any]) -> dict[str, Any]:
    """Return the recorded values as the model takes them, by the names of its columns."""
    values = dict(recorded)
    if SIGNATURE in values:
        values[f"{SIGNATURE}_id"] = _account(values.pop(SIGNATURE))
    fields = {field.column: field for field in table._meta.concrete_fields}
    return {
        fields[name].attname: fields[name].to_python(value)
        for name, value in values.items()
        if name in fields
    }


def _account(username: str | None) -> int | None:
    if username is None:
        return None
    user: type[User] = apps.get_model(settings.AUTH_USER_MODEL)
    return user.objects.values_list("pk", flat=True).get(username=username)
