"""Somebody who is logged in, and what the pages say."""

from __future__ import annotations

import html

import pytest
from django.contrib.auth.models import User


@pytest.fixture
def curator(client):
    user = User.objects.create_superuser("chief", password="x")
    client.force_login(user)
    return user


@pytest.fixture
def read(client):
    """Return what gives the text of the page at an address, or of the one after a form is sent."""

    def read(address: str, form: dict | None = None) -> str:
        given = client.get(address) if form is None else client.post(address, form, follow=True)
        assert given.status_code == 200
        return " ".join(html.unescape(given.content.decode()).split())

    return read
