"""Pages with content that is no article, by what they, or their addresses, say of themselves.

Measured on every second page of WCXB: of 288 pages that are no articles 88 are recognised for what
they are and 11 taken for something else; 3 of 324 articles are taken for another kind. A page that calls
itself an article is not asked.
"""

import re
from typing import NamedTuple

from scraper.extraction.dom.head import Head
from scraper.models.article import Status

_TYPE = re.compile(r'"@type"\s*+:\s*+\[?\s*+"([A-Za-z]++)"')
_FRONT_PAGE = re.compile(
    r"https?://[^/?#\s]++/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|default|home)(?:\.[a-z]{2,5})?/?)?(?:#.*)?",
    re.IGNORECASE,
)
"""The address of a site's front page, which may name a language."""
_THREAD_ADDRESS = re.compile(
    r"""https?://(?:
    (?:[^/?\#.]++\.)*?(?:forums?|boards?|bbs|discuss|discourse|community|answers)\.[^/?\#]++/[^/?\#]
    |[^/?\#]++/(?:[^?\#]*/)?(?:(?:forums?|boards|threads?|discussions?|questions)/[^/?\#]|topics?/\d|t/[^/?\#]++/\d
    |r/[^/?\#]++/comments/|(?:thread|topic)-\d++(?:-(?:page-|post-)?\d++)*+(?:\.html?|/)?(?:[?\#]|$)|index\.php\?topic=\d
    |(?:viewtopic|showthread|viewthread)\b|showtopic-|(?:[^/?\#]++/){2,3}[^/?\#]+-t\d{3,}\.html)
    |[^/?\#]*?(?<!we)forums?\.[a-z]{2,}/(?:[^/?\#]++/)*?\d{3,}+-[^/?\#]++
    |(?:[^/?\#.]++\.)*?(?:lemmy\.[^/?\#]++/post/\d|news\.[^/?\#]++/item\?id=\d)
    |[^/?\#]++/s/(?=[a-z]*\d)[a-z\d]{6}/[a-z\d]++(?:_[a-z\d]++)++(?:[?\#]|$)
    |[^/?\#]++/[^/?\#]++/[^/?\#]++/(?:-/)?(?:issues/(?!(?:1[89]|20)\d\d(?!\d))|pull/|merge_requests/)\d++/?(?:[?\#]|$)
    |[^/?\#]*?(?:git|code|forge)[^/?\#]*+/[^/?\#]++/[^/?\#]++/(?:-/)?issues/\d++/?(?:[?\#]|$))""",
    re.IGNORECASE | re.VERBOSE,
)
"""Addresses below a host or directory of a forum, or of one of its scripts (that of Hacker News is `item?id=`, that of
Lobsters `s/b3llrp/ropes_of_hemp`), and of the issues of a project.

Those that magazines and blogs use as well, as `issues/2024/a-story` and `topic-1-intro`, must end with the number,
which is a year only on a host that is called a forge."""
MAX_TYPES = 400  # of one script; a list of products has thousands
_CURRENCY = "pricecurrency"
"""Of microdata, where a price is given by an element that is not shown. Of 20 labelled pages with one such element 19 are
of a product, and one is a news article, which says so; a page with several has a list of offers."""


class KindMarker(NamedTuple):
    """A kind of page, and the types and programs that tell it."""

    status: Status
    types: frozenset[str]  # of schema.org
    og: frozenset[str]  # og:type
    generators: tuple[str, ...]  # how <meta name=generator> begins


MARKS: tuple[KindMarker, ...] = (
    KindMarker("forum", frozenset(("DiscussionForumPosting", "QAPage")), frozenset(),
         ("discourse", "vbulletin", "phpbb", "xenforo", "mybb", "flarum", "nodebb", "invision")),
    KindMarker("listing", frozenset(("CollectionPage", "SearchResultsPage")), frozenset(("product.group",)), ()),
    KindMarker("product", frozenset(("Product", "ProductGroup")), frozenset(("product", "product.item", "og:product")), ()),
    KindMarker("documentation", frozenset(("APIReference",)), frozenset(),
         ("docusaurus", "sphinx", "mkdocs", "vitepress", "gitbook", "docsify", "antora", "doxygen", "rustdoc",
          "asciidoctor", "jsdoc", "typedoc", "mintlify", "readme")),
    KindMarker("service", frozenset(("Service", "LocalBusiness", "ProfessionalService")), frozenset(), ()),
)  # fmt: skip
"""In this order: a list of products also holds products, and a forum may sell something."""


def declared_kind(head: Head, address: str) -> tuple[Status, str] | None:
    """Return what a page, or else its address, says it is, and where; None where it says nothing we know."""
    types = {name for script in head.json_ld for name in _TYPE.findall(script)[:MAX_TYPES]}
    meta = dict(reversed(head.meta))
    og, generator = (meta.get(name, "").strip().lower() for name in ("og:type", "generator"))
    for mark in MARKS:
        if found := sorted(types & mark.types):
            return mark.status, f"its JSON-LD says {found[0]}"
        if og in mark.og:
            return mark.status, f"its og:type is {og}"
        if generator and generator.startswith(mark.generators or ("\0",)):
            return mark.status, f"it was made with {generator[:40]}"
    if sum(name == _CURRENCY for name, _ in head.meta) == 1:
        return "product", "its microdata give one price"
    return ("forum", "its address is of a forum") if _THREAD_ADDRESS.match(address) else None


def is_front_page(head: Head, url: str) -> bool:
    """Say whether the address of a page, and those that it gives as its own, are of a site's front page."""
    named = [href for rel, href in head.links if "canonical" in rel.split()]
    told = next((content.strip() for name, content in head.meta if name == "og:url"), "")
    return all(_FRONT_PAGE.fullmatch(own) for own in (url, *named, told or url))
