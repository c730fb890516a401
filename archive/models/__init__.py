"""The archive's tables, by noun."""

from archive.models.article import Article, ArticleVersion, DateBasis, DatePrecision
from archive.models.batch import ImportBatch, ImportProblem
from archive.models.outlet import Outlet
from archive.models.speaker import Role, Speaker, SpeakerAlias
from archive.models.statement import Statement

__all__ = [
    "Article",
    "ArticleVersion",
    "DateBasis",
    "DatePrecision",
    "ImportBatch",
    "ImportProblem",
    "Outlet",
    "Role",
    "Speaker",
    "SpeakerAlias",
    "Statement",
]
