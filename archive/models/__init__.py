"""The archive's tables, by noun."""

from archive.models.article import Article, ArticleVersion, DateBasis, DatePrecision
from archive.models.batch import ImportBatch, ImportProblem
from archive.models.draw import Draw, DrawnStatement, Judgement
from archive.models.form_rate import FormRate
from archive.models.history import Change
from archive.models.identity import IdentityDecision
from archive.models.near_copy import NearCopy, TextSketch
from archive.models.outlet import Outlet
from archive.models.place import Place
from archive.models.quotation import Print, QuotationGroup, Resemblance, Ungrouped, Wording
from archive.models.reader_report import ReaderReport
from archive.models.review import ReviewClaim
from archive.models.speaker import Role, Speaker, SpeakerAlias
from archive.models.statement import Statement
from archive.models.topic import Tagging, Topic

__all__ = [
    "Article",
    "ArticleVersion",
    "Change",
    "DateBasis",
    "DatePrecision",
    "Draw",
    "DrawnStatement",
    "FormRate",
    "IdentityDecision",
    "ImportBatch",
    "ImportProblem",
    "Judgement",
    "NearCopy",
    "Outlet",
    "Place",
    "Print",
    "QuotationGroup",
    "ReaderReport",
    "Resemblance",
    "ReviewClaim",
    "Role",
    "Speaker",
    "SpeakerAlias",
    "Statement",
    "Tagging",
    "TextSketch",
    "Topic",
    "Ungrouped",
    "Wording",
]
