"""Headers of labelled lines above a text: "Title: …", "Author: …", those of e-mail and notes."""

from __future__ import annotations

import re
from dataclasses import replace

from archive.ingest.cleaning.addresses import article_address
from archive.ingest.cleaning.facts import stated_date
from archive.ingest.cleaning.known import Known

_FIELDS = {
    "title": "title headline subject titel betreff überschrift titre objet título asunto заголовок",
    "byline": "author authors byline by from autor autorin von auteur автор writer",
    "outlet": "outlet publication publisher newspaper source site quelle источник fuente",
    "url": "url link address canonical",
    "date": "date published publication-date pubdate sent datum veröffentlicht fecha дата",
    "language": "language lang sprache",
    "text": "text body article",
    "": """to cc bcc reply-to message-id mime-version content-type content-transfer-encoding
        return-path received x-mailer in-reply-to references importance section category categories
        tags keywords slug layout draft an kopie copyright updated modified""",
}
_NAMES = {name: field for field, names in _FIELDS.items() for name in names.split()}
_LABELLED = re.compile(r"^(?P<name>[^\W\d_][\w-]{1,30})[ \t]?:(?:[ \t]+(?P<value>\S.*))?$")
_FENCE = re.compile(r"^-{3,}$")
_MAIL = re.compile(r"\s*<[^<>\s]{3,200}@[^<>\s]{1,200}>$")
_MOST_LINES = 60
_LONGEST = 500  # characters of a value


def part_header(text: str, known: Known) -> tuple[str, Known]:
    """Take a header of labelled lines off a text.

    It is one when two labels, or one that names the title, begin the lines at the very top.
    What `known` has already stays; labels that tell nothing of the article go with the rest.
    """
    lines = text.split("\n", _MOST_LINES + 1)
    start = next((n for n, line in enumerate(lines[:_MOST_LINES]) if line.strip()), 0)
    fenced = bool(_FENCE.match(lines[start].strip()))
    values, end = _values(lines, start + fenced)
    if not ("title" in values or len(values) >= 2):
        return text, known
    if fenced and end < len(lines) and _FENCE.match(lines[end].strip()):
        end += 1
    body = "\n".join([values.pop("text", ""), *lines[end:]])
    return body, _with_values(known, values)


def _values(lines: list[str], start: int) -> tuple[dict[str, str], int]:
    """Read the labelled lines from `start`, the first of each label, and where they end."""
    found: dict[str, str] = {}
    name = ""
    for n in range(start, min(len(lines), _MOST_LINES)):
        match = _LABELLED.match(lines[n].rstrip()) if len(lines[n]) < _LONGEST else None
        if match and match["name"].casefold() in _NAMES:
            name = _NAMES[match["name"].casefold()] or match["name"].casefold()
            found.setdefault(name, (match["value"] or "").strip().strip("\"'"))
            if name == "text":
                return found, n + 1
        elif found and lines[n][:1] in (" ", "\t") and lines[n].strip() and name != "title":
            continue  # folded, as mail programs do
        else:
            return found, n
    return found, min(len(lines), _MOST_LINES)


def _with_values(known: Known, values: dict[str, str]) -> Known:
    return replace(
        known,
        title=known.title or " ".join(values.get("title", "").split()) or None,
        byline=known.byline or _MAIL.sub("", values.get("byline", "")).strip("\"' ") or None,
        outlet=known.outlet or values.get("outlet") or None,
        url=known.url or article_address(values.get("url")),
        language=known.language or values.get("language") or None,
        date=known.date or stated_date(values.get("date", ""), "the header of the text"),
    )
