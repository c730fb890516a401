"""Rows for tests, three functions."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.contrib.auth.models import User

from archive import roles
from archive.models import Article, ArticleVersion, ImportBatch, Outlet, Speaker, Statement
from archive.models.article import fingerprint

numbers = count(1)


def make_person(role: str = "curator", name: str = "") -> User:
    """Make an account with the role: "reader", "curator", "editor" or "administrator"."""
    roles.settle()  # a test that empties all tables takes the groups with them
    user = User.objects.create_user(name or f"{role}{next(numbers)}", password="a long one")
    roles.give(user, roles.Role(role))
    return user


def make_article(text: str = "", **fields: Any) -> Article:
    """Make an article with one version; `outlet` may be a name, `text` begins with the title."""
    number = next(numbers)
    title = fields.pop("title", f"Article number {number}")
    text = text or f"{title}\n\nNothing was said."
    outlet = fields.pop("outlet", "The Quay Post")
    if isinstance(outlet, str):
        outlet = Outlet.objects.named(outlet)
    fields.setdefault("published_at", datetime(2023, 5, 17, 9, tzinfo=UTC))
    if fields["published_at"]:
        fields = {"date_precision": "day", "date_basis": "stated"} | fields
    article = Article.objects.create(
        source=f"{number}.txt",
        origin=f"file:///articles/{number}.txt",
        title=title,
        outlet=outlet,
        batch=ImportBatch.objects.first() or ImportBatch.objects.create(arguments="articles"),
        **fields,
    )
    article.current_version = ArticleVersion.objects.create(
        article=article,
        number=1,
        text=text,
        fingerprint=fingerprint(str(number), title, text),
        origin=f"file:///articles/{number}.txt",
        raw_sha256=hashlib.sha256(text.encode()).hexdigest(),
        fetched_at=datetime(2024, 1, 1, tzinfo=UTC),
        reader="text/1",
    )
    article.save(update_fields=["current_version"])
    return article


def make_speaker(name: str = "Ada Voss", kind: str = "person") -> Speaker:
    """Return the speaker of this name, made when there is none."""
    return Speaker.objects.called(name) or Speaker.objects.make(name, kind)


def make_statement(words: str = "We will mend the bridge.", **fields: Any) -> Statement:
    """Make a direct statement, in an article of its own unless `article` holds the words.

    `speaker` may be a name or None; `said_on` sets the article's date too.
    """
    speaker = fields.pop("speaker", "Ada Voss")
    day = fields.pop("said_on", date(2023, 5, 17))
    outlet = fields.pop("outlet", "The Quay Post")
    article = fields.pop("article", None)
    if article is None:
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
        text = f"A title\n\n“{words}” {speaker or 'somebody'} said."
        article = make_article(text, title="A title", outlet=outlet, published_at=moment)
    version = article.current_version
    start = version.text.index(words)
    mention = speaker if isinstance(speaker, str) and speaker in version.text else ""
    values = {
        "kind": "direct",
        "attribution": "explicit",
        "rule": "quote-name-said",
        "resolution": f"“{mention}” is the name as printed" if mention else "",
        "confidence": 0.9,
        "extractor": "tests",
        "said_on": day,
        "said_precision": "day" if day else "unknown",
        "outlet": article.outlet,
        "name": mention,
        "mention": mention,
        "mention_start": version.text.index(mention) if mention else None,
    }
    return Statement.objects.create(
        article=article,
        version=version,
        start=start,
        end=start + len(words),
        text=words,
        speaker=make_speaker(speaker) if isinstance(speaker, str) else speaker,
        **(values | fields),
    )
