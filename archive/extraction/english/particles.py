"""Small words that go with English reporting verbs, and verbs that are nouns just as often."""

from __future__ import annotations

# Words that belong to the cue when they follow the verb: "pointed out", "went on", "summed up".
PARTICLES = {
    "point": ("out", "to"),
    "sum": ("up",),
    "go": ("on",),
    "chime": ("in",),
    "cry": ("out",),
    "call": ("for", "on", "out"),
    "spell": ("out",),
    "shoot": ("back",),
    "fire": ("back",),
    "hit": ("back",),
    "burst": ("out",),
    "break": ("in", "out"),
    "put": ("it",),
    "think": ("to",),
    "read": ("aloud",),
    "speak": ("of", "about"),
    "talk": ("about",),
    "refer": ("to",),
    "draw": ("attention",),
    "lash": ("out",),
    "weigh": ("in",),
    "object": ("to",),
    "complain": ("about", "of"),
    "warn": ("of", "about", "against"),
    "boast": ("about", "of"),
    "brag": ("about",),
    "joke": ("about",),
    "apologize": ("for",),
    "agree": ("on", "with"),
    "disagree": ("with",),
    "threaten": (),
    "insist": ("on",),
    "hint": ("at",),
    "inquire": ("about",),
    "ask": ("for", "about"),
    "appeal": ("for",),
    "push": ("back",),
}

# Verbs that report only with their small word.
NEEDED = {
    "point": ("out", "to"),
    "sum": ("up",),
    "go": ("on",),
    "put": ("it",),
    "chime": ("in",),
    "break": ("in", "out"),
    "burst": ("out",),
    "shoot": ("back",),
    "fire": ("back",),
    "hit": ("back",),
    "push": ("back",),
    "weigh": ("in",),
    "lash": ("out",),
    "spell": ("out",),
    "appeal": ("for", "to"),
    "refer": ("to",),
    "speak": ("of", "about"),
    "talk": ("about",),
}

# Verbs whose plain and -s forms are nouns just as often: "his comments", "the report".
NOUNS = """state report rule order question answer demand offer detail note comment promise post
claim remark request attack blame call praise estimate forecast tout quote address reply object
protest counter rebuke echo laugh smile joke cry scream whisper sign text email mock slam blast"""

# Words that name a source without a verb of their own.
FRAMES = (
    ("according", "to"),
    ("in", "the", "words", "of"),
    ("in", "the", "view", "of"),
    ("in", "the", "opinion", "of"),
)

# Nouns that report, with the words that lead to what is reported: "her claim that", "criticism of".
_NOUN_ROWS = """
claim claims assertion assertions allegation allegations insistence contention|that
statement statements suggestion suggestions prediction predictions remark remarks|that
argument arguments announcement admission acknowledgment acknowledgement denial|that
complaint complaints conclusion response answer|that
warning warnings|that of about against
accusation accusations|that of
promise promises pledge pledges vow vows threat threats|that to
call calls demand demands request requests|that for to
criticism criticisms condemnation denunciation mockery|that of
"""
REPORTING_NOUNS = {
    noun: tuple(leads.split())
    for nouns, leads in (row.split("|") for row in _NOUN_ROWS.strip().split("\n"))
    for noun in nouns.split()
}
