"""A statement as others cite it: ready to copy, one form for each custom."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from archive.templatetags.archive import WORD_FORMATS, closing, opening, who

if TYPE_CHECKING:
    from archive.models import Statement

# The customs of Chicago and APA are English, whatever the language of the page.
CHICAGO = {"year": "Y", "month": "F Y", "day": "F j, Y"}
APA = {"year": "Y", "month": "Y, F", "day": "Y, F j"}
BIBTEX = {"year": "Y", "month": "Y-m", "day": "Y-m-d"}
RIS = {"year": "Y///", "month": "Y/m//", "day": "Y/m/d/"}
# Characters that TeX would take for commands.
TEX = str.maketrans(
    {**{c: f"\\{c}" for c in "#$%&_{}"}, "\\": r"\textbackslash{}",
     "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)  # fmt: skip


class Citation(NamedTuple):
    """A form of citation."""

    key: str
    name: str
    text: str


def citations(statement: Statement, url: str) -> list[Citation]:
    """Return the statement in every form; `url` is its own full address."""
    own = Citation("plain", _("Plain"), plain(statement, url))
    with override("en"):
        return [
            own,
            Citation("chicago", "Chicago", chicago(statement, url)),
            Citation("apa", "APA", apa(statement, url)),
            Citation("bibtex", "BibTeX", bibtex(statement, url)),
        ]


def plain(statement: Statement, url: str) -> str:
    """Return one line that names speaker, words, place, day and address."""
    words = words_of(statement)
    words += "" if statement.text.rstrip()[-1:] in set(".!?…") else "."
    if statement.kind != "direct":
        words = _("as reported: %s") % words
    day = statement.said_on
    places = [
        outlet(statement),
        f"“{title(statement)}”",
        date_format(day, WORD_FORMATS[statement.said_precision]) if day else _("undated"),
    ]
    return f"{who(statement)}, {words} {', '.join(filter(None, places))}. {url}"


def chicago(statement: Statement, url: str) -> str:
    """Return a note as the Chicago Manual of Style (17th edition, 14.191) has it for newspapers."""
    quoted = "quoted in" if statement.kind == "direct" else "reported in"
    day = dated(statement, CHICAGO) or "n.d."
    source = [statement.article.byline, f"“{title(statement)},”"]
    where = ", ".join(filter(None, [outlet(statement), day, url]))
    return f"{who(statement)}, {quoted} {', '.join(filter(None, source))} {where}."


def apa(statement: Statement, url: str) -> str:
    """Return a reference as APA style (7th edition, 10.16) has it, with the statement named."""
    place = outlet(statement)
    author = statement.article.byline or place
    day = dated(statement, APA) or "n.d."
    held = f"[Statement by {who(statement)}: {words_of(statement)}]"
    head = f"{author.rstrip('.')}. ({day})." if author else f"({day})."
    return " ".join(
        filter(None, [head, f"{title(statement)} {held}.", f"{place}." if place else "", url])
    )


def bibtex(statement: Statement, url: str) -> str:
    """Return an entry for BibTeX and BibLaTeX."""
    where = ", ".join(filter(None, [title(statement), outlet(statement)]))
    fields = {
        "author": f"{{{who(statement).translate(TEX)}}}",
        "title": f"{{{words_of(statement).translate(TEX)}}}",
        "howpublished": where.translate(TEX),
        "date": dated(statement, BIBTEX),
        "url": url,
        "note": str(statement.get_kind_display()),
    }
    held = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{onrecord-{statement.pk},\n{held}\n}}"


def ris(statement: Statement, url: str) -> str:
    """Return a record in the format of Research Information Systems, which most managers read.

    A tag, two blanks, a dash and a blank begin each line; DA reads `YYYY/MM/DD/`, parts may lack.
    """
    kind = f"{statement.get_kind_display()} in “{title(statement)}”"
    fields = (
        ("TY", "NEWS"),
        ("AU", who(statement)),
        ("TI", words_of(statement)),
        ("T2", outlet(statement)),
        ("PY", dated(statement, dict.fromkeys(RIS, "Y"))),
        ("DA", dated(statement, RIS)),
        ("UR", url),
        ("LA", statement.language),
        ("N1", kind),
        ("ID", f"onrecord-{statement.pk}"),
    )
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - "])


def csl(statement: Statement, url: str) -> str:
    """Return an item in the JSON of the Citation Style Language, which pandoc and Zotero read."""
    day = dated(statement, BIBTEX)
    fields = {
        "id": f"onrecord-{statement.pk}",
        "type": "article-newspaper",
        "author": [{"literal": who(statement)}],
        "title": words_of(statement),
        "container-title": outlet(statement),
        "issued": {"date-parts": [[int(part) for part in day.split("-")]]} if day else None,
        "URL": url,
        "language": statement.language,
        "note": f"{statement.get_kind_display()} in “{title(statement)}”",
    }
    item = {name: value for name, value in fields.items() if value}
    return json.dumps([item], ensure_ascii=False, indent=2)


def words_of(statement: Statement) -> str:
    """Return the words on one line, between the marks that their kind has."""
    return f"{opening(statement)}{' '.join(statement.text.split())}{closing(statement)}"


def title(statement: Statement) -> str:
    """Return the article's title on one line."""
    return " ".join(statement.article.title.split())


def outlet(statement: Statement) -> str:
    """Return the outlet's name, "" where it is not known."""
    return statement.outlet.name if statement.outlet else ""


def dated(statement: Statement, formats: dict[str, str]) -> str:
    """Return the day as exactly as it is known; "" where it is not."""
    if not statement.said_on:
        return ""
    shape = formats.get(statement.said_precision, formats["day"])
    return date_format(statement.said_on, shape)
