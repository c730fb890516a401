"""Charts: what is drawn, said and listed."""

from __future__ import annotations

import re

from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from archive.templatetags.plot import HEIGHT, LEAST, SLOT, Point, Series, bars, ends, lines

POINTS = [
    Point("2021", 3, "/?after=2021&before=2021"),
    Point("2022", 0, "/2"),
    Point("2023", 12, "/3", True),
]


def drawn(source, **context):
    return Template("{% load chart %}" + source).render(Context(context))


@given(st.lists(st.integers(min_value=0, max_value=10**9), max_size=40))
def test_every_bar_stands_on_the_floor_inside_its_column(numbers):
    found = bars([Point(str(n), n) for n in numbers])
    assert [bar.column for bar in found] == [SLOT * place for place in range(len(numbers))]
    for bar, n in zip(found, numbers, strict=True):
        assert bar.y + bar.height == HEIGHT and bar.y >= 0
        assert (bar.height >= LEAST) is (n > 0)
        assert n < max(numbers) or not n or bar.height == HEIGHT


@given(st.lists(st.lists(st.integers(0, 10**6), min_size=5, max_size=5), max_size=4))
def test_lines_share_one_scale_and_stay_inside(table):
    levels = [
        [int(y) for y in re.findall(r" (\d+)", line.path)]
        for line in lines([Series("a", row) for row in table])
    ]
    assert all(0 < y < HEIGHT for row in levels for y in row)
    flat = sorted(
        (n, y) for row, ys in zip(table, levels, strict=True) for n, y in zip(row, ys, strict=True)
    )
    assert [y for _, y in flat] == sorted((y for _, y in flat), reverse=True)


def test_few_labels_stand_under_a_chart():
    assert ends([]) == [] and ends(["a"]) == ["a"]
    assert ends(list("abcd")) == ["a", "d"]
    assert ends(list("abcdefg")) == ["a", "d", "g"]


def test_a_histogram_says_and_lists_what_it_shows():
    page = drawn("{% histogram 'By year' points %}", points=POINTS)
    assert "2021 to 2023, the most in 2023: 12" in page
    assert page.count("<rect") == 6 and page.count('<th scope="row">') == 3
    assert page.count('href="/?after=2021&amp;before=2021"') == 2
    assert 'class="bar is-chosen"' in page


def test_the_picture_is_no_obstacle_to_the_keyboard():
    page = drawn("{% histogram 'By year' points %}", points=POINTS)
    picture, table = page.split("</svg>")
    assert 'aria-hidden="true"' in picture and picture.count('tabindex="-1"') == 3
    assert "tabindex" not in table and table.count("<a ") == 3


def test_a_chart_of_nothing_is_left_out():
    assert not drawn("{% histogram 'By year' points %}", points=[]).strip()
    assert not drawn("{% line_chart 'By year' labels series %}", labels=[], series=[]).strip()
    assert not drawn("{% sparkline numbers 'none' %}", numbers=[]).strip()


def test_labels_are_words_and_never_markup():
    page = drawn("{% histogram title points %}", title="<b>", points=[Point("<i>", 1)])
    assert "<b>" not in page and "<i>" not in page and "&lt;i&gt;: 1" in page


def test_lines_have_a_legend_and_a_table():
    series = [Series("Ada Voss", [1, 2], "/speakers/ada-voss/"), Series("Mira Holt", [0, 1500])]
    page = drawn("{% line_chart 'Both' labels series %}", labels=["2021", "2022"], series=series)
    assert '<a href="/speakers/ada-voss/">Ada Voss</a>' in page
    assert "at most 1,500" in page and '<td class="n">1,500</td>' in page
    assert "line-1" in page and "line-2" in page


def test_a_sparkline_is_one_picture_with_a_name():
    page = drawn("{% sparkline numbers 'by year' %}", numbers=[0, 2, 4])
    assert 'role="img"' in page and 'aria-label="by year"' in page and page.count("<rect") == 3
