"""URLs as browsers read them (the WHATWG's rules), and which of them are the same page. Owns ada.

    as found --> join (absolute, normal form) --> canonical (no tracking) --> page_key (identity)

A URL that is requested or printed is a canonical one; a key is only ever compared.
"""

import re
from functools import lru_cache
from urllib.parse import urlsplit

import ada_url

# Parameters that say how a reader came, not what he reads. Names end in * where a family does.
TRACKING = (
    "utm_*", "pk_*", "mtm_*", "matomo_*", "hsa_*", "_hs*", "at_*", "wt_*", "cm_*", "ns_*", "stm_*",
    "vero_*", "mc_cid", "mc_eid", "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid",
    "yclid", "ysclid", "twclid", "ttclid", "igshid", "igsh", "li_fat_id", "srsltid", "_ga", "_gl",
    "oly_anon_id", "oly_enc_id", "rb_clickid", "s_cid", "mkt_tok", "ncid", "cmpid", "cmp", "xtor",
    "ocid", "sr_share", "__twitter_impression", "ref_src", "ref_url", "guccounter", "guce_referrer",
    "guce_referrer_sig", "outputtype",
)  # fmt: skip
MAX_PARAMETERS = 100  # of a query; longer ones are left as they are, which costs time otherwise
REMEMBERED = 4096  # URLs whose key is kept: a run asks three times for it, which takes 0.1 ms each
LONGEST = 2048  # characters of such a URL

SECOND_LEVELS = frozenset(["co", "com", "org", "net", "gov", "edu", "ac", "or", "ne", "go"])
"""Labels below which a country's registry gives names out; a table that what was dealt out depends on."""

_TRACKING = re.compile(
    "(?:" + "|".join(re.escape(name).replace(r"\*", ".*") for name in TRACKING) + ")", re.IGNORECASE
)
# Browsers read "https:user@host" and "https:\\user@host" as having an authority, too. The "+" that
# keeps what it took makes the search linear in a run of backslashes.
_USERINFO = re.compile(r"^((?:https?|wss?|ftp):[/\\]*+|[a-z][a-z0-9+.\-]*+://|//)[^/?#]*@", re.I)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
_MOBILE = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_AMP = re.compile(r"(?:/amp|\.amp)/?$", re.IGNORECASE)
_AMP_PARAMETERS = frozenset(("amp", "amp=1", "outputType=amp", "print=1", "print=true", "m=1"))


def normal(url: str) -> str | None:
    """Return a URL in the form browsers show; None for what is no URL."""
    return join(url, None)


def join(url: str, base: str | None) -> str | None:
    """Return the absolute URL that a link on the page `base` leads to; None where it leads nowhere."""
    try:
        return str(ada_url.URL(url, base=base).href)
    except (ValueError, UnicodeError):
        return None


def canonical(url: str) -> str | None:
    """Return the normal form without fragment, credentials and tracking; None for what is no URL."""
    try:
        parsed = ada_url.URL(url)
    except (ValueError, UnicodeError):
        return None
    parsed.hash = ""
    if parsed.username or parsed.password:  # of a URL that can have none, ada takes not even ""
        parsed.username = parsed.password = ""
    parsed.search = without_tracking(parsed.search.removeprefix("?"))
    return str(parsed.href)


def without_userinfo(url: str) -> str:
    """Return a URL without user name and password, else as it was, also where it is malformed."""
    return _USERINFO.sub(r"\1", url)


def without_tracking(query: str) -> str:
    """Return a query without the parameters that only track; the others keep their form and order."""
    parts = query.split("&")
    if len(parts) > MAX_PARAMETERS:
        return query
    return "&".join(part for part in parts if not _TRACKING.fullmatch(part.partition("=")[0]))


def page_key(url: str) -> str:
    """Return a key that is the same for URLs that lead to one page: with and without "www.",
    "index.html", AMP and a slash at the end, by http and https, whatever the order of the parameters.
    What is no URL (a port above 65535) is its own key: such texts stand in links, archives and on
    command lines."""
    return _remembered(url) if len(url) <= LONGEST else _key(url)


def _key(url: str) -> str:
    address = canonical(url)
    if address is None:
        return url.strip()
    parts = urlsplit(address)
    host = _MOBILE.sub("", parts.hostname or "")
    port = f":{parts.port}" if parts.port else ""
    path = _AMP.sub("", _INDEX.sub("/", parts.path)).rstrip("/")
    query = "&".join(sorted(p for p in parts.query.split("&") if p and p not in _AMP_PARAMETERS))
    return f"{host}{port}{path}" + (f"?{query}" if query else "")


_remembered = lru_cache(maxsize=REMEMBERED)(_key)


def hostname(url: str) -> str:
    """Return the host of a URL in lower case, "" where it has none or is no URL ("http://[::1")."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def host_of(url: str) -> str:
    """Return the host of a URL without "www.", "" where it has none."""
    return normal_host(hostname(url))


def normal_host(host: str) -> str:
    """Return a host's name as names of files and rules have it. Empty labels, as of "www..a.de" and "a.de.",
    go: they stand in links, and no other host is meant."""
    name = host.lower()
    if ".." in name or name.startswith(".") or name.endswith("."):
        name = ".".join(filter(None, name.split(".")))
    return name.removeprefix("www.")


def registrable_domain(host: str) -> str:
    """Return the part of a host's name that was registered by one owner, "bbc.co.uk" of
    "www.bbc.co.uk"; an IP address, or a name without a dot, is its own.

    By a rule that stays: two labels, or three below a second level of a country (`SECOND_LEVELS`). The
    Public Suffix List knows more of them but changes, and what is dealt out by domain would change hands
    with it. Where the rule knows too little, owners are taken together, as those of one platform for blogs.
    """
    name = host.lower().strip(".")
    labels = name.split(".")
    if ":" in name or labels[-1].isdecimal():
        return name
    below = len(labels) > 2 and labels[-2] in SECOND_LEVELS and len(labels[-1]) == 2
    return ".".join(labels[-3:] if below else labels[-2:])
