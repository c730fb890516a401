"""Titles and descriptions: "the former harbour minister", "leader of the opposition".

Both are read into the same three parts, so that a description can be held against the titles that
the article gives its people.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from archive.extraction import tags
from archive.extraction.language import Lexicon
from archive.extraction.tokens import Tokens

FORMER: Final = "former"
NEXT: Final = "next"
_WHEN: Final = {
    **dict.fromkeys(
        "former ex outgoing then late ousted retired onetime previous sacked deposed".split(),
        FORMER,
    ),
    **dict.fromkeys("incoming elect designate future next".split(), NEXT),
}
_PLAIN: Final = frozenset(
    """new current acting sitting longtime long-time veteran senior old young only own sole lone
    embattled newly youngest oldest mr mrs ms miss mister madam sir dame lord lady""".split()
)
_COMPOUNDS: Final = {
    ("prime", "minister"): "prime minister",
    ("chief", "executive"): "chief executive",
    ("vice", "president"): "vice president",
    ("attorney", "general"): "attorney general",
    ("secretary", "general"): "secretary general",
}
_SAME: Final = {
    "premier": "prime minister",
    "ceo": "chief executive",
    "vp": "vice president",
    "vice-president": "vice president",
    "president-elect": "president",
    "boss": "chief",
    **dict.fromkeys("spokesman spokeswoman spokesperson".split(), "spokesperson"),
    **dict.fromkeys("chairman chairwoman chair chairperson".split(), "chair"),
    **dict.fromkeys("congressman congresswoman rep representative".split(), "representative"),
    **dict.fromkeys("councilman councilwoman councillor councilor".split(), "councillor"),
    **dict.fromkeys("sen senator".split(), "senator"),
    **dict.fromkeys("gov governor".split(), "governor"),
    **dict.fromkeys("gen general".split(), "general"),
    **dict.fromkeys("prof professor".split(), "professor"),
    **dict.fromkeys("attorney lawyer".split(), "lawyer"),
    **dict.fromkeys("actor actress".split(), "actor"),
}
_TOP: Final = frozenset(
    """president king queen emperor sultan emir pope chancellor chair chief head governor
    leader""".split()
) | {"prime minister", "chief executive"}
_POLITICIANS: Final = _TOP | frozenset(
    "minister senator representative mayor governor councillor lawmaker candidate".split()
)
# A word that may stand for any of several offices.
_WIDER: Final = {
    "leader": _TOP,
    "head": _TOP,
    "chief": _TOP,
    "head of state": frozenset("president king queen emperor sultan emir".split()),
    "head of government": frozenset(("prime minister", "chancellor")),
    "statesman": _TOP,
    "politician": _POLITICIANS,
    "lawmaker": frozenset("senator representative councillor mp deputy".split()),
    "official": frozenset("spokesperson minister secretary director commissioner chief".split()),
    "executive": frozenset(("chief executive", "director", "manager", "president")),
}
_COUNTRY_ENDINGS: Final = ("ian", "ish", "ese", "ean")
_LINKING: Final = tags.PREP | tags.DET | tags.POSSESSIVE | tags.PUNCTUATION | tags.CONJ
_LONGEST: Final = 12  # tokens


class Title(NamedTuple):
    """An office or description: what one is, of what, and whether one still is."""

    head: str  # "prime minister", "spokesperson", "ferryman"
    places: frozenset[str]  # countries, towns, bodies it belongs to
    fields: frozenset[str]  # what it is about: {"harbour"}, {"opposition"}
    when: str  # "", FORMER or NEXT


_OFFICES: Final = {
    "potus": Title("president", frozenset(("the united states",)), frozenset(), ""),
}


def title_of(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> Title | None:
    """Read the tokens from `first` to before `last` as a title; None where they hold no noun."""
    core, after, when = _parts(tokens, first, min(last, first + _LONGEST))
    if not core:
        return None
    if tokens.low[core[-1]] in _OFFICES:
        return _OFFICES[tokens.low[core[-1]]]
    if tokens.low[core[-1]].endswith("-elect"):
        when = NEXT
    head, used = _head(tokens, core, after)
    about = [k for k in (*core[:-used], *after) if k >= 0]
    return Title(head, *_about(tokens, about, lexicon), when)


def _parts(tokens: Tokens, first: int, last: int) -> tuple[list[int], list[int], str]:
    """The words before and after the first preposition, and whether the title is held now."""
    core: list[int] = []
    after: list[int] = []  # begins with -1 for the preposition
    when = ""
    for at in range(first, last):
        tag, low = tokens.tag[at], tokens.low[at].strip(".")
        if tag & (tags.RELATIVE | tags.COMMA) and core:
            break
        if low in _WHEN and not after:
            when = _WHEN[low]
        elif tag & _LINKING:
            if tag & tags.PREP and core:
                after.append(-1)
        elif low not in _PLAIN and low[:1].isalpha():
            (after if after else core).append(at)
    return core, after, when


def _head(tokens: Tokens, core: list[int], after: list[int]) -> tuple[str, int]:
    """The noun of the title, and how many words of the core it takes."""
    low = tokens.low[core[-1]].strip(".").removeprefix("ex-").removesuffix("-elect")
    if len(core) > 1:
        pair = (tokens.low[core[-2]], low)
        if pair in _COMPOUNDS:
            return _COMPOUNDS[pair], 2
    if low == "head" and len(after) > 1 and tokens.low[after[1]] in ("state", "government"):
        return f"head of {tokens.low[after.pop(1)]}", 1
    return _SAME.get(low, low), 1


def _about(
    tokens: Tokens, places_at: list[int], lexicon: Lexicon
) -> tuple[frozenset[str], frozenset[str]]:
    places: set[str] = set()
    fields: set[str] = set()
    for at in places_at:
        low = tokens.low[at]
        country = lexicon.demonyms.get(low) or lexicon.demonyms.get(low.strip("."))
        government = lexicon.governments.get(low, "")
        if country or government:
            places.add((country or government.removeprefix("Government of ")).casefold())
        elif tokens.tag[at] & tags.CAPITAL and low.endswith(_COUNTRY_ENDINGS):
            places.add(low)
        else:
            fields.add(low)
    if {"united", "states"} <= fields:
        fields -= {"united", "states"}
        places.add("the united states")
    return frozenset(places), frozenset(fields)


def akin(one: str, other: str) -> bool:
    """Are two words forms of one ("harbour", "harbours"; "Kestria", "Kestrian")?"""
    least = max(4, min(len(one), len(other)) - 2)
    return one == other or (min(len(one), len(other)) >= least and one[:least] == other[:least])


def _meet(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return any(akin(a, b) for a in ours for b in theirs)


# Nouns that many people share: "the Northport candidate" is not any candidate.
_SHARED: Final = frozenset(
    """republican democrat conservative liberal candidate nominee member aide adviser analyst
    host reporter pollster critic supporter activist lawyer""".split()
)


def fit(wanted: Title, held: Title) -> float:
    """Say how well a description goes with a title, 0 (not at all) to 1."""
    if wanted.head == held.head:
        worth = 1.0
    elif held.head in _WIDER.get(wanted.head, ()):
        worth = 0.7
    else:
        return 0.0
    ours, theirs = wanted.places | wanted.fields, held.places | held.fields
    met = _meet(ours, theirs)
    if not met:
        for mine, other in ((wanted.places, held.places), (wanted.fields, held.fields)):
            if mine and other:
                return 0.0
        if ours and ((worth < 1 and wanted.fields) or wanted.head in _SHARED):
            return 0.0  # "the leader of the opposition" is not any president
        worth *= 0.8 if ours else 0.9  # "the Norland senator" may be another than "Sen. Example"
    if wanted.when != held.when:
        worth *= 0.5
    return worth


def heads_of(head: str) -> frozenset[str]:
    """The nouns of the titles that a description with the noun `head` may mean."""
    return _WIDER.get(head, frozenset()) | {head}


def is_plural(tokens: Tokens, head: int) -> bool:
    """Does the noun at `head` mean several ("farmers", "women")?"""
    low = tokens.low[head]
    if low in ("men", "women", "people", "children", "police", "spokespeople"):
        return True
    if low.endswith(("spokesmen", "chairmen", "ies")):
        return True
    return low.endswith("s") and not low.endswith(("ss", "us", "is", "'s"))
