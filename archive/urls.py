"""All addresses on one screen."""

from __future__ import annotations

from django.contrib import admin
from django.urls import path, register_converter

from archive.views import (
    article,
    home,
    outlets,
    quotation,
    reporting,
    search,
    site,
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


register_converter(SlugInAnyAlphabet, "name")

handler500 = "archive.views.errors.broken"
urlpatterns = [
    path("", home.home, name="home"),
    path("statements/", search.statements, name="statements"),
    path("statements/<int:pk>/", statement.statement, name="statement"),
    path("statements/<int:pk>/report/", reporting.report, name="report"),
    path("quotations/<int:pk>/", quotation.quotation, name="quotation"),
    path("articles/<int:pk>/", article.article, name="article"),
    path("speakers/", speakers.speakers, name="speakers"),
    path("speakers/<name:slug>/", speakers.speaker, name="speaker"),
    path("speakers/<name:slug>/suggest-merge/", reporting.suggest_merge, name="suggest-merge"),
    path("outlets/", outlets.outlets, name="outlets"),
    path("outlets/<name:slug>/", outlets.outlet, name="outlet"),
    path("suggest/", suggest.suggest, name="suggest"),
    path("about/", site.about, name="about"),
    path("help/search/", site.search_help, name="search-help"),
    path("healthz", site.healthz, name="healthz"),
    path("favicon.ico", site.favicon, name="favicon"),
    path("robots.txt", site.robots, name="robots"),
    path("opensearch.xml", site.opensearch, name="opensearch"),
    path("admin/", admin.site.urls),
]
