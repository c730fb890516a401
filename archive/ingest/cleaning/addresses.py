"""Addresses of articles in one spelling, so that the same one is known again."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

_LONGEST = 2000  # characters
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Parameters that say by which way a reader came, and never which article is meant. Names that a
# site may use for the article itself (id, cid, ref, source, p) are not among them.
_TRACKING = re.compile(
    r"utm_\w*|[gdy]clid|gclsrc|wbraid|gbraid|gad_source|fbclid|fb_(?:action_ids|action_types|source|ref)"
    r"|msclkid|twclid|ttclid|li_fat_id|igshid|igsh|yclid|ysclid|_openstat|mc_[ce]id|mkt_tok"
    r"|_hs(?:enc|mi)|hsctatracking|__hs(?:tc|sc|fp)|vero_(?:id|conv)|oly_(?:enc|anon)_id"
    r"|(?:mtm|pk|piwik|matomo|itm|hsa|ns|wt)_\w*|_ga|_gl|ga_\w*|at_(?:campaign|medium|custom\d|format"
    r"|link_\w+|bbc_team|ptr_name)|cmpid|ncid|cvid|ocid|ito|xtor|smid|smtyp|sr_share|guccounter"
    r"|guce_referr\w*|__twitter_impression|s_cid|srsltid|spm|ref_src|ref_url|referrer|wt\.mc_id"
)


def web_address(value: str | None) -> str | None:
    """Give an http(s) address with a host, as printed; None for every other."""
    address = (value or "").strip()
    if not address.isprintable() or len(address) > _LONGEST or set(address) & set(" <>\"'"):
        return None
    parts = _parts(address)
    return address if parts and "@" not in parts.netloc else None


def article_address(value: str | None) -> str | None:
    """Give the one spelling of an article's address; None for what cannot be one's.

    Scheme and host are written small, the scheme's own port, the fragment and the parameters that
    only track readers are taken off; the order of the other parameters stays. The bare address of
    a site is no article's: sites print it as the canonical address of every page by mistake.
    """
    address = web_address(value)
    parts = _parts(address) if address else None
    if parts is None:
        return None
    query = "&".join(p for p in parts.query.split("&") if p and not _is_tracking(p))
    if parts.path in ("", "/") and not query and not parts.fragment.startswith("!"):
        return None
    fragment = parts.fragment if parts.fragment.startswith("!") else ""  # an address of its own
    return urlunsplit((parts.scheme.lower(), _host(parts), parts.path or "/", query, fragment))


def joined_address(served: str | None, link: str | None) -> str | None:
    """Give the address that a link means on a page that was served at an address."""
    try:
        return urljoin(served or "", link.strip()) if link else None
    except ValueError:
        return None


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        usable = parts.scheme.lower() in _DEFAULT_PORTS and bool(parts.hostname)
        _ = parts.port  # raises ValueError for what is no port
    except ValueError:
        return None
    return parts if usable else None


def _host(parts: SplitResult) -> str:
    host = parts.netloc.lower().rpartition("@")[2]
    port = _DEFAULT_PORTS[parts.scheme.lower()]
    return host.removesuffix(f":{port}").removesuffix(":").replace(".:", ":").rstrip(".")


def _is_tracking(parameter: str) -> bool:
    return _TRACKING.fullmatch(parameter.partition("=")[0].lower()) is not None
