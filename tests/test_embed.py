"""A statement in somebody else's page: in a frame, without scripts, words only while shown."""

from __future__ import annotations

import html
import re

import pytest
from django.contrib.auth.models import User

from archive.views import embed
from tests.factories import make_statement

pytestmark = pytest.mark.django_db
WORDS = "We will mend the bridge."


@pytest.fixture
def statement(db):
    return make_statement(WORDS)


def test_any_page_may_frame_it_and_only_it(client, statement):
    framed = client.get(f"{statement.get_absolute_url()}embed/")
    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert "script-src 'self'" in framed["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed and not framed.cookies
    whole = client.get(statement.get_absolute_url())
    assert "frame-ancestors 'none'" in whole["Content-Security-Policy"]
    assert whole["X-Frame-Options"] == "DENY"


def test_it_has_the_words_and_a_link_to_their_page_and_no_script(client, statement):
    page = client.get(f"{statement.get_absolute_url()}embed/").content.decode()
    assert WORDS in page and "Ada Voss" in page and "<script" not in page
    assert f'href="http://testserver{statement.get_absolute_url()}"' in page


def test_what_is_hidden_is_gone_from_every_page_that_framed_it(client, statement):
    statement.hide(User.objects.create_user("curator"), "It is a caption.")
    answer = client.get(f"{statement.get_absolute_url()}embed/")
    page = answer.content.decode()
    assert answer.status_code == 410 and "This statement is no longer shown" in page
    assert WORDS not in page and "Ada Voss" not in page


def test_the_page_of_the_statement_gives_the_html_of_the_frame(client, statement):
    page = html.unescape(client.get(statement.get_absolute_url()).content.decode())
    assert f'<iframe src="http://testserver{statement.get_absolute_url()}embed/"' in page


def test_a_name_cannot_leave_the_html_of_the_frame(rf, statement):
    statement.speaker.name = '"><script>alert(1)</script>'
    assert "<script>" not in embed.frame(rf.get("/"), statement)


def height_of(rf, statement):
    return int(re.search(r'height="(\d+)"', embed.frame(rf.get("/"), statement))[1])


def test_the_frame_is_as_high_as_words_and_names_need_and_never_endless(rf):
    short = height_of(rf, make_statement("It is late."))
    longer = height_of(rf, make_statement("We will mend the bridge before the flood. " * 3))
    named = make_statement("It is late now.", speaker="The Low Quarter Committee for Flood Inquiry")
    assert short < height_of(rf, named) < longer
    assert height_of(rf, make_statement("It is late and we go. " * 200)) == embed.MOST


def test_it_asks_the_same_number_of_queries_for_any_statement(client, django_assert_num_queries):
    spoken, unknown = make_statement(WORDS), make_statement("It is late.", speaker=None)
    with django_assert_num_queries(2):
        client.get(f"{spoken.get_absolute_url()}embed/")
    with django_assert_num_queries(1):
        client.get(f"{unknown.get_absolute_url()}embed/")
