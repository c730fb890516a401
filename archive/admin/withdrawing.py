"""An article is withdrawn for a reason that readers see, and brought back, on a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path

from archive.admin.actions import reason_of
from archive.admin.permissions import demand
from archive.admin.together import tell
from archive.ingest.grouping import group_prints
from archive.models import Article
from archive.models.withdrawing import bring_back, withdraw_article

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

MAY_WITHDRAW = "archive.withdraw_article"


class WithdrawalPages(admin.ModelAdmin):
    """Adds to the admin of articles the page that withdraws one, or brings it back."""

    def get_urls(self) -> list[URLPattern]:
        """Put the page before those of the stock admin."""
        page = self.admin_site.admin_view(self.withdrawal_page)
        own = [path("<int:pk>/withdraw/", page, name="archive_article_withdraw")]
        return [*own, *super().get_urls()]

    def withdrawal_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the reason; withdraw, or bring back (POST)."""
        demand(request, MAY_WITHDRAW)
        article = get_object_or_404(Article, pk=pk)
        if request.method == "POST":
            try:
                self._turn(request, article)
            except ValueError as refusal:
                messages.error(request, str(refusal))
                return redirect("admin:archive_article_withdraw", pk)
            group_prints()
            return redirect("admin:archive_article_change", pk)
        context = {
            **self.admin_site.each_context(request),
            "title": "Withdraw an article",
            "opts": self.opts,
            "article": article,
            "count": article.statements.count(),
        }
        return TemplateResponse(request, "admin/archive/article/withdraw.html", context)

    def _turn(self, request: HttpRequest, article: Article) -> None:
        if request.POST.get("action") == "back":
            count = bring_back(article).back - 1
            messages.success(request, f"Back again, with {count} statements.")
            return
        done = withdraw_article(article, reason_of(request))
        tell(request, f"Withdrawn, with {done.count} statements.", done)
