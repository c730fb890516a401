"""What holds for every text and every tree."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.query import LONGEST, canonical, parse
from archive.query.repair import MOST_REPAIRS, MOST_TERMS
from archive.query.tree import (
    Days,
    Field,
    Near,
    Past,
    Phrase,
    Prefix,
    Word,
    all_of,
    any_of,
    leaves,
    negated,
)  # fmt: skip

PIECES = st.sampled_from(
    ["bridge", "toll", "OR", "AND", "NOT", "-", "--", "(", ")", '"', "“", "*", "~5", "speaker:",
     "speaker:voss", 'speaker:"Ada Voss"', "kind:direct", "kind:sung", "after:2019-05", "on:",
     "2019..2020", "2020..2019", "..2020-13", "past:30d", "past:x", "foo:bar", "a", "ne*", "nego*",
     '"quay wall"~3', '"quay"~9', '"a b c d e"~2', "http://a.b/c?d", "%", "\x00", "\ud800",
     "\ufeff", "😀", "т*", "мост", ".", "C++", ":", "lang:xx-YY", "a:b:c", "()", "*x", "x*y",
     "ﬁne", "ﬁ*", "ｋｉｎｄ：ｄｉｒｅｃｔ", "（", "＂", "－", "＊", "Ⅷ", "²"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=25).map(" ".join),
    st.lists(PIECES, max_size=25).map("".join),
)
NAMES = st.sampled_from(["bridge", "мост", "well-known", "don't", "AT&T", "1.5", "C++"])
LEAVES = st.one_of(
    st.builds(Word, NAMES),
    st.builds(Phrase, st.sampled_from(["the bridge", "OR", "-x", "speaker:voss", "(so)"])),
    st.builds(Prefix, st.sampled_from(["nego", "мост", "well-kn"])),
    st.builds(Near, st.sampled_from(["russia sanctions", "a b c"]), st.integers(1, 20)),
    st.builds(Field, st.sampled_from(["speaker", "mentions", "outlet", "cue"]),
              st.sampled_from(["voss", "Ada Voss", "o'hara", "(x)", "a:b"])),
    st.builds(Field, st.just("kind"), st.sampled_from(["direct", "mixed", "indirect"])),
    st.builds(Past, st.integers(1, 999), st.sampled_from("dwmy")),
    st.sampled_from([Days("2019", "2020"), Days("", "2019-05"), Days("2019-05-17", "2019-05-17")]),
)  # fmt: skip
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(all_of),
        st.lists(inner, min_size=1, max_size=4).map(any_of),
        inner.map(negated),
    ),
    max_leaves=12,
)


@settings(max_examples=600, deadline=None)
@given(typed=TEXTS)
@example("((((")
@example("-" * 33 + "x")
@example('"' * 501)
@example("a OR " * 2000)
@example("w" + " w".join(map(str, range(10_000))))
@example("(-" * 400 + "x")
@example("()" * 400)
@example("-%")
@example("a OR () b")
@example("a OR -OR b")
def test_any_text_is_a_query_of_bounded_size_and_its_canonical_text_a_fixed_point(typed):
    parsed = parse(typed)
    assert len(list(leaves(parsed.tree))) <= MOST_TERMS
    assert len(parsed.text) <= LONGEST and len(parsed.repairs) <= MOST_REPAIRS
    again = parse(canonical(parsed.tree))
    assert again.tree == parsed.tree and again.repairs == ()


@settings(max_examples=400, deadline=None)
@given(tree=TREES)
def test_the_canonical_text_of_a_tree_means_the_tree(tree):
    parsed = parse(canonical(tree))
    assert (parsed.tree, parsed.repairs) == (tree, ())


@settings(max_examples=300, deadline=None)
@given(typed=TEXTS)
def test_repairs_say_where_and_their_undoing_is_a_query(typed):
    parsed = parse(typed)
    for repair in parsed.repairs:
        assert 0 <= repair.start <= repair.end <= len(parsed.text)
        for _, text in (("", repair.undo), *repair.better):
            parse(text)


@settings(max_examples=300, deadline=None)
@given(typed=TEXTS, more=st.sampled_from(["kind:direct", "speaker:voss", "-toll", "after:2019"]))
def test_a_filter_behind_a_query_narrows_the_whole_of_it(typed, more):
    query = canonical(parse(typed).tree)
    if len(list(leaves(parse(query).tree))) < MOST_TERMS and len(query) < LONGEST - 20:
        together = parse(f"{query} {more}".strip()).tree
        assert together == all_of([parse(query).tree, parse(more).tree])
