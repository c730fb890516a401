"""The page of a quotation, and the lines that lead to it and to near copies."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from archive.ingest.grouping import group_prints
from archive.models import QuotationGroup, Statement
from tests.factories import make_statement
from tests.world import PRINTED_TWICE, make_quotation

pytestmark = pytest.mark.django_db


@pytest.fixture
def quotation():
    return make_quotation()


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_a_quotation_shows_every_print(client, quotation):
    shown = page(client, quotation.get_absolute_url())
    assert "Printed in 2 articles" in shown and "Mira Holt" in shown
    for statement in quotation.statements():
        assert statement.get_absolute_url() in shown
        assert statement.outlet.name in shown


def test_a_statement_and_its_card_lead_to_the_quotation(client, quotation):
    link = f'<a href="{quotation.get_absolute_url()}">Printed in 2 articles</a>'
    assert link in page(client, quotation.representative.get_absolute_url())
    assert page(client, "/statements/?q=lighthouse").count(link) == 2


def test_a_statement_that_one_article_prints_leads_to_none(client):
    statement = make_statement("Nobody else has ever printed these very words of hers.")
    group_prints()
    assert "/quotations/" not in page(client, statement.get_absolute_url())
    assert "/quotations/" not in page(client, "/statements/?q=printed")


def test_an_article_names_its_near_copies(client, quotation):
    one, other = (row.article for row in quotation.statements())
    shown = page(client, one.get_absolute_url())
    assert f'<a href="{other.get_absolute_url()}">{other.outlet.name}</a>' in shown
    assert "100 % of these words" in shown


def test_a_merged_address_leads_on(client, quotation):
    former = QuotationGroup.objects.create(leads_to=quotation)
    response = client.get(former.get_absolute_url())
    assert (response.status_code, response.url) == (301, quotation.get_absolute_url())


def test_a_quotation_without_a_print_is_gone_and_says_so(client, quotation):
    curator = User.objects.create_user("curator")
    for statement in Statement.objects.filter(text=PRINTED_TWICE):
        statement.hide(curator, reason="a test")
    group_prints()
    shown = page(client, quotation.get_absolute_url(), status=410)
    assert "lighthouse" not in shown and "no article prints" in shown.lower()


def test_an_unknown_quotation_is_not_found(client):
    page(client, "/quotations/999/", status=404)


def test_the_queries_do_not_grow_with_the_prints(client, django_assert_max_num_queries):
    for _ in range(15):
        make_statement(PRINTED_TWICE, speaker="Mira Holt")
    quotation = make_quotation()
    with django_assert_max_num_queries(9):
        page(client, quotation.get_absolute_url())


def test_a_decision_in_the_admin_is_followed_at_once(admin_client, quotation):
    second = list(quotation.statements())[1]
    data = {"action": "hide_selected", "_selected_action": [second.pk], "confirmed": "yes"}
    admin_client.post("/admin/archive/statement/", data | {"reason": "a test"})
    quotation.refresh_from_db()
    assert quotation.articles == 1
