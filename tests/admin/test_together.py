"""A bulk decision in the admin is shown as one and undone by one click."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from archive.models import Statement
from tests.factories import make_statement

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hidden(curator, read):
    """Return the page after three statements were hidden from the list."""
    rows = [make_statement(f"Word number {number}.") for number in range(3)]
    form = {"action": "hide_selected", "_selected_action": [row.pk for row in rows]}
    return read(reverse("admin:archive_statement_changelist"), form | {"confirmed": "yes"})


def test_it_is_undone_by_the_link_that_tells_of_it(hidden, read):
    address = re.search(r'href="([^"]+/together/)"', hidden)[1]
    page = read(address)
    assert "3 rows changed" in page and "<ins>hidden</ins>" in page
    assert "Undone: 3 rows are as they were." in read(address, {})
    assert set(Statement.objects.values_list("status", flat=True)) == {"machine"}
    assert "Not undone." in read(address, {})


def test_only_who_did_it_or_may_revert_undoes_it(hidden):
    address = re.search(r'href="([^"]+/together/)"', hidden)[1]
    other = Client()
    other.force_login(User.objects.create_user("reader", is_staff=True))
    assert other.get(address).status_code == 403 and other.post(address).status_code == 403
