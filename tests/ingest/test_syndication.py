"""Articles that print much the same text are linked, and stay two articles."""

from __future__ import annotations

import pytest

from archive.ingest import syndication
from archive.ingest.grouping import group_prints, regroup
from archive.ingest.syndication import MUCH_THE_SAME, signature
from archive.models import ArticleVersion, NearCopy
from tests.factories import make_article

pytestmark = pytest.mark.django_db

PARAGRAPHS = [
    f"On day {n} the {a} of {b} told the {c} that the {d} would {e} before the {f} ended, "
    f"and the {a} said so to every {c} who had come to {b} with a {d}."
    for n, (a, b, c, d, e, f) in enumerate(
        zip(
            "mayor pilot warden miller dredger sexton baker tailor".split(),
            "Orle Talv Vessan Halmere Eldra Quay Nord Marsh".split(),
            "reporter captain baker sailor nurse teacher porter smith".split(),
            "bridge dyke pier crane ferry tunnel school library".split(),
            "close open move sink rise stand fall burn".split(),
            "winter harvest strike feast storm session voyage trial".split(),
            strict=True,
        )
    )
]  # fmt: skip
FOOTER = "Write to the editors of the Quay Post if you have seen something that others should read."


def text(*paragraphs: str) -> str:
    return "\n\n".join(("A title", *paragraphs))


def link(*texts: str) -> list[NearCopy]:
    for one in texts:
        make_article(one, title="A title")
    group_prints()
    return list(NearCopy.objects.order_by("one", "other"))


def test_a_copy_with_another_beginning_and_end_is_linked():
    (pair,) = link(
        text("PORT ELDRA, 3 May.", *PARAGRAPHS, FOOTER), text(*PARAGRAPHS[:7], "From our agency.")
    )
    assert MUCH_THE_SAME <= pair.likeness < 1


def test_articles_that_share_a_footer_are_not():
    assert link(text(*PARAGRAPHS[:4], FOOTER), text(*PARAGRAPHS[4:], FOOTER)) == []


def test_the_same_text_is_wholly_the_same():
    (pair,) = link(text(*PARAGRAPHS), text(*PARAGRAPHS))
    assert pair.likeness == 1


def test_a_few_words_are_no_article_to_copy():
    assert signature(text("No more than this.")) == []
    assert link(text("No more than this."), text("No more than this.")) == []


def test_short_texts_do_not_agree_for_being_short():
    one, other = signature(text(*PARAGRAPHS[:1])), signature(text(*PARAGRAPHS[1:2]))
    same = sum(a == b for a, b in zip(one, other, strict=True))
    assert same < len(one) / 4


def test_a_new_version_is_compared_anew():
    one, other = make_article(text(*PARAGRAPHS)), make_article(text(*PARAGRAPHS))
    group_prints()
    assert NearCopy.objects.exists()
    fields = {"number": 2, "fingerprint": "f", "origin": one.origin, "raw_sha256": "0" * 64}
    one.current_version = ArticleVersion.objects.create(
        article=one, text=text("Gone."), fetched_at=one.current_version.fetched_at, **fields
    )
    one.save()
    group_prints()
    assert not NearCopy.objects.exists()
    assert hasattr(other, "sketch") and not hasattr(one, "sketch")


def test_the_order_of_articles_does_not_matter():
    variants = [text(*PARAGRAPHS[:8]), text(*PARAGRAPHS[1:]), text(*PARAGRAPHS[:6]), text(FOOTER)]
    made = [make_article(one) for one in variants]
    group_prints()
    straight = {(row.one_id, row.other_id, row.likeness) for row in NearCopy.objects.all()}
    assert straight
    for article in reversed(made):
        NearCopy.objects.filter(one=article).delete()
    regroup()
    assert {(row.one_id, row.other_id, row.likeness) for row in NearCopy.objects.all()} == straight


def test_many_copies_are_linked_with_the_oldest_only(monkeypatch):
    monkeypatch.setattr(syndication, "MOST", 3)
    pairs = []
    for _ in range(7):
        pairs = link(text(*PARAGRAPHS))
    kept = [(pair.one_id, pair.other_id) for pair in pairs]
    first = min(one for one, _ in kept)
    assert {one - first for one, _ in kept} == {0, 1, 2} and len(kept) == 3 + 2 + 1 + 3 * 3
    regroup()
    again = NearCopy.objects.order_by("one", "other")
    assert [(pair.one_id, pair.other_id) for pair in again] == kept
