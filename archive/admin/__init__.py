"""The curators' side: every table of the archive in the stock admin, decisions signed."""

from django.contrib import admin

from archive.admin.accounts import AccountAdmin
from archive.admin.articles import ArticleAdmin
from archive.admin.history import ChangeAdmin
from archive.admin.identity import IdentityDecisionAdmin
from archive.admin.imports import ImportBatchAdmin, ImportProblemAdmin
from archive.admin.outlets import OutletAdmin
from archive.admin.quality import DrawAdmin
from archive.admin.reader_reports import ReaderReportAdmin
from archive.admin.speakers import SpeakerAdmin
from archive.admin.statements import StatementAdmin
from archive.admin.topics import TopicAdmin

__all__ = [
    "AccountAdmin",
    "ArticleAdmin",
    "ChangeAdmin",
    "DrawAdmin",
    "IdentityDecisionAdmin",
    "ImportBatchAdmin",
    "ImportProblemAdmin",
    "OutletAdmin",
    "ReaderReportAdmin",
    "SpeakerAdmin",
    "StatementAdmin",
    "TopicAdmin",
]

admin.site.site_header = admin.site.site_title = "Onrecord curation"
admin.site.index_title = "The archive"
