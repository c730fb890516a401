"""Bytes become the characters that were meant, quotation marks untouched."""

from __future__ import annotations

import pytest

from archive.ingest.cleaning.characters import squeeze, tidy
from archive.ingest.cleaning.encoding import decode
from archive.ingest.page import Refusal

ENGLISH = "“The plan costs less than we feared,” said Zoë – the mayor’s sister – on Tuesday.\n" * 3
RUSSIAN = "«План обойдётся дешевле, чем мы боялись», — сказала во вторник сестра мэра.\n" * 3
GERMAN = "„Der Plan wird günstiger, als wir befürchtet haben“, sagte die Bürgermeisterin.\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        (GERMAN, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN.replace("«", '"').replace("»", '"').replace("—", "-"), "koi8-r"),
        ("Rada zatwierdziła „plan”, będzie tańszy, niż się obawialiśmy.\n" * 3, "cp1250"),
    ],
)
def test_the_charset_is_found(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_a_few_broken_bytes_do_not_change_the_charset():
    assert decode(ENGLISH.encode() + b"\xff\xfe\n").startswith(ENGLISH)


def test_double_encoding_is_undone_without_touching_quotation_marks():
    broken = "“So”, " + "„Größe“ said Zoë".encode().decode("cp1252", "replace")
    assert decode("Zo\u00c3\u00ab said “no” and 'no' and \"no\".".encode()) == (
        "Zoë said “no” and 'no' and \"no\"."
    )
    assert decode(broken.encode()).startswith("“So”")


@pytest.mark.parametrize(
    "body", [b"", b" \n", b"\0" * 4096, b"\x89PNG\r\n\x1a\n" + ENGLISH.encode(), b"%PDF-1.7 text"]
)
def test_what_is_no_text_is_refused(body):
    with pytest.raises(Refusal):
        decode(body)


def test_characters_without_print_go_and_the_rest_stays():
    text = "a\0b\x01\x7f\ufeff\u200b\u00ad\u202ec\ue000\ud800d\ufffe“é”\u00a0‘x’\tx"
    assert tidy(text) == "abcd“é”\u00a0‘x’\tx"


def test_line_ends_become_line_feeds():
    assert tidy("a\r\nb\rc\u2028d\x85e\u2029f") == "a\nb\nc\nd\ne\n\nf"


def test_accents_are_composed_and_heaps_of_marks_are_cut():
    assert tidy("Zoe\u0308") == "Zoë"
    assert len(tidy("a" + "\u0301\u0316" * 100_000)) < 100


def test_squeezing_leaves_letters_and_digits():
    assert squeeze("“It’s 2 o'clock,” SAID Zoë_.") == "its2oclocksaidzoë"
