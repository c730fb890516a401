"""Bytes to characters: byte order mark, UTF-8, what the page declares, then statistics."""

from __future__ import annotations

import codecs
import re

import charset_normalizer
import ftfy

from archive.ingest.page import Refusal

_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"MZ", b"\x7fELF",
    b"RIFF", b"\x00\x00\x01\x00", b"OggS", b"ID3", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!",
    b"\xd0\xcf\x11\xe0", b"SQLite format 3",
)  # fmt: skip
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})"""
    rb"""|<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_GUESSES = [
    "cp1251", "cp1252", "cp1250", "koi8_r", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip
_UNUSABLE = {"utf-7", "utf7", "unicode-1-1-utf-7", "idna", "punycode", "raw_unicode_escape"}
_SAMPLE = 64 * 1024
_EASTERN_LETTER_READ_AS_WESTERN = re.compile(r"[^\W\d_][¹³¿¯£¥¼¾ø][^\W\d_]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # all but blanks and escape
_MOJIBAKE = re.compile("[ÃÂâÐÑåæï][\x80-\xbf\u0152-\u0178\u02c6\u02dc\u2013-\u2122]")


def decode(body: bytes, told: str | None = None) -> str:
    """Decode the bytes of a page; `told` is the charset that a server named.

    Order: byte order mark, UTF-16 without a mark, UTF-8 (a few broken bytes allowed), the
    charset the page declares, the one told, then charset-normalizer over the usual one- and
    two-byte sets.
    Double-encoded text is repaired with ftfy, which here changes no quotation mark.
    Raises Refusal for nothing at all and for what is no text.
    """
    if not body.strip():
        raise Refusal("the file is empty")
    if body.startswith(_MAGIC):
        raise Refusal("a binary file, not text")
    text = _decoded(body, told)
    if _is_binary(text):
        raise Refusal("a binary file, not text")
    return _without_mojibake(text)


def _decoded(body: bytes, told: str | None) -> str:
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    for attempt in (_utf16, _utf8, _declared):
        text = attempt(body)
        if text is not None:
            return text
    text = _by_name(body, told) if told else None
    return text if text is not None else body.decode(_guess(body), "replace")


def encoding_of(sample: bytes) -> str:
    """Name the encoding of a file by its first bytes, for reading it piece by piece."""
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return "utf-8-sig" if name == "utf-8" else name.removesuffix("-le").removesuffix("-be")
    whole = sample[: sample.rfind(b"\n") + 1] or sample
    if _utf16(whole) is not None:
        return "utf-16-le" if whole[1:2] == b"\0" else "utf-16-be"
    return "utf-8" if _utf8(whole) is not None else _guess(whole)


def _utf8(body: bytes) -> str | None:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    # Bytes of another charset hardly ever make valid sequences of two and more bytes, so valid
    # ones in fair number beside the broken ones mean damaged UTF-8.
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    return (
        text if broken <= 2 + 3 * whole and whole > 0 and broken <= 20 + len(text) // 50 else None
    )


def _declared(body: bytes) -> str | None:
    match = _DECLARED.search(body[: 16 * 1024])
    if match is None:
        return None
    return _by_name(body, (match.group(1) or match.group(2)).decode("ascii"))


def _by_name(body: bytes, name: str) -> str | None:
    """Decode by the name of a charset; None where it is unknown, unfit or another one."""
    name = name.lower()
    if name in _UNUSABLE or name.startswith(("utf-8", "utf8", "utf-16", "utf-32")):
        return None
    try:
        return body.decode(name)
    except (LookupError, ValueError):
        return None


def _utf16(body: bytes) -> str | None:
    """Read UTF-16 without a mark: every second byte of Western text is NUL."""
    sample = body[:4096]
    for name, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if (
            len(zeros) >= 8
            and zeros.count(0) > 0.6 * len(zeros)
            and sample.count(0) < 0.6 * len(sample)
        ):
            return body.decode(name, "replace")
    return None


def _guess(body: bytes) -> str:
    """Name the one- or two-byte encoding that makes the most likely text."""
    sample = body[:_SAMPLE]
    best = charset_normalizer.from_bytes(sample, cp_isolation=_GUESSES).best()
    name = best.encoding if best is not None else "cp1252"
    western = sample.decode("cp1252", "replace")
    if name == "cp1250" and not _EASTERN_LETTER_READ_AS_WESTERN.search(western):
        return "cp1252"
    return name


def _is_binary(text: str) -> bool:
    sample = text[: 4 * _SAMPLE]
    odd = len(_CONTROLS.findall(sample))
    return odd > 4 + len(sample) // 20


def _without_mojibake(text: str) -> str:
    if not _MOJIBAKE.search(text):
        return text
    config = ftfy.TextFixerConfig(uncurl_quotes=False, unescape_html=False)
    return "".join(ftfy.fix_encoding(line, config) for line in text.splitlines(keepends=True))
