"""Forms of letters that are read as what they stand for, and forms that are not."""

from __future__ import annotations

import pytest

from archive.query import canonical, parse
from archive.query.letters import plain


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ﬁne oﬃce ﬂood", "fine office flood"),
        ("ſtate ﬆate ĳs", "state state ijs"),
        ("Ｈａｌｍｅｒｅ　１８", "Halmere　18"),
        ("𝐛𝐫𝐢𝐝𝐠𝐞 Ⅷ", "bridge VIII"),
        ("（ａ）：＊－＂～", '(a):*-"~'),
        ("x² ½ №5 naïve Straße мост ｶﾅ ﷺ 😀", "x² ½ №5 naïve Straße мост ｶﾅ ﷺ 😀"),
    ],
)
def test_letters_are_read_as_what_they_stand_for(typed, read):
    assert plain(typed) == read
    assert plain(read) == read


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ﬁne", "fine"),
        ("ﬁn*", "fin*"),
        ("－ﬁne", "-fine"),
        ("＂ﬁrst ﬂoor＂～５", '"first floor"~5'),
        ("ｋｉｎｄ：Ｄｉｒｅｃｔ", "kind:direct"),
        ("mentions:ﬁnn", "mentions:finn"),
        ("２０２２．．２０２３", "2022..2023"),
        ("（ﬁne　ＯＲ　ﬂood）", "fine OR flood"),
    ],
)
def test_a_query_with_such_letters_is_the_query_without(typed, meant):
    parsed = parse(typed)
    assert parsed.tree == parse(meant).tree
    assert canonical(parsed.tree) == meant
    assert parsed.repairs == ()


def test_places_of_repairs_are_those_of_the_text_that_is_shown():
    (repair,) = parse("oﬃce kind:ﬁne").repairs
    assert parse("oﬃce kind:ﬁne").text[repair.start : repair.end] == repair.part == "kind:fine"
