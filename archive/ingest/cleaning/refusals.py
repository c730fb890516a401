"""Pages that are no articles: error pages, blocks of bots, paywalls, nothing at all."""

from __future__ import annotations

import re
from itertools import islice

from archive.ingest.cleaning.characters import word_count
from archive.ingest.page import Refusal

_SHORT = 120  # words; an article that mentions such words is longer, or has other sentences too
_LOOKED_AT = 8000  # characters
_LEAST_LETTERS = 8  # “No,” said Bo.
_LEAST_WORDS = 2
_STUB = "a paywall stub: only the invitation to subscribe"
_LONGEST_OFFER = 100  # characters
_REST_IS_PAID = re.compile(
    r"(?:subscribe|sign (?:in|up)|log ?in|register|become a (?:member|subscriber))[\w ,’']{0,30}"
    r" to (?:continue reading|keep reading|read (?:on|the (?:full|whole|rest))|unlock)"
    r"|this (?:article|content|story) is (?:only |exclusively )?for (?:our )?(?:paid |paying )?"
    r"(?:subscribers|members)|jetzt weiterlesen mit|réservé aux abonnés",
    re.IGNORECASE,
)
LARGEST_TEXT = 4_000_000  # characters; a long novel has 3 million, the archive's texts fewer
MOST_PARAGRAPHS = 10_000  # a day of a parliament's minutes has some thousand
MOST_TAGS = 200_000  # of a page; live reports of a week have some ten thousand
_REASONS = (
    (
        "an error page: it asks to enable JavaScript",
        r"(?:enable|turn on|activate|requires?|without) java ?script|java ?script (?:is"
        r"|seems to be|must be) (?:disabled|enabled|required|turned)"
        r"|javascript aktivieren|activer javascript|включите javascript"
        r"|habilit\w+ javascript",
    ),
    (
        "an error page: it asks to allow cookies",
        r"enable cookies|(?:we|partners|this (?:web)?site) uses? cookies|(?:accept|reject) all"
        r"|manage (?:your |cookie )?(?:preferences|choices)|before you continue"
        r"|cookies (?:are|must be) (?:disabled|enabled)",
    ),
    (
        "an error page: page not found",
        r"^\W*404\W*$|\b404[\s:|–—-]{1,5}(?:error|not found|page|file)"
        r"|(?:error|http|status|code)[\s:#]{1,3}404\b|(?:page|file|article|content|url"
        r"|address)[\w ,’']{0,40}(?:not (?:be )?found|does ?n[o’']t exist"
        r"|no longer (?:exists?|available))|seite (?:wurde )?nicht gefunden"
        r"|page (?:non trouvée|introuvable)|página no encontrada|страница не найдена"
        r"|^not found",
    ),
    (
        "an error page: access denied",
        r"access (?:is |to this \w+ (?:has been|is) )?(?:denied|forbidden|blocked)"
        r"|403 forbidden|^forbidden|you (?:don[’']t|do not) have permission"
        r"|zugriff verweigert|accès refusé|доступ запрещ",
    ),
    (
        "an error page: a check for robots",
        r"just a moment|checking your browser|are you (?:a )?(?:human|robot)|not a robot"
        r"|captcha|unusual traffic|verify(?:ing)? (?:that )?you are (?:a )?human"
        r"|ddos protection|attention required",
    ),
    (
        "an error page: the server failed",
        r"(?:500|502|503|504)\b[\w -]{0,20}(?:error|gateway|unavailable|time-?out)"
        r"|internal server error|bad gateway|gateway time-?out"
        r"|service (?:temporarily )?unavailable|too many requests"
        r"|an? (?:unexpected )?error (?:has )?occurred|something went wrong"
        r"|technical difficulties|under maintenance",
    ),
    (
        _STUB,
        r"(?:subscribe|sign in|log ?in|register"
        r"|become a member)[\w ,’']{0,30} to (?:continue|keep|read|view|access|unlock)"
        r"|(?:only|exclusively|available) (?:for|to) (?:our )?(?:paid |paying )?(?:subscribers"
        r"|members)\b|for subscribers only|already a (?:subscriber|member)|subscribers[- ]only"
        r"|reached your (?:free |monthly )?(?:article )?limit|free articles? (?:left"
        r"|remaining)|nur für abonnenten|réservé aux abonnés|только для подписчиков",
    ),
    (
        "an error page: a redirect and no text",
        r"you are being redirected|click here if you are not redirected|redirecting",
    ),
)
_PATTERNS = tuple((reason, re.compile(pattern, re.IGNORECASE)) for reason, pattern in _REASONS)
_SENTENCE = re.compile(r"[^.!?\n]{1,600}[.!?\n]*")


def refuse_if_endless(text: str) -> None:
    """Raise Refusal for a text that is longer than any article, before memory is spent on it."""
    if len(text) > LARGEST_TEXT:
        raise Refusal(f"more than {LARGEST_TEXT // 10**6} million characters, which no article has")


def refuse_if_torn(paragraphs: int) -> None:
    """Raise Refusal for a text of more paragraphs than any article: data, or torn to pieces."""
    if paragraphs > MOST_PARAGRAPHS:
        raise Refusal(f"more than {MOST_PARAGRAPHS:,} paragraphs, which no article has")


def refuse_if_endless_markup(markup: str) -> None:
    """Raise Refusal for a page with more tags than any page of an article."""
    if markup.count("<") > MOST_TAGS:
        raise Refusal(f"more than {MOST_TAGS:,} tags, which no page of an article has")


def refuse_if_no_article(title: str, paragraphs: list[str], page: str) -> None:
    """Raise Refusal when title and paragraphs are those of an error page, or hold no text.

    News may mention such words ("page not found"), so a page is refused only when it is short
    and they are most of it, or most of its title. `page` is all that stood there, which tells
    why there is no article when cleaning left nothing.
    """
    text = "\n".join(paragraphs)[:_LOOKED_AT]
    reason = _error(title, text)
    if reason or _is_stub(text, page):
        raise Refusal(reason or _STUB)
    letters = sum(1 for _ in islice(filter(str.isalnum, text), _LEAST_LETTERS))
    if letters < _LEAST_LETTERS or word_count(text) < _LEAST_WORDS:
        raise Refusal(_error("", page[:_LOOKED_AT]) or _lack(title, text))


def refuse_list_of_links() -> None:
    """Raise Refusal for a page of links to articles."""
    raise Refusal("a list of links to articles, and no article")


def reason_in(text: str) -> str | None:
    """Give the reason that a text of an error page gives, None for every other text."""
    return _error("", text[:_LOOKED_AT])


def _is_stub(text: str, page: str) -> bool:
    """Tell whether a short text stands beside a line that says the rest is for subscribers."""
    if word_count(text) > _SHORT // 2:
        return False
    lines = (line.strip() for line in page[:_LOOKED_AT].splitlines())
    return any(len(line) < _LONGEST_OFFER and _REST_IS_PAID.search(line) for line in lines)


def _lack(title: str, text: str) -> str:
    if text:
        return f"only {len(text)} character{'s' if len(text) > 1 else ''} of text"
    return "no readable text in it besides a title" if title else "no readable text in it"


def _error(title: str, text: str) -> str | None:
    words = word_count(text)
    if words > _SHORT:
        return None
    for reason, pattern in _PATTERNS:
        titled = _is_most_of(title, pattern)
        told = sum(word_count(s) for s in _SENTENCE.findall(text) if pattern.search(s))
        if (titled and (told or words <= _SHORT // 2)) or told > 0.4 * max(words, 1):
            return reason
    return None


def _is_most_of(title: str, pattern: re.Pattern[str]) -> bool:
    match = pattern.search(title[:200])
    return match is not None and 2 * len(match.group()) >= len(title)
