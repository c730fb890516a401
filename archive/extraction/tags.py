"""Word classes as bits, so that a token carries all it may be in one integer."""

from __future__ import annotations

from typing import Final

DET: Final = 1 << 0  # the, a, this
PREP: Final = 1 << 1
PRONOUN: Final = 1 << 2  # he, she, they, who can be the subject
OBJECT: Final = 1 << 3  # him, them: never a subject
POSSESSIVE: Final = 1 << 4  # his, their, 's
AUX: Final = 1 << 5  # be, have, do
MODAL: Final = 1 << 6
NOT: Final = 1 << 7
CONJ: Final = 1 << 8  # and, or, but
SUBORD: Final = 1 << 9  # because, while, if
RELATIVE: Final = 1 << 10  # who, which
THAT: Final = 1 << 11
ADVERB: Final = 1 << 12
TIME: Final = 1 << 13  # Monday, yesterday, week
NUMBER: Final = 1 << 14
VERB: Final = 1 << 15  # any other verb form that can be finite
CUE: Final = 1 << 16  # a form of a reporting verb
CAPITAL: Final = 1 << 17
COMMA: Final = 1 << 18
COLON: Final = 1 << 19
STOP: Final = 1 << 20  # . ! ? …
DASH: Final = 1 << 21
BRACKET: Final = 1 << 22
QUOTE: Final = 1 << 23  # a whole quoted utterance, seen as one token
TITLE: Final = 1 << 24  # president, senator, spokesman: stands before a name
PERSON: Final = 1 << 25  # man, woman, critics, sources: a noun that can speak
BODY: Final = 1 << 26  # ministry, party, court: a body that can speak
TO: Final = 1 << 27
WH: Final = 1 << 28  # what, how, whether
SEMICOLON: Final = 1 << 29
OPENER: Final = 1 << 30  # however, meanwhile: opens a sentence and means nothing for its subject
WORD: Final = 1 << 31  # a word in no list
DOCUMENT: Final = 1 << 32  # report, poll, letter: a text that can speak
PARTICIPLE: Final = 1 << 33  # an -ing form
QUOTED: Final = 1 << 34  # stands in quotation marks, as a fragment of somebody's words
CONNECTIVE: Final = 1 << 35  # specifically, therefore: goes on with what was said before
OCCASION: Final = 1 << 36  # interview, speech, statement: where somebody speaks or writes
AS: Final = 1 << 38  # as, wie, как: leads to a report ("as she said")
OBLIQUE: Final = 1 << 39  # dem, einem: an article that opens no subject
GENITIVE: Final = 1 << 41  # des, der: leads to whose or of what
MOOD: Final = 1 << 40  # sei, habe: the mood in which German reports
DOTTED: Final = 1 << 37  # u.s., a.m.: its full stop may end a sentence as well

PUNCTUATION: Final = COMMA | COLON | STOP | DASH | BRACKET | SEMICOLON
SPEAKER_NOUN: Final = TITLE | PERSON | BODY | DOCUMENT
