"""All addresses on one screen."""

from __future__ import annotations

from django.contrib import admin
from django.urls import path, register_converter

from archive.views import (
    api,
    article,
    compare,
    days,
    embed,
    exports,
    feeds,
    home,
    language,
    outlets,
    quotation,
    references,
    reporting,
    search,
    site,
    speaker,
    speakers,
    statement,
    suggest,
)


class SlugInAnyAlphabet:
    """Letters of every alphabet, digits, `-`, `_`: what `unused_slug` makes, nothing else."""

    regex = r"[-\w]+"

    def to_python(self, value: str) -> str:
        """Return the slug as it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """Return the slug as it is stored."""
        return value


class Digits:
    """A number as it is written in a day: `2021`, `05`."""

    def to_python(self, value: str) -> str:
        """Return the digits."""
        return value

    def to_url(self, value: str) -> str:
        """Return the digits."""
        return value


class YearDigits(Digits):
    """The four digits of a year that the calendar has."""

    regex = "[1-9][0-9]{3}"


class TwoDigits(Digits):
    """The two digits of a month or a day."""

    regex = "[0-9]{2}"


register_converter(SlugInAnyAlphabet, "name")
register_converter(YearDigits, "year")
register_converter(TwoDigits, "two")

handler500 = "archive.views.errors.broken"
urlpatterns = [
    path("", home.home, name="home"),
    path("statements/", search.statements, name="statements"),
    path("statements.csv", exports.statements_csv, name="statements-csv"),
    path("statements.jsonl", exports.statements_jsonl, name="statements-jsonl"),
    path("statements.atom", feeds.statements_atom, name="statements-atom"),
    path("api/v1/statements/", api.statements, name="api-statements"),
    path("api/v1/statements/<int:pk>/", api.statement, name="api-statement"),
    path("api/docs", api.docs, name="api-docs"),
    path("statements/<int:pk>/", statement.statement, name="statement"),
    path("statements/<int:pk>/embed/", embed.embed, name="embed"),
    path("statements/<int:pk>.json", api.statement, name="statement-json"),
    path("statements/<int:pk>.bib", references.bib, name="statement-bib"),
    path("statements/<int:pk>.ris", references.ris_file, name="statement-ris"),
    path("statements/<int:pk>.csl.json", references.csl_file, name="statement-csl"),
    path("statements/<int:pk>/report/", reporting.report, name="report"),
    path("quotations/<int:pk>/", quotation.quotation, name="quotation"),
    path("articles/<int:pk>/", article.article, name="article"),
    path("speakers/", speakers.speakers, name="speakers"),
    path("speakers/<name:slug>/", speaker.speaker, name="speaker"),
    path("speakers/<name:slug>/suggest-merge/", reporting.suggest_merge, name="suggest-merge"),
    path("outlets/", outlets.outlets, name="outlets"),
    path("outlets/<name:slug>/", outlets.outlet, name="outlet"),
    path("compare/", compare.compare, name="compare"),
    path("compare.csv", compare.numbers_csv, name="compare-csv"),
    path("on/", days.latest, name="days"),
    path("on/<year:year>/", days.on, name="year"),
    path("on/<year:year>/<two:month>/", days.on, name="month"),
    path("on/<year:year>/<two:month>/<two:day>/", days.on, name="day"),
    path("language/<slug:code>/", language.language, name="language"),
    path("suggest/", suggest.suggest, name="suggest"),
    path("about/", site.about, name="about"),
    path("about/coverage/", site.holdings, name="coverage"),
    path("help/search/", site.search_help, name="search-help"),
    path("healthz", site.healthz, name="healthz"),
    path("favicon.ico", site.favicon, name="favicon"),
    path("robots.txt", site.robots, name="robots"),
    path("opensearch.xml", site.opensearch, name="opensearch"),
    path("admin/", admin.site.urls),
]
