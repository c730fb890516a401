"""Articles that print much the same text are linked, and stay two articles."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from archive.ingest import syndication
from archive.ingest.grouping import group_prints, regroup
from archive.ingest.syndication import MUCH_THE_SAME, OUTLINED, UNLIKE, Sketch, sketch
from archive.models import Article, ArticleVersion, NearCopy
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


def agreeing(one: Sketch, other: Sketch) -> float:
    pairs = list(zip(one.signature, other.signature, strict=True))
    return sum(a == b for a, b in pairs) / len(pairs)


def differing(one: Sketch, other: Sketch) -> int:
    return sum(a != b for a, b in zip(one.outline, other.outline, strict=True))


def change(article: Article, words: str) -> None:
    number = article.versions.count() + 1
    article.current_version = ArticleVersion.objects.create(
        article=article,
        text=words,
        fetched_at=article.current_version.fetched_at,
        number=number,
        fingerprint=f"f{number}",
        origin=article.origin,
        raw_sha256="0" * 64,
    )
    article.save()


def links() -> set[tuple[int, int, float]]:
    return {(row.one_id, row.other_id, row.likeness) for row in NearCopy.objects.all()}


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
    assert sketch(text("No more than this.")) is None
    assert link(text("No more than this."), text("No more than this.")) == []


def test_short_texts_do_not_agree_for_being_short():
    one, other = sketch(text(*PARAGRAPHS[:1])), sketch(text(*PARAGRAPHS[1:2]))
    assert agreeing(one, other) < 1 / 4


def test_outlines_pass_over_hardly_any_pair_that_is_much_the_same():
    """Texts of the least length that have one, with a third of their words exchanged: of the pairs
    that agree in half of their hashes, the outlines of each differ in fewer bits than UNLIKE."""
    dice = random.Random(7)
    pairs = alike = 0
    while pairs < 300:
        words = [f"w{dice.randrange(10**6)}" for _ in range(OUTLINED + 3)]
        at, length = dice.randrange(60), dice.randrange(40, 60)
        others = [
            *words[:at],
            *(f"o{word}" for word in words[at : at + length]),
            *words[at + length :],
        ]
        one, other = sketch(" ".join(words)), sketch(" ".join(others))
        if MUCH_THE_SAME <= agreeing(one, other) < MUCH_THE_SAME + 0.05:
            pairs += 1
            alike += differing(one, other) <= UNLIKE
    assert alike == pairs


def test_outlines_pass_over_most_pairs_that_have_little_in_common():
    dice = random.Random(7)
    common = [f"w{dice.randrange(10**6)}" for _ in range(40)]
    sketches = [
        sketch(" ".join([*common, *(f"w{dice.randrange(10**6)}" for _ in range(300))]))
        for _ in range(40)
    ]
    passed = [differing(one, other) <= UNLIKE for one, other in combinations(sketches, 2)]
    assert sum(passed) < len(passed) / 50


def test_a_short_text_is_compared_without_an_outline():
    short, long = sketch(text(*PARAGRAPHS[:2])), sketch(text(*PARAGRAPHS))
    assert short.outline is None and len(long.outline) == 192
    (pair,) = link(text(*PARAGRAPHS[:2]), text(*PARAGRAPHS[:2], "From our agency."))
    assert pair.likeness > 0.8


def test_a_new_version_is_compared_anew():
    one, other = make_article(text(*PARAGRAPHS)), make_article(text(*PARAGRAPHS))
    group_prints()
    assert NearCopy.objects.exists()
    change(one, text("Gone."))
    group_prints()
    assert not NearCopy.objects.exists()
    assert hasattr(other, "sketch") and not hasattr(one, "sketch")


def test_the_order_of_articles_does_not_matter():
    variants = [text(*PARAGRAPHS[:8]), text(*PARAGRAPHS[1:]), text(*PARAGRAPHS[:6]), text(FOOTER)]
    made = [make_article(one) for one in variants]
    group_prints()
    straight = links()
    assert straight
    for article in reversed(made):
        NearCopy.objects.filter(one=article).delete()
    regroup()
    assert links() == straight


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


@pytest.mark.parametrize("seed", range(6))
def test_whatever_came_and_changed_the_links_are_those_made_anew(monkeypatch, seed):
    """Each text is much like its neighbours only, and most have more copies than are linked."""
    monkeypatch.setattr(syndication, "MOST", 2)
    dice = random.Random(seed)
    windows = [text(*PARAGRAPHS[at : at + 5]) for at in range(4)]
    made = []
    for _ in range(12):
        made.append(make_article(dice.choice(windows), title="A title"))
        if dice.random() < 0.6:
            group_prints()
    for _ in range(4):
        change(dice.choice(made), text("Gone.") if dice.random() < 0.3 else dice.choice(windows))
        group_prints()
    day_by_day = links()
    assert day_by_day and len({one for _, one, _ in day_by_day}) > 4
    NearCopy.objects.all().delete()
    regroup()
    assert links() == day_by_day
