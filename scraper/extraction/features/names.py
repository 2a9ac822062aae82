"""Word families in class, id, role and itemprop: what a site calls its parts."""

import re
from collections.abc import Mapping, Sequence
from itertools import compress, repeat
from operator import add

import numpy as np
import numpy.typing as npt

from scraper.extraction.native import IS_NATIVE, as_list

FAMILIES: dict[str, str] = {
    "related": (
        "related recirc recirculation recommended recommend recommendation recommendations "
        "recommends outbrain taboola zergnet readalso seealso morefrom morestories alsoread "
        "youmaylike readnext readmore inlinelink inlinelinks inlinerelated more next upnext lire_aussi verwandt suggested "
        "suggestions teaser teasers promo promos crosslink linkbox similar relacionadas "
        "relacionados relacionada dpsp mashsb onward trending"
    ),
    "ranking": (
        "ranking rank popular popularlist mostread mostpopular mostviewed toplist topstories "
        "trending topposts hot meistgelesen bestseller chart leaderboard latest latestlist "
        "ticker headlines"
    ),
    "nav": (
        "nav navbar navigation menu menus breadcrumb breadcrumbs pagination pager paging "
        "pagenav topbar megamenu submenu tabs toc skip skiplink hamburger offcanvas sitemap "
        "prevnext postnav"
    ),
    "footer": "footer foot colophon copyright bottombar legal disclaimer imprint",
    "header": "header masthead topheader siteheader banner logo branding",
    "sidebar": (
        "sidebar side aside rail rightrail rightcol leftcol secondary widget widgets "
        "complementary sidecol rightcolumn leftcolumn"
    ),
    "share": (
        "share sharing social socials sharebar sharethis addthis addtoany sharedaddy follow "
        "followus facebook twitter whatsapp telegram pinterest linkedin tweet socialmedia"
    ),
    "newsletter": (
        "newsletter newsletters subscribe subscription signup optin mailchimp mailinglist "
        "emailsignup paywall regwall piano register registration membership login signin donate "
        "donation support"
    ),
    "comment": (
        "comment comments commentlist disqus commenting replies respond discussion coral "
        "viafoura livefyre"
    ),
    "ad": (
        "ad ads advert adverts advertisement advertising adsbygoogle sponsor sponsored dfp gpt "
        "adslot adunit adwrapper adcontainer promoted native partner affiliate commercial"
    ),
    "meta": (
        "byline author authors meta postmeta entrymeta date dateline time timestamp published "
        "publish pubdate posted info articleinfo credit credits source biography bio vcard "
        "contributor reporter writer datepublished datemodified"
    ),
    "tags": "tag tags taglist keywords topics topic category categories cat labels tagcloud",
    "caption": (
        "caption captions cap figcaption wpcaption imagecaption photo photocredit gallery slideshow "
        "carousel slider lightbox image media video player credit thumbnail"
    ),
    "consent": (
        "cookie cookies consent gdpr ccpa cmp onetrust privacy modal popup overlay dialog "
        "interstitial lightbox notice alert"
    ),
    "body": (
        "article articlebody articlecontent content entry entrycontent post postcontent "
        "postbody body story storybody text articletext main maincontent prose richtext wysiwyg "
        "paragraph copy bodycopy detail textbody"
    ),
    "title": "title headline heading hed entrytitle posttitle headlines h1 kicker eyebrow",
    "lead": (
        "lead lede standfirst deck dek subtitle subheadline subhead summary abstract excerpt "
        "intro description teasertext chapo sapo subline strapline incipit preamble ingress vorspann anriss "
        "subtitulo sottotitolo untertitel sublead sommario occhiello catenaccio copete bajada entradilla"
    ),
    "dropcap": "dropcap dropcaps initial",
    "quote": "quote pullquote blockquote quotation",
    "embed": "twittertweet tweet embed embedded oembed instagrammedia blueskyembed tiktokembed mastodonembed",
    "box": (
        "box infobox factbox sidebox callout aside note notes keypoints highlights takeaways "
        "key summarybox tldr"
    ),
    "hiddenword": (
        "hidden hide visuallyhidden sronly screenreader collapse collapsed invisible offscreen"
    ),
    "product": (
        "product price cart shop buy basket add shopping deal deals rating stars review reviews"
    ),
    "list": (
        "list listing items item grid cards card feed archive results tile tiles row loop river"
    ),
}
"""Words by family; a class name is cut at case changes and non-letters, and looked up whole
and in neighbouring pairs."""

NAMES = tuple(FAMILIES)
BIT = {name: 1 << i for i, name in enumerate(NAMES)}
HIDDEN = 1 << len(NAMES)
INSERT = BIT["related"] | BIT["ranking"] | BIT["share"] | BIT["newsletter"] | BIT["ad"]
"""Inline elements of these families are blocks of their own, though inside a paragraph."""

FAMILY_BITS: dict[str, int] = {}
for _name, _words in FAMILIES.items():
    for _word in _words.split():
        FAMILY_BITS[_word] = FAMILY_BITS.get(_word, 0) | BIT[_name]

_CUT = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|h1")


def words_of(key: str) -> list[str]:
    """Return the lower-case words of a class or id string: "articleBody__text-2x" -> article body text x."""
    return [word.lower() for word in _CUT.findall(key)]


_END = "\0"  # parts the names of a page; no attribute holds it
_CUT_ALL = re.compile(f"{_CUT.pattern}|{_END}")


def families_of(key: str) -> int:
    """Return the bits of the families that one string of class tokens names."""
    if not IS_NATIVE:
        return pure_families_of(key)
    return compiled.families_of(key)


def pure_families_of(key: str) -> int:
    """Return what `families_of` returns."""
    bits, before = 0, ""
    for word in words_of(key):
        bits |= FAMILY_BITS.get(word, 0) | FAMILY_BITS.get(before + word, 0)
        before = word
    return bits


def read_names(
    keys: Sequence[str], weights: Mapping[str, float]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Return, for each string of class tokens, the bits of its families, and the sum of its words' weights."""
    return (native_read_names if IS_NATIVE else pure_read_names)(keys, weights)


def mark_hidden(
    families: npt.NDArray[np.int64], hidden: Sequence[bool], *, native: bool = IS_NATIVE
) -> None:
    """Add the bit of what a browser does not show to the families of hidden elements."""
    if native:
        compiled.mark(families, as_list(hidden), HIDDEN)
    else:
        families[[*compress(range(len(families)), hidden)]] |= HIDDEN


def native_read_names(
    keys: Sequence[str], weights: Mapping[str, float]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Read names as `pure_read_names` does, by compiled code."""
    bits, sums = np.zeros(len(keys), dtype=np.int64), np.zeros(len(keys), dtype=np.float32)
    compiled.read_names(as_list(keys), weights, bits, sums)
    return bits, sums


def pure_read_names(
    keys: Sequence[str], weights: Mapping[str, float]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Read names with numpy.

    A page's distinct names are cut into words in one go: that costs a fifth of one by one.
    """
    distinct = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    words = [*map(str.lower, _CUT_ALL.findall(_END + _END.join(distinct)))]
    starts = [place for place, word in enumerate(words) if word == _END]
    nothing = repeat(0)
    single = np.array([*map(FAMILY_BITS.get, words, nothing)])
    pairs = np.array([0, *map(FAMILY_BITS.get, map(add, words, words[1:]), nothing)])
    bits = np.bitwise_or.reduceat(single | pairs, starts)
    sums = np.add.reduceat(np.array([*map(weights.get, words, nothing)], dtype=np.float32), starts)
    at = [distinct[key] for key in keys]
    return bits[at], sums[at]


if IS_NATIVE:  # last, as they read what stands above
    from scraper.extraction.native import names as compiled
