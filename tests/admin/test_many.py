"""One decision about all that a search finds: counted first, in the history, undone as one."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from archive.audit import INVARIANTS, violations
from archive.models import Change, Statement, Tagging, Topic
from tests.factories import make_article, make_speaker, make_statement

pytestmark = pytest.mark.django_db(transaction=True)
MANY = "admin:archive_statement_many"


@pytest.fixture
def ferry(curator):
    """Return an article with two captions and a sentence, beside another article."""
    article = make_article("T\n\n“Ferry one.” “Ferry two.” “Ferry three.” Ada Voss said.")
    for words in ("Ferry one.", "Ferry two."):
        make_statement(words, article=article, section="caption")
    make_statement("Ferry three.", article=article)
    make_statement("A bridge.")
    return article


def statuses() -> dict[str, str]:
    return dict(Statement.objects.values_list("text", "status"))


def undo(page: str, read) -> None:
    read(re.search(r'href="([^"]+/together/)"', page)[1], {})


def test_all_of_a_caption_are_hidden_and_come_back(ferry, read):
    address = f"{reverse(MANY)}?article={ferry.pk}&section=caption"
    assert "2 statements" in read(address)
    page = read(address, {"action": "hide", "reason": "a caption", "seen": 2})
    assert "2 statements hidden." in page
    assert statuses() == {
        "Ferry one.": "hidden", "Ferry two.": "hidden", "Ferry three.": "machine",
        "A bridge.": "machine",
    }  # fmt: skip
    assert set(Statement.objects.filter(status="hidden").values_list("reason", flat=True)) == {
        "a caption"
    }
    assert "2 statements" in read(f"{reverse(MANY)}?hidden=on")
    undo(page, read)
    assert set(statuses().values()) == {"machine"}
    assert not [one for rule in INVARIANTS for one in violations(rule)]


def test_the_public_search_leads_here_with_its_address(ferry, read):
    page = read("/statements/?q=ferry&kind=direct")
    link = re.search(r'href="([^"]+/statement/many/[^"]*)"', page)[1]
    assert "3 statements" in read(link)


def test_what_changed_since_it_was_counted_is_asked_again(ferry, read):
    address = f"{reverse(MANY)}?q=ferry"
    page = read(address, {"action": "hide", "seen": 2})
    assert "finds 3 statements now, 2 when you looked" in page
    assert set(statuses().values()) == {"machine"}
    assert "3 statements hidden" in read(address, {"action": "hide", "seen": 3})


def test_all_are_given_to_a_speaker(ferry, read):
    make_speaker("Ben Orr")
    address = f"{reverse(MANY)}?q=ferry"
    assert "Say to whom." in read(address, {"action": "give", "seen": 3})
    assert "3 statements given" in read(
        address, {"action": "give", "seen": 3, "speaker": "Ben Orr"}
    )
    assert Statement.objects.filter(speaker__name="Ben Orr", status="edited").count() == 3


def test_all_are_tagged_found_by_the_topic_and_untagged(ferry, read):
    address = f"{reverse(MANY)}?q=ferry"
    assert "Say which." in read(address, {"action": "tag", "seen": 3})
    page = read(address, {"action": "tag", "topic": "Harbour  policy", "seen": 3})
    assert "3 statements tagged." in page
    topic = Topic.objects.get()
    assert topic.name == "Harbour policy" and Change.objects.filter(model="tagging").count() == 3
    for typed in (f"topic:{topic.slug}", 'topic:"harbour policy"', f"topic:{topic.slug} OR bridge"):
        found = len(re.findall(r'class="card ', read(f"/statements/?q={typed}")))
        assert found == (4 if "OR" in typed else 3), typed
    assert "A bridge." in read(f"/statements/?q=-topic:{topic.slug}")
    row = Statement.objects.get(text="Ferry one.")
    assert f'topic%3A{topic.slug}">Harbour policy</a>' in read(row.get_absolute_url())
    assert row.status == "machine"
    assert "There is no topic Sea." in read(address, {"action": "untag", "topic": "Sea", "seen": 3})
    gone = read(address, {"action": "untag", "topic": "harbour policy", "seen": 3})
    assert "3 statements no longer tagged." in gone and not Tagging.objects.exists()
    undo(gone, read)
    assert Tagging.objects.count() == 3


def test_merged_topics_lead_to_one_and_come_apart_again(ferry, read):
    one, other = Topic.objects.named("Ferries"), Topic.objects.named("Ferry line")
    rows = list(Statement.objects.filter(article=ferry))
    for row in rows:
        row.taggings.create(topic=one)
    rows[0].taggings.create(topic=other)
    before = list(Tagging.objects.order_by("pk").values())
    address = reverse("admin:archive_topic_merge", args=[one.pk])
    assert "3 statements go over" in read(f"{address}?other={other.pk}")
    page = read(address, {"other": other.pk})
    assert other.taggings.count() == 3 and not one.taggings.exists()
    assert len(re.findall(r'class="card ', read("/statements/?q=topic:ferries"))) == 3
    assert Topic.objects.named("ferries") == other
    undo(page, read)
    one.refresh_from_db()
    assert one.merged_into is None and list(Tagging.objects.order_by("pk").values()) == before


def test_a_value_that_is_not_understood_decides_about_nothing(ferry, read):
    page = read(f"{reverse(MANY)}?article=x", {"action": "hide", "seen": 4})
    assert "finds 0 statements now" in page and set(statuses().values()) == {"machine"}


def test_who_may_not_decide_about_many_sees_no_page(ferry, client):
    client.force_login(User.objects.create_user("reader", is_staff=True))
    assert client.get(reverse(MANY)).status_code == 403
    assert client.post(reverse(MANY), {"action": "hide", "seen": 4}).status_code == 403
