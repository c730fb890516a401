"""A withdrawn article leaves everything public at once, and comes back as it was."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from archive.audit import INVARIANTS, violations
from archive.ingest.metadata import Metadata
from archive.ingest.page import Page
from archive.ingest.pipeline import Ingest
from archive.ingest.reextraction import Reextraction
from archive.models import Article, ArticleVersion, ImportBatch, Outlet, Statement
from archive.models.outlet_merging import merge_outlets
from tests.factories import make_article, make_statement

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = (
    "Bridge to open\n\nIt is done.\n\n“We will open the bridge in May,” said Ada Voss.\n\n"
    "“It was dear,” said Ben Orr."
)


def put(text: str, source: str = "bridge.txt") -> None:
    batch = ImportBatch.objects.create(arguments="texts")
    page = Page(source, f"file:///{source}", text.encode())
    assert not Ingest(batch, Metadata(), lambda _: None).run([page]).refused


def broken() -> list[str]:
    return [one for rule in INVARIANTS for one in violations(rule)]


def rows() -> list[dict]:
    return list(Statement.objects.order_by("pk").values())


@pytest.fixture
def article(curator):
    put(TEXT)
    Statement.objects.get(text__contains="dear").hide(curator, "a joke")
    return Article.objects.get()


@pytest.fixture
def withdrawn(article, read):
    address = reverse("admin:archive_article_withdraw", args=[article.pk])
    page = read(address, {"action": "withdraw", "reason": "The outlet <b> took it back."})
    assert "Withdrawn, with 2 statements." in page
    return article


def test_its_pages_are_gone_and_say_why(withdrawn, client):
    one = Statement.objects.first()
    for address in (withdrawn.get_absolute_url(), one.get_absolute_url()):
        answer = client.get(address)
        told = answer.content.decode()
        assert answer.status_code == 410 and "The outlet &lt;b&gt; took it back." in told
        assert "bridge in May" not in told


def test_it_is_found_nowhere_and_no_invariant_breaks(withdrawn, read):
    for address in ("/", "/statements/?q=bridge", "/speakers/", "/outlets/", "/speakers/ada-voss/"):
        assert "bridge in May" not in read(address), address
    assert broken() == []


def test_nothing_of_it_comes_in_by_ingest_or_extractor(withdrawn):
    before = rows()
    put(TEXT + "\n\n“There is more,” said Ada Voss.")
    ArticleVersion.objects.update(extractor="rules/0")
    Reextraction(False, lambda _: None).run(Article.objects.all())
    assert rows() == before and ArticleVersion.objects.count() == 1 and broken() == []


def test_it_comes_back_as_it_was_by_button_or_by_undo(article, read, client):
    before = rows()
    address = reverse("admin:archive_article_withdraw", args=[article.pk])
    read(address, {"action": "withdraw", "reason": "x"})
    assert "Back again, with 2 statements." in read(address, {"action": "back"})
    assert rows() == before and client.get(article.get_absolute_url()).status_code == 200
    page = read(address, {"action": "withdraw", "reason": "x"})
    read(re.search(r'href="([^"]+/together/)"', page)[1], {})
    assert rows() == before and broken() == []
    assert "is not withdrawn" in read(address, {"action": "back"})


def test_a_reason_is_demanded_and_twice_is_refused(article, read):
    address = reverse("admin:archive_article_withdraw", args=[article.pk])
    assert "give a reason" in read(address, {"action": "withdraw", "reason": " "})
    read(address, {"action": "withdraw", "reason": "x"})
    assert "withdrawn already" in read(address, {"action": "withdraw", "reason": "y"})


def test_only_who_may_withdraw_does(article, client):
    client.force_login(User.objects.create_user("reader", is_staff=True))
    address = reverse("admin:archive_article_withdraw", args=[article.pk])
    assert client.post(address, {"action": "withdraw", "reason": "x"}).status_code == 403


@pytest.fixture
def outlets(curator):
    make_statement("A bridge.", outlet="Quay Post")
    make_statement("A ferry.", outlet="The Quay Post")
    Outlet.objects.filter(name="Quay Post").update(domains=["quay.example"], country="Halmere")
    return Outlet.objects.get(name="Quay Post"), Outlet.objects.get(name="The Quay Post")


def test_merged_outlets_lead_to_one_and_come_apart_again(outlets, read, client):
    short, full = outlets
    before = rows()
    address = reverse("admin:archive_outlet_merge", args=[short.pk])
    assert "1 articles go over" in read(f"{address}?other={full.pk}")
    page = read(address, {"other": full.pk})
    assert "1 articles went over" in page
    answer = client.get(short.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, full.get_absolute_url())
    assert "no-cache" in answer["Cache-Control"]
    full.refresh_from_db()
    assert (full.domains, full.country) == (["quay.example"], "Halmere")
    assert "A bridge." in read(f"/statements/?outlet={short.slug}") and broken() == []
    read(re.search(r'href="([^"]+/together/)"', page)[1], {})
    full.refresh_from_db()
    assert rows() == before and full.domains == [] and broken() == []
    assert client.get(short.get_absolute_url()).status_code == 200


def test_what_is_printed_under_a_merged_name_goes_to_the_survivor(outlets):
    short, full = outlets
    merge_outlets(short, full)
    assert Outlet.objects.named("quay post") == full
    assert Outlet.objects.named_each(["Quay Post"]) == {"Quay Post": full}
    assert make_article(outlet="Quay Post").outlet == full
    with pytest.raises(ValueError, match="merged already"):
        merge_outlets(full, short)
