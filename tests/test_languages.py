"""Other languages than English: whole catalogues, chosen by browser or by link, right to left."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import html5lib
import pytest
from django.apps import apps
from django.conf import settings
from django.http import QueryDict
from django.test import override_settings
from django.utils import translation

from archive.filters import StatementFilter
from archive.models import Statement
from archive.templatetags import archive as tags
from tests import messages
from tests.factories import make_statement
from tests.world import make_world

pytestmark = pytest.mark.django_db

GERMAN = {"HTTP_ACCEPT_LANGUAGE": "de-AT,de;q=0.9,en;q=0.5"}
# Names that are the same everywhere.
NAMES = "Onrecord Deutsch APA BibTeX Chicago API CSL CSV JSON Lines Wikidata Q1"
SHOWN = ("title", "aria-label", "placeholder", "alt", "abbr", "data-offers", "data-copied")
FOR_PROGRAMS = (
    "/statements.csv?q=bridge", "/statements.jsonl", "/statements.atom?speaker=ada-voss&past=1w",
    "/api/v1/statements/?q=bridge+NOT&kind=direct&speaker=nobody&after=2020-03",
    "/api/v1/statements/?limit=none", "/api/v1/statements/1/", "/api/v1/statements/0/",
    "/statements/1.json", "/statements/0.json", "/statements/1.bib", "/statements/1.ris",
    "/statements/1.csl.json",
    "/compare.csv?speaker=ada-voss&period=2023", "/robots.txt", "/opensearch.xml", "/healthz",
)  # fmt: skip


@pytest.mark.parametrize("code", messages.languages())
def test_a_catalogue_holds_just_the_texts_of_today_and_is_compiled(code):
    stored = messages.catalogue(code)
    known = {message.id for message in stored if message.id}
    assert known == set(messages.texts()), "run python -m tests.messages, then translate"
    assert messages.missing(stored) == []
    compiled = messages.LOCALES / code / "LC_MESSAGES" / "django.mo"
    assert compiled.read_bytes() == messages.compiled(stored), "run python -m tests.messages"


@pytest.mark.parametrize("code", messages.languages())
def test_a_translation_keeps_every_placeholder_and_element(code):
    marks = r"%(?:\(\w+\))?[sd%]|</?[a-z]+[^>]*>|\{\w*\}"
    for message in messages.catalogue(code):
        texts, translated = messages.forms(message.id), messages.forms(message.string)
        for text, said in zip(texts, translated, strict=True) if message.id else ():
            assert sorted(re.findall(marks, text)) == sorted(re.findall(marks, said)), text


def test_german_has_german_quotation_marks_and_no_english_ones():
    for message in messages.catalogue("de"):
        for said in messages.forms(message.string) if message.id else ():
            assert said.count("„") == said.count("“") and "”" not in said, said


def test_every_language_that_is_offered_has_a_catalogue():
    assert {code for code, _ in settings.LANGUAGES} == {"en", *messages.languages()}


def test_the_browser_s_language_is_spoken_and_english_otherwise(client):
    make_statement()
    german = client.get("/", **GERMAN)
    assert german["Content-Language"] == "de" and "Accept-Language" in german["Vary"]
    assert "Aussagen" in german.content.decode() and 'lang="de"' in german.content.decode()
    assert client.get("/", HTTP_ACCEPT_LANGUAGE="eo")["Content-Language"] == "en"


def test_a_chosen_language_goes_before_the_browser_s(client):
    back = "http://testserver/speakers/?q=a"
    response = client.get("/language/de/", HTTP_REFERER=back)
    assert response.headers["Location"] == "/speakers/?q=a"
    assert client.get("/", HTTP_ACCEPT_LANGUAGE="en")["Content-Language"] == "de"
    assert client.get("/language/xx/").status_code == 404


@pytest.mark.parametrize(
    ("came_from", "loaded", "back"),
    [
        ("http://testserver/speakers/?q=a#b", "/about/", "/speakers/?q=a"),
        ("", "/statements/?q=bridge&page=2", "/statements/?q=bridge&page=2"),
        ("http://evil.example/x", "", "/"),
        ("http://testserver//evil.example", "", "/"),
        ("", "https://evil.example/", "/"),
        ("", "//evil.example/", "/"),
        ("", "/\\evil.example/", "/"),
        ("", "javascript:alert(1)", "/"),
        ("http://testserver/language/en/", "", "/"),
        ("", "", "/"),
    ],
)
def test_a_chosen_language_leads_back_and_to_no_other_site(client, came_from, loaded, back):
    response = client.get("/language/de/", {"next": loaded}, HTTP_REFERER=came_from)
    assert response.status_code == 302 and response["Location"] == back
    cookie = response.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert cookie.value == "de" and cookie["samesite"] == "Lax" and cookie["httponly"]


def test_the_link_to_the_other_language_knows_the_page(client):
    page = client.get("/speakers/?q=a&sort=count").content.decode()
    assert 'href="/language/de/?next=%2Fspeakers%2F%3Fq%3Da%26sort%3Dcount"' in page
    assert "/language/" in client.get("/robots.txt").content.decode()


def test_caches_are_told_that_a_page_depends_on_browser_and_choice(client):
    make_statement()
    for address in ("/", "/statements/?q=bridge", "/nothing-here/", "/suggest/?q=ada"):
        vary = client.get(address)["Vary"]
        assert "Accept-Language" in vary and "Cookie" in vary, address


@pytest.mark.parametrize("address", FOR_PROGRAMS)
def test_what_programs_read_is_the_same_in_every_language(client, address):
    make_world()
    address = address.replace("/1", f"/{make_statement().pk}")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "de"
    german, english = client.get(address, **GERMAN), client.get(address, HTTP_COOKIE="")
    assert german.getvalue() == english.getvalue() and german.status_code == english.status_code
    assert german["Content-Language"] == "en" and "Accept-Language" not in german.get("Vary", "")


def test_curators_pages_are_english(admin_client):
    page = admin_client.get("/admin/", **GERMAN)
    assert page["Content-Language"] == "en" and "Log out" in page.content.decode()


def test_a_query_is_the_same_text_in_every_language_and_read_in_words_in_its_own():
    make_statement()
    shown = Statement.objects.shown()
    asked = QueryDict('q=bridge "a toll" -ne* speaker:"Ada Voss" kind:direct 2023-05..2023-06-02')
    english = StatementFilter(asked, queryset=shown)
    with translation.override("de"):
        german = StatementFilter(asked, queryset=shown)
        assert german.state == english.state
        assert german.in_words() == (
            "mit „bridge“ und „a toll“ (als Wortfolge) ohne „ne“ von Ada Voss"
            " der Art „wörtliches Zitat“ von Mai 2023 bis 2. Juni 2023"
        )
        assert [said for _, said in german.repairs] == [
            "„ne*“: Ein Wortanfang hat mindestens drei Buchstaben; als Wort gelesen."
        ]


def test_dates_and_plurals_follow_the_language(client):
    statement = make_statement()
    page = client.get(statement.get_absolute_url(), **GERMAN).content.decode()
    assert "17. Mai 2023" in page and "wörtliches Zitat" in page
    listed = client.get("/speakers/", **GERMAN).content.decode()
    assert "1 Sprecher" in listed


def test_citations_by_english_customs_stay_english(client):
    statement = make_statement(speaker=None)
    page = client.get(statement.get_absolute_url(), **GERMAN).content.decode()
    assert "Sprecher nicht bekannt, “" in page or "Sprecher nicht bekannt, „" in page
    assert "Speaker not known, quoted in" in page and "May 17, 2023" in page


def test_every_page_is_valid_in_german(client):
    for name, address in make_world().items():
        response = client.get(address, **GERMAN)
        assert response["Content-Language"] == "de", name
        html5lib.HTMLParser(strict=True).parse(response.content.decode())
        assert response.status_code in (200, 404, 410), name


def test_a_page_of_a_language_from_right_to_left_says_so(client):
    make_statement()
    with override_settings(LANGUAGES=[("en", "English"), ("ar", "العربية")]):
        translation.trans_real.get_languages.cache_clear()
        try:
            page = client.get("/", HTTP_ACCEPT_LANGUAGE="ar").content.decode()
        finally:
            translation.trans_real.get_languages.cache_clear()
    assert 'dir="rtl"' in page and 'lang="ar"' in page


class Texts(HTMLParser):
    """All that a page shows or says, but for code, citations and what is no text."""

    def __init__(self):
        super().__init__()
        self.found, self.closed = [], ""

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in SHOWN and value]
        self.closed = self.closed or (tag if tag in {"script", "code", "textarea"} else "")

    def handle_endtag(self, tag):
        self.closed = "" if tag == self.closed else self.closed

    def handle_data(self, data):
        self.found += [] if self.closed else [data]


def all_data() -> str:
    """Return every value of every row, in one text."""
    models = apps.get_app_config("archive").get_models()
    rows = [row for model in models for row in model._base_manager.values_list()]
    return " ".join(" ".join(str(value) for value in row) for row in rows)


def unmarked(page: str) -> set[str]:
    """Return the texts of a page that passed through no catalogue, which marks them ⟦so⟧."""
    texts = Texts()
    texts.feed(page)
    text, depth = "", 0
    for letter in "\f".join(texts.found):
        depth += (letter == "⟦") - (letter == "⟧")
        text += "\f" if depth or letter == "⟧" else letter
    pieces = (" ".join(piece.split()).strip(' …"·.,“”«»[]') for piece in re.split("\f|·|: ", text))
    return {piece for piece in pieces if re.search(r"[^\W\d_]{2}", piece)}


def test_every_text_of_every_page_can_be_translated(client, monkeypatch):
    pages = make_world()
    known = " ".join(f"{all_data()} {NAMES} {pages}".split()).casefold()
    monkeypatch.setattr(translation._trans, "gettext", lambda text: f"⟦{text}⟧", raising=False)
    both = lambda one, many, n: f"⟦{one if n == 1 else many}⟧"  # noqa: E731
    monkeypatch.setattr(translation._trans, "ngettext", both, raising=False)
    monkeypatch.setattr(tags, "_day", tags._day.__wrapped__)  # days are kept, in the words they had
    left = {
        (name, text)
        for name, address in pages.items()
        for text in unmarked(client.get(address).content.decode())
        if text.casefold() not in known and not text.startswith("/")
    }
    assert left == set()


def test_the_stylesheet_knows_no_left_and_right():
    style = (messages.ROOT / "static" / "archive" / "style.css").read_text(encoding="utf-8")
    physical = ("margin-{}", "padding-{}", "border-{}", "text-align: {}", "float: {}")
    for shape in physical:
        for side in ("left", "right"):
            assert shape.format(side) not in style
