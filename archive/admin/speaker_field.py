"""A text field for a speaker: type a name or an alias, choose from what fits.

Without JavaScript the typed name is looked up when the form is sent; what it may mean is told then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import JsonResponse
from django.urls import reverse_lazy

from archive.models import Speaker, Statement
from archive.models.names import LONGEST_NAME, normalised
from archive.search import speakable

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

MOST_OFFERED = 12


class SpeakerInput(forms.TextInput):
    """A text input that `combobox.js` turns into one with a list of what fits."""

    class Media:
        js = ("archive/combobox.js",)
        css = {"all": ("archive/admin/curation.css",)}

    def __init__(self) -> None:
        address = reverse_lazy("admin:archive_speaker_named")
        super().__init__({"data-combobox": address, "autocomplete": "off", "class": "vTextField"})


class SpeakerField(forms.CharField):
    """A speaker by name or alias; cleans to the Speaker, or None when empty.

    `is_sample` says in which world to look.
    """

    widget = SpeakerInput

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST_NAME, **options)
        self.is_sample = False

    def clean(self, value: Any) -> Speaker | None:
        """Look the name up; raises ValidationError with what it may mean."""
        name = speakable(super().clean(value))
        return found(name, is_sample=self.is_sample) if name else None


def found(name: str, *, is_sample: bool) -> Speaker:
    """Return the speaker of this very name, else the only one called so.

    Raises ValidationError, with those whose names are like it, when nobody or several are meant.
    """
    world = Speaker.objects.filter(is_sample=is_sample)
    own = world.listed().filter(normalised_name=normalised(name)).first()
    if speaker := own or world.called(name):
        return speaker
    like = [speaker.name for speaker in world.listed().named_like(name)[:MOST_OFFERED]]
    meant = f" Did you mean: {', '.join(like)}?" if like else ""
    raise forms.ValidationError(f"No one speaker is called {name}.{meant}")


def offered(words: str) -> QuerySet[Speaker]:
    """Return the speakers whom the words may mean, the most quoted first, with `n` statements."""
    own = Statement.objects.filter(speaker=OuterRef("pk")).order_by().values("speaker")
    count = Subquery(own.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    fitting = Speaker.objects.listed().named_like(words).annotate(n=Coalesce(count, 0))
    return fitting.prefetch_related("roles").order_by("-n", "normalised_name")[:MOST_OFFERED]


def named(request: HttpRequest) -> JsonResponse:
    """Answer `?q=` with the speakers that fit: their name, and what tells them apart."""
    words = speakable(request.GET.get("q", ""))[:LONGEST_NAME]
    speakers = offered(words) if words else []
    return JsonResponse({"speakers": [_row(speaker) for speaker in speakers]})


def _row(speaker: Any) -> dict[str, str]:
    role = speaker.role_on(None)
    alias = f"“{speaker.printed_as}”" if speaker.printed_as else ""
    count = f"{speaker.n} statement{'' if speaker.n == 1 else 's'}"
    facts = (alias, role.title if role else "", "sample" if speaker.is_sample else "", count)
    return {"name": speaker.name, "note": ", ".join(fact for fact in facts if fact)}
