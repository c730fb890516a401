"""Forms for readers: report an error, say that two speakers are one. No account, no script."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from archive.models import ReaderReport, Speaker, Statement
from archive.models.form_rate import seconds_to_wait
from archive.models.names import LONGEST_NAME, normalised
from archive.models.reader_report import MOST_WORDS, Problem
from archive.search import SHOWN, speakable

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MOST_NAMED = 5  # speakers whom a name that is not known may mean
SENT = "sent"
# Characters that turn the direction of what stands behind them: there is no need for them here.
TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class ReaderForm(forms.Form):
    """What both forms have; whoever fills in the field that nobody sees is a machine."""

    words = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": MOST_WORDS}),
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_words(self) -> str:
        """Leave out what no page can show."""
        return speakable(TURNS.sub("", self.cleaned_data["words"]))


class ErrorForm(ReaderForm):
    """What is wrong with a statement."""

    problem = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=[choice for choice in Problem.choices if choice[0] != Problem.MERGE],
        widget=forms.RadioSelect,
    )
    field_order = ("problem", "words", "website")

    def clean(self) -> dict[str, Any]:
        """Demand words where the choice says nothing."""
        cleaned = super().clean() or {}
        if cleaned.get("problem") == Problem.OTHER and not cleaned.get("words"):
            self.add_error("words", _("Say in your words what is wrong."))
        return cleaned


class SameForm(ReaderForm):
    """Who else the speaker is."""

    other = forms.CharField(label=_("The other name on this site"), max_length=LONGEST_NAME)
    field_order = ("other", "words", "website")

    def __init__(self, speaker: Speaker, data: Any = None) -> None:
        super().__init__(data)
        self.speaker = speaker

    def clean_other(self) -> Speaker:
        """Look the name up among the speakers; whom it may mean is told when it is nobody's."""
        name = speakable(self.cleaned_data["other"])
        world = Speaker.objects.filter(is_sample=self.speaker.is_sample)
        own = world.listed().filter(normalised_name=normalised(name)).first()
        other = own or world.called(name)
        if other == self.speaker:
            raise forms.ValidationError(_("That is the speaker of this page."))
        if other is None:
            like = world.listed().named_like(name)[:MOST_NAMED]
            meant = ", ".join(speaker.name for speaker in like)
            said = [_("No speaker is called “%(words)s”.") % {"words": name}]
            if meant:
                said = [_("No one speaker is called %s.") % name, _("Did you mean: %s?") % meant]
            raise forms.ValidationError(" ".join(said))
        return other


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a reader's word that something about a statement is wrong."""
    rows = Statement.objects.select_related("speaker", "outlet", "article__batch")
    found = get_object_or_404(rows, pk=pk)
    if found.status not in SHOWN:
        return redirect(found)
    form = ErrorForm(request.POST if request.method == "POST" else None)
    if form.is_bound and (answer := _taken(request, form, {"statement": found})):
        return answer
    context = {"form": form, "statement": found, "is_sent": SENT in request.GET}
    return render(request, "archive/report.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggest_merge(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a reader's word that a speaker is another one, too."""
    found = get_object_or_404(Speaker.objects.select_related("merged_into"), slug=slug)
    if found.merged_into:
        return redirect(found.merged_into)
    form = SameForm(found, request.POST if request.method == "POST" else None)
    about = {"speaker": found, "problem": Problem.MERGE}
    if form.is_bound and (answer := _taken(request, form, about)):
        return answer
    context = {"form": form, "speaker": found, "is_sent": SENT in request.GET}
    return render(request, "archive/suggest_merge.html", context)


def _taken(request: HttpRequest, form: ReaderForm, about: dict[str, Any]) -> HttpResponse | None:
    """Store what was sent and thank; None when the form has to be shown again."""
    wait = seconds_to_wait(network_of(request))
    if wait:
        minutes = {"minutes": -(-wait // 60)}
        late = render(request, "archive/too_many.html", minutes, status=429)
        late["Retry-After"] = str(wait)
        return late
    if not form.is_valid():
        return None
    given = dict(form.cleaned_data)
    if not given.pop("website"):
        ReaderReport.objects.get_or_create(**about, **given, state="open")
    return HttpResponseRedirect(f"{request.path}?{SENT}=1")


def network_of(request: HttpRequest) -> str:
    """Return the address that a form came from; of an IPv6 address the network of its house.

    Behind PROXIES of our own each adds the address it was asked from to X-Forwarded-For, at the
    end; what stands before those the sender may have made up.
    """
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if 0 < settings.PROXIES <= len(forwarded):
        address = forwarded[-settings.PROXIES].strip()
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ip.ipv4_mapped or ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)
