"""What a re-extraction changes, in words and as JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from archive.models import ArticleVersion, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.ingest.reextraction import Counts, Failure
    from archive.ingest.renewal import Change, Renewal

LONGEST_WORDS = 90  # characters of a statement that a line shows
ORDER = ("kept", "changed", "back", "new", "withdrawn", "left out", "curated")


def in_words(renewal: Renewal) -> Iterator[str]:
    """Yield the article, then a line for each statement that comes, goes or changes."""
    article = renewal.version.article
    yield f"article {article.pk} “{article.title}”: {counted(renewal.counts())}"
    for change in renewal.changed:
        yield f"  {'back     ' if change.is_back else 'changed  '} {_changed(change)}"
    for statement in renewal.new:
        yield f"  new       {_speaker(statement)}: {_words(statement.text)}"
    for statement in renewal.withdrawn:
        yield f"  withdrawn {statement.pk} {_speaker(statement)}: {_words(statement.text)}"
    for quotation, decided in renewal.left_out:
        words = renewal.version.text[quotation.start : quotation.end]
        yield f"  left out  {_words(words)}: in the midst of the {decided.status} {decided.pk}"


def counted(counts: dict[str, int]) -> str:
    """Return what became of how many: "5 kept, 1 changed, 2 curated"."""
    return ", ".join(f"{counts[what]} {what}" for what in ORDER if counts.get(what)) or "nothing"


def closing_line(counts: Counts, *, dry_run: bool) -> str:
    """Return the line that ends a run."""
    would = "would change" if dry_run else "changed"
    failed = f"; {counts.failed} failed" if counts.failed else ""
    return (
        f"read {counts.articles} article{'' if counts.articles == 1 else 's'}, "
        f"{would} {counts.changed_articles}: {counted(counts.statements)}{failed}"
    )


def as_record(renewal: Renewal) -> dict[str, Any]:
    """Return the article with each change, for programs."""
    return {
        "type": "article",
        "article": renewal.version.article_id,
        "title": renewal.version.article.title,
        "version": renewal.version.number,
        **renewal.counts(),
        "statements": list(_records(renewal)),
    }


def as_summary(counts: Counts, *, dry_run: bool) -> dict[str, Any]:
    """Return the counts of a run, for programs."""
    return {
        "type": "summary",
        "dry_run": dry_run,
        "articles": counts.articles,
        "changed_articles": counts.changed_articles,
        "failed": counts.failed,
        **{what: counts.statements[what] for what in ORDER},
    }


def as_failure(failure: Failure) -> dict[str, Any]:
    """Return an article that failed, for programs."""
    return {"type": "failure", "article": failure.article, "reason": failure.reason}


def _records(renewal: Renewal) -> Iterator[dict[str, Any]]:
    for change in renewal.changed:
        statement = change.statement
        yield {
            "what": "back" if change.is_back else "changed",
            "statement": statement.pk,
            "before": {name: _plain(value) for name, value in change.was.items()},
            "after": {name: _plain(_now(renewal, statement, name)) for name in change.was},
        }
    for what, statements in (("new", renewal.new), ("withdrawn", renewal.withdrawn)):
        for statement in statements:
            speaker, text = _speaker(statement), statement.text
            yield {"what": what, "statement": statement.pk, "speaker": speaker, "text": text}
    for quotation, decided in renewal.left_out:
        words = renewal.version.text[quotation.start : quotation.end]
        yield {"what": "left out", "text": words, "because_of": decided.pk}


def _now(renewal: Renewal, statement: Statement, name: str) -> Any:
    for row, link, target in renewal.links:
        if row is statement and link == name:
            return target
    return getattr(statement, name)


def _changed(change: Change) -> str:
    statement, was = change.statement, change.was
    parts = []
    if "text" in was:
        parts.append(f"{_words(was['text'])} → {_words(statement.text)}")
    if "speaker" in was:
        before = was["speaker"].name if was["speaker"] else "nobody known"
        parts.append(f"{before} → {_speaker(statement)}")
    others = sorted(set(was) - {"text", "speaker"})
    words = "" if "text" in was else f"{_words(statement.text)}: "
    return f"{statement.pk} {words}{'; '.join([*parts, ', '.join(others)]).rstrip('; ')}"


def _speaker(statement: Statement) -> str:
    return statement.speaker.name if statement.speaker else "nobody known"


def _words(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 1] + '…'}”"


def _plain(value: Any) -> Any:
    """Return a field's value as JSON holds it: a version by number, other rows by name or id."""
    if isinstance(value, ArticleVersion):
        return value.number
    if isinstance(value, Model):
        return getattr(value, "name", None) if not isinstance(value, Statement) else value.pk
    return value.isoformat() if isinstance(value, date) else value
