"""Section pages: links to articles, told apart from navigation, and the feeds a page names.

A link is judged by where it leads (a date, a number or a long slug in the path), by its text (a
headline has words) and by where it stands. No single sign is enough, and none is needed.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper.discovery.values import ArticleLink, FetchedSource, SourceLinks
from scraper.encoding.charset import decode
from scraper.urls import canonical, hostname, join, page_key

ENOUGH = 3  # points; set so that one strong and one weak sign are an article
MAX_LINKS = 5_000  # of a page
MAX_ANCESTORS = 40  # examined above a link
FEED_TYPES = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
)

_DATE = re.compile(
    r"/(?:19|20)\d\d[/-]?(?:0[1-9]|1[0-2])(?:[/-]?(?:[0-2]\d|3[01]))?(?=[/\-._]|\d*$)"
)
_NUMBER = re.compile(r"(?<!\d)\d{5,}(?!\d)")
_PAGE = re.compile(r"\.(?:s?html?|php|aspx?)$")
_OTHER_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|zip|mp[34]|css|js|xml|rss|json)$", re.I)
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|footer|header|breadcrumbs?|share|social|pagination|pager|tags?)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_ASIDE_TAGS = frozenset(("nav", "footer", "header", "form"))
_SECTION = re.compile(
    r"/(?:tags?|topics?|categor(?:y|ies)|authors?|autor|people|search|login|signin|register|account"
    r"|subscri(?:be|ption)s?|newsletters?|about|contact|privacy|terms|cookies?|help|faq|jobs|careers"
    r"|advertis\w*|impressum|datenschutz|page|archives?|rss|feeds?)(?:/|$)",
    re.IGNORECASE,
)
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def read(source: FetchedSource) -> SourceLinks:
    """Return the links of a page that look like articles of the same site, and its feeds."""
    tree = LexborHTMLParser(decode(source.body, charset=source.charset).text)
    base = _base(tree, source.url)
    return SourceLinks("page", tuple(_articles(tree, base, source.url)), tuple(_feeds(tree, base)))


def _base(tree: LexborHTMLParser, url: str) -> str:
    node = tree.css_first("base[href]:not(svg base, math base)")  # of HTML alone
    href = node.attributes.get("href") if node is not None else None
    return (join(href, url) if href else None) or url


def _feeds(tree: LexborHTMLParser, base: str) -> Iterator[ArticleLink]:
    for node in tree.css("link[href][rel~=alternate]")[:MAX_LINKS]:
        attributes = node.attributes
        if (attributes.get("type") or "").split(";")[0].strip().lower() in FEED_TYPES:
            url = join(attributes.get("href") or "", base)
            if url is not None:
                yield ArticleLink(
                    url, "a feed the page names", (attributes.get("title") or "").strip()
                )


def _articles(tree: LexborHTMLParser, base: str, page: str) -> Iterator[ArticleLink]:
    """Yield each article once: a teaser links to it from the picture, the headline and "more"."""
    found: dict[str, tuple[int, ArticleLink]] = {}
    own = page_key(page)
    for node in tree.css("a[href]")[:MAX_LINKS]:
        url = join((node.attributes.get("href") or "").strip(), base)
        url = canonical(url) if url and url.startswith(("http:", "https:")) else None
        if url is None or not _same_site(url, page):
            continue
        key = page_key(url)
        text = " ".join(node.text(separator=" ").split())
        score, why = judge(url, text, _place(node))
        if key != own and score >= ENOUGH and score > found.get(key, (0,))[0]:
            found[key] = score, ArticleLink(url, why, text[:300])
    yield from (link for _, link in found.values())


def judge(url: str, text: str, place: str) -> tuple[int, str]:
    """Return the points for an article, and what gave them. `place` is "", "heading" or "aside"."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    signs: list[tuple[int, str]] = []
    if _DATE.search(path):
        signs.append((2, "a date in its path"))
    if _longest_slug(path) >= 3:
        signs.append((2, "a headline in its path"))
    if _NUMBER.search(path + "?" + parts.query):
        signs.append((2, "a number in its path"))
    if _PAGE.search(path):
        signs.append((1, "a document"))
    words = _words(text)
    if words >= 4:
        signs.append((2, f"a text of {words} words"))
    if place == "heading":
        signs.append((1, "in a heading or article"))
    if place == "aside":
        signs.append((-5, "in a menu or footer"))
    if path.strip("/") == "" or _SECTION.search(path) or _OTHER_FILE.search(path):
        signs.append((-4, "a section or file"))
    return sum(points for points, _ in signs), ", ".join(name for _, name in signs)


def _longest_slug(path: str) -> int:
    """Return how many hyphens or underscores the part of a path has that has most of them."""
    return max(segment.count("-") + segment.count("_") for segment in path.split("/"))


def _words(text: str) -> int:
    """Count words; in scripts without spaces three characters are one."""
    return len(text.split()) + len(_WIDE.findall(text)) // 3


def _place(node: LexborNode) -> str:
    place = ""
    parent = node
    for _ in range(MAX_ANCESTORS):
        if parent is None or parent.tag in ("body", "html", "-undef", "-document"):
            break
        attributes = parent.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if parent.tag in _ASIDE_TAGS and not place:
            return "aside"
        if _ASIDE.search(names) and not place:
            return "aside"
        if parent.tag in ("h1", "h2", "h3", "h4", "article"):
            place = "heading"
        parent = parent.parent  # type: ignore[assignment]
    for inside in ("h1", "h2", "h3", "h4"):
        if node.css_first(inside) is not None:
            return "heading"
    return place


def _same_site(url: str, page: str) -> bool:
    """Say whether a URL has the host of a page, or one below or beside it: sport.example.org on
    www.example.org."""
    host, other = hostname(url), hostname(page)
    home = other.removeprefix("www.")
    return host in (other, home) or host.endswith(f".{home}")
