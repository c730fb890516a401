"""The catalogues of texts: `python -m tests.messages` brings them up to date and compiles them.

Reads the sources with Django's own template parser and Python's ast, and writes with Babel: no
gettext has to be installed. Exit 1 when a text has no translation, each named.
"""

from __future__ import annotations

import ast
import os
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "archive" / "locale"
PLURALS = {"ngettext", "ngettext_lazy", "marked_both"}
FUNCTIONS = {"_", "gettext", "gettext_lazy", "marked", *PLURALS}


def found_in_python():
    """Yield every text that the modules translate; of plurals a pair."""
    for path in sorted((ROOT / "archive").rglob("*.py")):
        if {"admin", "migrations"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in FUNCTIONS:
                texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                texts = [text for text in texts if isinstance(text, str)]
                if texts:
                    yield tuple(texts[:2]) if node.func.id in PLURALS else texts[0]


def found_in_templates():
    """Yield every text that the public templates translate; of plurals a pair."""
    from django.template import engines
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    engine = engines["django"].engine
    for path in sorted((ROOT / "templates").rglob("*.html")):
        name = str(path.relative_to(ROOT / "templates"))
        if name.startswith("admin/"):
            continue
        for node in nodes_of(engine.get_template(name).nodelist):
            if isinstance(node, TranslateNode):
                yield node.filter_expression.var.literal.replace("%", "%%")
            elif isinstance(node, BlockTranslateNode):
                single = node.render_token_list(node.singular)[0]
                plural = node.render_token_list(node.plural)[0] if node.plural else ""
                yield (single, plural) if plural else single


def nodes_of(nodelist):
    from django.template.base import Node

    return nodelist.get_nodes_by_type(Node)


def texts():
    """Return every text once, in one order."""
    found = {*found_in_python(), *found_in_templates()}
    return sorted(found, key=lambda text: (isinstance(text, tuple), text))


def languages():
    """Return the codes of the languages besides English."""
    return sorted(path.name for path in LOCALES.iterdir() if path.is_dir())


def catalogue(code):
    """Return the catalogue of a language as it is stored."""
    with (LOCALES / code / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=code)


def compiled(messages):
    """Return the bytes that gettext reads."""
    output = BytesIO()
    write_mo(output, messages)
    return output.getvalue()


def renewed(code, old):
    """Return a catalogue of just the texts of today, with the translations that are known."""
    new = Catalog(
        locale=code, project="Onrecord", version="", fuzzy=False, header_comment="",
        charset="utf-8", creation_date=old.creation_date, revision_date=old.creation_date,
        msgid_bugs_address="", last_translator="Onrecord", language_team="Onrecord",
    )  # fmt: skip
    for text in texts():
        key = text[0] if isinstance(text, tuple) else text
        known = old.get(key)
        string = known.string if known else ""
        if isinstance(text, tuple) != isinstance(string, tuple):
            string = ("", "") if isinstance(text, tuple) else ""
        new.add(text, string)
    return new


def forms(text):
    """Return a text's forms: one, or one for each plural."""
    return text if isinstance(text, tuple) else (text,)


def missing(messages):
    """Return the texts without a whole translation."""
    return [m.id for m in messages if m.id and not all(forms(m.string))]


def main():
    """Renew and compile every catalogue; return the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    without = []
    for code in languages():
        folder = LOCALES / code / "LC_MESSAGES"
        messages = renewed(code, catalogue(code))
        with (folder / "django.po").open("wb") as file:
            write_po(file, messages, width=100, sort_output=True, omit_header=False)
        (folder / "django.mo").write_bytes(compiled(messages))
        without += [f"{code}: {text!r}" for text in missing(messages)]
    print("\n".join(without) or "all texts are translated")
    return 1 if without else 0


if __name__ == "__main__":
    sys.exit(main())
