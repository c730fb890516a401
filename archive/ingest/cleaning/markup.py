"""HTML to a tree without what is never article text: menus, captions, forms, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from archive.ingest.cleaning.characters import squeeze

_LOOKS = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_TAGS = re.compile(r"</?(?:p|div|span|h1|h2|article|br|a|title|meta)\b[^<>]{0,300}>", re.IGNORECASE)
# A piece of a page begins with an element, and closes two.
_FRAGMENT = re.compile(r"\s{0,200}<(?:p|div|article|section|main|header|h[1-3])[\s>]", re.I)
_CLOSED = re.compile(r"</(?:p|div|article|section|main|header|h[1-3]|blockquote)>", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_MARKUP_NAMES = (".html", ".htm", ".xhtml")

_MARKUP_KINDS = ("text/html", "application/xhtml+xml")

_NEVER = frozenset(
    """
script style noscript nav footer form button select textarea input label iframe object embed svg
math video audio canvas template figure figcaption picture map dialog menu
""".split()
)
_PRUNED_WORDS = frozenset(
    """
caption captions credit credits copyright breadcrumb breadcrumbs crumbs share sharing sharedaddy
social related recommend recommended recommendations newsletter signup subscribe subscription
comment comments kommentare kommentar disqus respond discussion cookie cookies consent promo
promotion advert advertisement ad ads adv
anzeige werbung sidebar menu nav navigation navbar footer tags
topics player tools toolbar paywall popup modal banner sponsored outbrain taboola
mostread trending seealso skip masthead pagination pager
""".split()
)
_PRUNED_PAIRS = ("read-more", "read-also", "see-also", "more-on", "most-read", "also-read")
_PICTURE_WORDS = frozenset("foto bild photo image img picture pic media gallery thumb".split())
_PULLED = re.compile(r"pull[-_ ]?quote|quote[-_ ]?pull")
_MOST_PULLED = 30
_SPLIT = re.compile(r"[^a-z]+")
# A tag of more than 20,000 characters holds a picture, or attributes without end, on which the
# parser takes time in the square of their number.
_ENDLESS_TAG = re.compile(r"<([a-zA-Z][\w:-]{0,60})[^<>]{20000,}>")
_MOST_PRUNED = 0.4  # of the page's text: a larger part is the article, whatever it is called
_MOST_ATTRIBUTES = 100
_PICTURE_TEXT = 400  # characters; a longer "photo" box is no caption


def looks_like_markup(text: str, source: str, media_type: str | None = None) -> bool:
    """Tell whether a text is HTML: by its own beginning, else by name, kind and tags in it."""
    if _LOOKS.search(text[:4096]):
        return True
    if media_type in _MARKUP_KINDS:
        return bool(_TAGS.search(text))
    if source.lower().endswith(_MARKUP_NAMES):
        return bool(_TAGS.search(text))
    if _FRAGMENT.match(text) and len(_CLOSED.findall(text[:20_000])) >= 2:
        return True
    return len(_TAGS.findall(text[:20_000])) >= 20


def parse(text: str) -> html.HtmlElement | None:
    """Parse a page; None where the parser finds nothing. Nothing is fetched."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, no_network=True)
    text = _ENDLESS_TAG.sub(r"<\1>", _without_comments(_DECLARATION.sub("", text)))
    data = text.encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    for element in tree.iter(etree.Element):
        if len(element.attrib) > _MOST_ATTRIBUTES:
            _slim(element)
    return tree


def _slim(element: html.HtmlElement) -> None:
    """Drop the attributes of an element that has senselessly many: libraries choke on them."""
    kept = {name: element.get(name) for name in ("class", "id", "itemprop") if element.get(name)}
    element.attrib.clear()
    element.attrib.update(kept)


def _without_comments(text: str) -> str:
    """Drop comments and declarations as a browser does; the parser swallows more on odd ones."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!", at)) >= 0:
        closing = "-->" if text.startswith("<!--", start) else ">"
        end = text.find(closing, start + 2)
        if end < 0:
            break
        kept.append(text[at:start])
        at = end + len(closing)
    return "".join([*kept, text[at:]])


def prune(tree: html.HtmlElement) -> None:
    """Take out of a tree what is never article text, by tag, role, class and id.

    A box that holds much of the page's text, or its main heading, stays whatever its class says.
    """
    body = tree.find("body")
    root = body if body is not None else tree
    total = max(_length(root), 1)
    for element in list(_doomed(root)):
        if element.getparent() is None or element is root:
            continue
        keeps = element.tag not in _NEVER and (
            _length(element) > _MOST_PRUNED * total or element.find(".//h1") is not None
        )
        if not keeps:
            element.drop_tree()
    _drop_pull_quotes(root)
    for quote in list(root.iter("q")):
        _write_marks(quote)


def _doomed(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for element in root.iter(etree.Element):
        if element.tag in _NEVER or _is_named_furniture(element):
            yield element


def _is_named_furniture(element: html.HtmlElement) -> bool:
    if element.tag in ("html", "body", "main", "article", "h1"):
        return False
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if element.get("role") in ("navigation", "complementary", "contentinfo", "search", "dialog"):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}".lower()[:400]
    if not names.strip():
        return False
    words = set(_SPLIT.split(names))
    if words & _PICTURE_WORDS:
        return element.tag != "p" and _length(element) < _PICTURE_TEXT
    named = bool(words & _PRUNED_WORDS) or any(pair in names for pair in _PRUNED_PAIRS)
    # "comment" on a paragraph may be an opinion piece's own style
    return named and not (element.tag == "p" and words & {"comment"})


def _drop_pull_quotes(root: html.HtmlElement) -> None:
    """Drop the quotations set large beside a text that has them too; an only print stays."""
    pulled = [e for e in root.iter("aside", "blockquote", "div", "p", "figure") if _is_pulled(e)]
    words = squeeze(" ".join(root.itertext(etree.Element))) if pulled else ""
    for element in pulled[:_MOST_PULLED]:
        said = [text for text in map(squeeze, _said(element)) if text]
        if said and element.getparent() is not None and words.count("".join(said)) > 1:
            element.drop_tree()


def _is_pulled(element: html.HtmlElement) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}".lower()[:400]
    return bool(_PULLED.search(names)) and _length(element) < _PICTURE_TEXT


def _said(element: html.HtmlElement) -> Iterator[str]:
    """Give the words of a pull quote without the line that says whose they are."""
    for part in element.iter(etree.Element):
        if not any(e.tag in ("cite", "footer", "figcaption") for e in _upward(part, element)):
            yield part.text or ""
        if part is not element and part.tail:
            yield part.tail


def _upward(part: html.HtmlElement, top: html.HtmlElement) -> Iterator[html.HtmlElement]:
    at: html.HtmlElement | None = part
    while at is not None and at is not top:
        yield at
        at = at.getparent()


def _length(element: html.HtmlElement) -> int:
    return sum(len(text) for text in element.itertext(etree.Element))


def _write_marks(quote: html.HtmlElement) -> None:
    """Put the quotation marks that a browser shows round <q> into the text."""
    quote.text = "“" + (quote.text or "")
    if len(quote):
        quote[-1].tail = (quote[-1].tail or "") + "”"
    else:
        quote.text += "”"
    quote.drop_tag()
