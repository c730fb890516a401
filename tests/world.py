"""A small archive with everything a page may have to show, and the addresses of its pages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from archive.ingest.grouping import group_prints
from archive.models import (
    Article,
    ArticleVersion,
    ImportBatch,
    QuotationGroup,
    Speaker,
    Statement,
)
from tests.factories import make_article, make_speaker, make_statement

LONG_NAME = "Marguerite Olandsdotter-Featherstonehaugh of Upper Wintermere and Lower Saltmere"
LONG_WORDS = " ".join(
    f"Every promise number {n} that we made here will be kept." for n in range(50)
)
PRINTED_TWICE = "The lighthouse will be lit again, whatever the harbour office says of it."
HOSTILE = (
    "The <b>bridge</b> <script>alert(1)</script> & &amp; <img src=x onerror=alert(1)> “so” it's"
)
NESTED = (
    "Captain will not sail\n\n"
    "“I told her plainly: ‘the bridge will fall’, and she laughed.\n\n"
    "“Then she wrote it down,” Wendell Ash said, adding that he would wait."
)


def make_quotation() -> QuotationGroup:
    """The same words in two articles that are near copies of each other."""
    text = f"A title\n\n“{PRINTED_TWICE}” Mira Holt said.\n\n" + " ".join(
        f"The keeper climbed step {n} and counted." for n in range(20)
    )
    for outlet in ("Nord Press", "Talv Gazette"):
        article = make_article(text, title="A title", outlet=outlet)
        make_statement(PRINTED_TWICE, article=article, speaker="Mira Holt")
    group_prints()
    return QuotationGroup.objects.get(representative__text=PRINTED_TWICE)


def make_world() -> dict[str, str]:
    """Fill the archive; return name → address of every page."""
    statement = make_busy_speaker()
    hidden, withdrawn = make_gone()
    nested = make_nested_article()
    search = reverse("statements")
    return {
        "home": "/",
        "statements": search,
        "search": f"{search}?q=bridge",
        "narrowed": f"{search}?q=bridge&speaker=ada-voss&kind=direct&after=2020-01-01",
        "grouped": f"{search}?q=bridge&by=speaker",
        "paged": f"{search}?page=2",
        "nothing": f"{search}?q=zyzzyva&speaker=nobody&after=soon&page=9",
        "statement": statement.get_absolute_url(),
        "hostile": make_hostile().get_absolute_url(),
        "nested": nested.get_absolute_url(),
        "long": make_long().get_absolute_url(),
        "russian": make_russian().get_absolute_url(),
        "nobody": make_statement("It is late.", speaker=None, said_on=None).get_absolute_url(),
        "embedded": reverse("embed", args=[statement.pk]),
        "embedded no more": reverse("embed", args=[withdrawn.pk]),
        "hidden": hidden.get_absolute_url(),
        "withdrawn": withdrawn.get_absolute_url(),
        "outlived": make_outlived().get_absolute_url(),
        "article": nested.article.get_absolute_url(),
        "old version": f"{withdrawn.article.get_absolute_url()}?version=1",
        "quotation": make_quotation().get_absolute_url(),
        "speakers": reverse("speakers"),
        "no speakers": f"{reverse('speakers')}?q=zyzzyva&letter=%C3%86&sort=age",
        "speaker": reverse("speaker", args=["ada-voss"]),
        "outlets": reverse("outlets"),
        "outlet": reverse("outlet", args=["the-quay-post"]),
        "year": reverse("year", args=["2023"]),
        "month": reverse("month", args=["2023", "05"]),
        "day": reverse("day", args=["2023", "05", "17"]),
        "empty day": reverse("day", args=["1999", "02", "28"]),
        "compare": f"{reverse('compare')}?speaker=ada-voss&speaker=wendell-ash",
        "periods": f"{reverse('compare')}?speaker=ada-voss&period=2022&period=2023&q=bridge",
        "nothing to compare": f"{reverse('compare')}?speaker=nobody",
        "about": reverse("about"),
        "coverage": reverse("coverage"),
        "api docs": reverse("api-docs"),
        "help": reverse("search-help"),
        "sample": make_sample().get_absolute_url(),
        "not found": "/nothing-here/",
    }


def make_busy_speaker() -> Statement:
    """Make a speaker with a role, aliases and more statements than one page holds."""
    ada = make_speaker("Ada Voss")
    ada.description, ada.wikidata_id = "Minister for the harbours of the coast.", "Q1"
    ada.save()
    ada.roles.create(title="harbour minister", since=date(2021, 1, 1))
    ada.roles.create(title="mayor", since=date(2015, 1, 1), until=date(2020, 12, 31))
    ada.aliases.create(text="Minister Voss")
    ada.aliases.create(text="Voss", ambiguous=True)
    for day in range(1, 26):
        statement = make_statement(
            f"We will mend the bridge, part {day}.", said_on=date(2023, 5, day)
        )
    return statement


def make_gone() -> tuple[Statement, Statement]:
    """Make a hidden statement and one that a new version of its article dropped."""
    hidden = make_statement("This is a secret caption.")
    hidden.hide(User.objects.create_user("curator"), "The words are a caption.")
    withdrawn = make_statement("The toll will rise.")
    article = withdrawn.article
    article.current_version = ArticleVersion.objects.create(
        article=article,
        number=2,
        text="A title\n\nNothing was said.",
        raw_sha256="0" * 64,
        fetched_at=datetime(2024, 2, 1, tzinfo=UTC),
        reader="text/1",
    )
    article.save(update_fields=["current_version"])
    Statement.objects.filter(pk=withdrawn.pk).update(
        status="withdrawn", dropped_in=article.current_version
    )
    return hidden, Statement.objects.get(pk=withdrawn.pk)


def make_sample() -> Statement:
    """Make a statement of the sample, by a speaker of the sample."""
    statement = make_statement("Nobody said this.", speaker="Ina Vented")
    # Not the latest batch: the factories go on with that one.
    earlier = datetime(2023, 1, 1, tzinfo=UTC)
    batch = ImportBatch.objects.create(arguments="sample", is_sample=True, started_at=earlier)
    Article.objects.filter(pk=statement.article_id).update(batch=batch)
    Speaker.objects.filter(pk=statement.speaker_id).update(is_sample=True)
    return statement


def make_outlived() -> Statement:
    """Make a checked statement whose words its article's second version no longer has."""
    statement = make_statement("The quay is ours.")
    statement.check_by(User.objects.create_user("checker"))
    article, first = statement.article, statement.version
    article.current_version = ArticleVersion.objects.create(
        article=article, number=2, text="A title\n\nNothing.", fetched_at=first.fetched_at
    )
    article.save(update_fields=["current_version"])
    Statement.objects.filter(pk=statement.pk).update(dropped_in=article.current_version)
    return statement


def make_nested_article() -> Statement:
    """Make an article whose statements nest, cross, run over paragraphs and stand in the title."""
    article = make_article(NESTED, title="Captain will not sail", outlet="Radio Kestrel")
    fields: dict[str, Any] = {"article": article, "speaker": "Wendell Ash"}
    start, end = NESTED.index("I told"), NESTED.index(",” Wendell")
    outer = make_statement(NESTED[start:end], **fields)
    nested = make_statement("the bridge will fall", nested_in=outer, **fields)
    across = NESTED[NESTED.index("and she laughed") : end + 2]
    make_statement(across, kind="mixed", **(fields | {"speaker": None}))
    make_statement("will not sail", section="heading", kind="indirect", **fields)
    make_statement("he would wait", kind="indirect", continues=outer, **fields)
    return nested


def make_hostile() -> Statement:
    """Make a statement that is markup all over, in an article that is no better."""
    text = f"Title <script>alert(2)</script>\n\n“{HOSTILE}” Ada Voss said."
    article = make_article(
        text,
        title="Title <script>alert(2)</script>",
        byline="<i>me</i>",
        canonical_url="javascript:alert(1)",
        date_evidence="<u>so</u>",
    )
    return make_statement(HOSTILE, article=article)


def make_long() -> Statement:
    """Make a statement of 500 words by somebody with a very long name."""
    Speaker.objects.make(LONG_NAME, "person").roles.create(
        title="permanent under-secretary of state for inland waterways, ferries and navigation"
    )
    return make_statement(
        LONG_WORDS, speaker=LONG_NAME, outlet="Saltmere Evening Herald and Gazette"
    )


def make_russian() -> Statement:
    """Make a Russian statement in a Russian article, known to the month."""
    words = "Мы починим мост до зимы"
    text = f"Гавань откроют весной\n\n«{words}», — сказала Анна Ветрова."
    moment = datetime(2024, 12, 1, tzinfo=UTC)
    article = make_article(
        text,
        title="Гавань откроют весной",
        outlet="Вестник Гавани",
        language="ru",
        published_at=moment,
        date_precision="month",
        canonical_url="https://vestnik.example/1",
    )
    fields = {"language": "ru", "said_on": moment.date(), "said_precision": "month"}
    return make_statement(words, article=article, speaker="Анна Ветрова", **fields)
