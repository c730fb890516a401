"""The curators' side: every table of the archive in the stock admin, decisions signed."""

from django.contrib import admin

from archive.admin.articles import ArticleAdmin, OutletAdmin
from archive.admin.history import ChangeAdmin
from archive.admin.identity import IdentityDecisionAdmin
from archive.admin.imports import ImportBatchAdmin, ImportProblemAdmin
from archive.admin.speakers import SpeakerAdmin
from archive.admin.statements import StatementAdmin

__all__ = [
    "ArticleAdmin",
    "ChangeAdmin",
    "IdentityDecisionAdmin",
    "ImportBatchAdmin",
    "ImportProblemAdmin",
    "OutletAdmin",
    "SpeakerAdmin",
    "StatementAdmin",
]

admin.site.site_header = admin.site.site_title = "Onrecord curation"
admin.site.index_title = "The archive"
