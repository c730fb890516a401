"""Lines that belong to the page and not to the article: navigation, sharing, comments, credits."""

from __future__ import annotations

import re

from archive.ingest.cleaning.characters import word_count
from archive.ingest.cleaning.furniture_words import (
    BEGINNINGS,
    COMMENTS,
    END_MARKS,
    LABELS,
    NAVIGATION,
    PROMOTION,
    RELATED,
    SHARING,
)
from archive.ingest.cleaning.layout import Line, ends_sentence
from archive.ingest.cleaning.outlet import looks_like_outlet

_LONGEST = 600  # characters; a longer line is text
_LONGEST_LIST = 200  # characters of a menu
_WHOLE = NAVIGATION | SHARING | COMMENTS | END_MARKS
_EDGES = " \t\u00a0.:;,!?…-–—=*_#|·•»›>«<[](){}/\\+\"'“”‘’■●▪►▶→←↑↓✕×§"
_COUNT = re.compile(
    r"^(?:\(?\d[\d.,]*\)?\s+)?(comments?|views?|shares?|likes?|replies"
    r"|min(?:utes?)? read|просмотр\w*|комментари\w*|kommentare?|commentaires?"
    r"|comentarios?)(?:\s*[:(]?\s*\d[\d.,]*\s*\)?)?$",
    re.IGNORECASE,
)
_COMMENT_COUNT = re.compile(r"^(?:\d+ )?(?:reader )?comments?:? ?(?:\(\d+\)|\d+)?$", re.IGNORECASE)
_CRUMBS = re.compile(r"\s+(?:[»›>→/\\]|::|->|>>)\s+")
_CRUMB_HOME = frozenset(
    "home main homepage start startseite accueil inicio главная news portada".split()
)
_ALT_RESIDUE = re.compile(r"^[-–—]\s?(?P<name>[^.!?\"“«]{2,60}?)(?P<width>,\s*\d{3,4})?$")
_HANDLES = re.compile(r"^(?:[@#][\w.]{2,40}\s*)+$")
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S{1,500}$")
_SIGN_OFF = re.compile(
    r"^\(?(?i:additional |extra )?(?i:reporting|editing|writing|edited|written|compiled|translated)"
    r" by [A-ZÀ-ÞА-ЯЁ][\w.’'-]*(?:[\s,;]+(?:[A-ZÀ-ÞА-ЯЁ][\w.’'-]*|and|in|at|of|for|by|with|editing"
    r"|reporting|writing|additional|van|de|von|bin|al))*[.)]*$"
)
_EDITOR = re.compile(
    r"^[(\[](?:editor|web editor|editors|责任编辑)\s*[:：][^\])]{1,80}[)\]]$", re.IGNORECASE
)
_RIGHTS = re.compile(
    r"all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|todos los derechos reservados|все права защищены|may not be (?:published"
    r"|reproduced)|reproduction (?:in whole|without)",
    re.IGNORECASE,
)
_OF_RIGHTS = ("reserv", "vorbehalten", "réserv", "защ", "may not be", "reproduct")
_RULE = re.compile(r"^[^\w\s]{1,400}$")
_END_MARK = re.compile(
    r"\s*(?:[(\[](?:end|ends|fin|ende|конец|完|end of item|more)[)\]]|/(?:end|ends)/"
    r"|[-–—]\s?ends\s?[-–—]|#{2,5}|-30-|■|\*{3,})\s*\.?\s*$",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"^[“„«‘\"'](?=[^\W\d_])[^\n]{0,600}[.!?…,][”“»’\"'](?:$|\s\w)")
_QUOTATION = re.compile(r"[“„«][^“”„«»]{3,}[”“»]|\"[^\"]{3,}\"|``.{3,}''")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


def is_furniture(text: str) -> bool:
    """Tell whether a line, looked at alone, is no part of any article."""
    if len(text) > _LONGEST:
        return False
    bare = text.strip(_EDGES).casefold()
    if _is_spoken(text):
        return False
    if not bare or bare in _WHOLE or _COUNT.match(bare) or _RULE.match(text):
        return True
    if _is_shaped(text) or _begins_as_furniture(text, bare):
        return True
    return len(text) < _LONGEST_LIST and (_is_menu(text) or _is_list_of_words(text))


def is_breadcrumb(text: str) -> bool:
    """Tell whether a line is a way through a site: "Home » News of the Day » Ferry opens"."""
    if len(text) > _LONGEST:
        return False
    parts = [part for part in _CRUMBS.split(text) if part]
    if len(parts) < 2 or max(word_count(part) for part in parts[:-1]) > 4:
        return False
    return len(parts) >= 3 or parts[0].casefold().strip(_EDGES) in _CRUMB_HOME


def first_crumb(text: str) -> str:
    """Give the first part of a breadcrumb, which may be the site's name."""
    return _CRUMBS.split(text, maxsplit=1)[0]


def is_promotion(text: str) -> bool:
    """Tell whether a line is a site speaking of itself."""
    if len(text) > _LONGEST or any(mark in text for mark in '"“«„'):
        return False
    bare = text.casefold()
    return sum([phrase in bare for phrase in PROMOTION]) >= 2


def is_alt_residue(text: str) -> bool:
    """Tell whether a line is what is left of a picture: "- Site Name, 1920"."""
    match = _ALT_RESIDUE.match(text) if len(text) < 90 else None
    return match is not None and bool(match["width"] or looks_like_outlet(match["name"]))


def alt_name(text: str) -> str:
    """Give the name in what is left of a picture; "" for other lines."""
    match = _ALT_RESIDUE.match(text) if len(text) < 90 else None
    return match["name"].strip() if match else ""


def is_related_heading(text: str) -> bool:
    """Tell whether a line announces links to other articles."""
    return len(text) < 60 and text.strip(_EDGES).casefold() in RELATED


def begins_as_pointer(label: str) -> bool:
    """Tell whether a label with its colon points to other articles: "Read more:"."""
    bare = label.strip(_EDGES).casefold()
    return bare in RELATED or bare in LABELS or bare.startswith(("read ", "lesen sie", "читайте"))


def is_comment_heading(text: str) -> bool:
    """Tell whether a line opens the readers' comments."""
    return len(text) < 120 and (
        text.strip(_EDGES).casefold() in COMMENTS or bool(_COMMENT_COUNT.match(text))
    )


def without_end_mark(text: str) -> str:
    """Take "(End)", "###" and their like from the end of a paragraph."""
    return text[:-40] + _END_MARK.sub("", text[-40:])


def is_other_script(text: str, cyrillic: bool) -> bool:
    """Tell whether a short line stands wholly in another script than the article's."""
    other, own = (_LATIN, _CYRILLIC) if cyrillic else (_CYRILLIC, _LATIN)
    return (
        len(text) < 120 and not own.search(text) and bool(other.search(text)) and not _quotes(text)
    )


def is_mostly_cyrillic(text: str) -> bool:
    """Tell the script of a text from its first letters."""
    sample = text[:5000]
    if not _CYRILLIC.search(sample):
        return False
    return len(_CYRILLIC.findall(sample)) > len(_LATIN.findall(sample))


def without_tail(lines: list[Line]) -> list[Line]:
    """Drop the short unfinished lines below the last finished paragraph: menus, forms, links."""
    end = len(lines)
    while end > 1 and _is_loose(lines[end - 1]):
        end -= 1
    finished = any(ends_sentence(line.text) for line in lines[:end])
    return lines[:end] if finished else lines


def _is_loose(line: Line) -> bool:
    """Tell whether a last line may be no text: short and unfinished, and nobody speaks in it."""
    if line.spoken or _QUOTATION.search(line.text[:_LONGEST]):
        return False
    return not ends_sentence(line.text) and word_count(line.text) <= 14


def _is_spoken(text: str) -> bool:
    """Tell whether a line is a quotation, however short: “More.”"""
    return bool(_SPOKEN.match(text))


def _quotes(text: str) -> bool:
    return any(mark in text for mark in '"“”«»„')


def _is_list_of_words(text: str) -> bool:
    """Tell whether a line lists furniture: "Share | Tweet | Print", "Facebook Twitter Email"."""
    parts = [part.strip(_EDGES).casefold() for part in re.split(r"\s*[|·•/,\t]\s*|\s{2,}", text)]
    words = [word.strip(_EDGES).casefold() for word in text.split()]
    return (len(parts) > 1 and all(not part or part in _WHOLE for part in parts)) or (
        2 < len(words) <= 12 and all(not word or word in _WHOLE for word in words)
    )


def is_main_menu(text: str) -> bool:
    """Tell whether a line is the menu of a site, whose entries are nobody's names."""
    return len(text) < _LONGEST_LIST and _is_menu(text, known=2)


def _is_menu(text: str, known: int = 1) -> bool:
    """Tell whether a line is a row of short entries, at least `known` of them those of menus."""
    entries = [part.strip(_EDGES) for part in re.split(r"\s*[|·•\t]\s*|\s{2,}", text)]
    entries = [entry for entry in entries if entry]
    return (
        len(entries) >= 3
        and all(len(entry.split()) <= 3 for entry in entries)
        and sum(entry.casefold() in _WHOLE for entry in entries) >= known
    )


def _is_shaped(text: str) -> bool:
    shapes = (_HANDLES, _ADDRESS, _SIGN_OFF, _EDITOR)
    if any(shape.match(text) for shape in shapes):
        return True
    bare = text.casefold()  # looked at first, since looking for a word takes next to no time
    return any(word in bare for word in _OF_RIGHTS) and bool(_RIGHTS.search(text))


def _begins_as_furniture(text: str, bare: str) -> bool:
    if len(text) > 250 or _quotes(text) or word_count(text) > 25:
        return False
    label, colon, _ = bare[:40].partition(":")
    if colon and label.strip() in LABELS:
        return True
    for words in BEGINNINGS:
        if bare.startswith(words) and not bare[len(words) : len(words) + 1].isalnum():
            return word_count(text) <= 14 or not ends_sentence(text)
    return False
