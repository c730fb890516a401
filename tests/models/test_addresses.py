"""Addresses by shape are those that Django works out."""

from __future__ import annotations

import pytest
from django.test.utils import override_script_prefix
from django.urls import reverse

from archive.models.addresses import address_of


@pytest.mark.parametrize(
    ("view", "key"),
    [("article", 7), ("statement", 12), ("quotation", 3), ("speaker", "zoë-größe"),
     ("speaker", "анна-ли_2"), ("outlet", "the-wire")],
)  # fmt: skip
def test_an_address_is_the_one_that_django_works_out(view, key):
    assert address_of(view, key) == reverse(view, args=[key])


def test_an_address_stands_below_the_prefix_under_which_the_site_is_served():
    assert address_of("article", 7) == "/articles/7/"
    with override_script_prefix("/archive/"):
        assert address_of("article", 7) == "/archive/articles/7/"
