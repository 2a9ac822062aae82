"""Parts of a page whose names say for sure that they are not its text: what opens under the pointer, beside an
article its author's life, other articles and comments, and on the page of a product what its buyers say and other products."""

import re
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import flagged, has_any, standing_in
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.vocabulary.reviews import is_over_reviews

Flags = npt.NDArray[np.bool_]

HEADING_WORDS = 8  # over what buyers say, at the most
NO_LEVEL = 1_000  # of what is no heading; those of headings are the numbers of their tags
MOST_OF_PAGE = 0.5
"""Share of the kept words; a part that holds more is the page's text, whatever it is called."""

_TOOLTIP = re.compile(
    r"""(?<!has-)(?<!with-)(?<!js-)(?:tool-?tip|popover)
    (?![-_]?(?:trigger|toggle|link|host|wrap|target|anchor|parent|container|button|icon))""",
    re.IGNORECASE | re.VERBOSE,
)
"""Of the words that unseen sites gave of such elements on WCXB's pages, 260 belonged to the text and 1,900 did not."""
TOOLTIP_SIGNS = ("tooltip", "tool-tip", "popover")
_REVIEWS = re.compile(
    r"(?:^|[^a-z])(?:reviews?|ratings?|feedback|fdbk|testimonials?)(?![a-z])", re.IGNORECASE
)
"""The same on pages that say they are of a product: 50 and 2,920. On other pages they may be the text."""
MOST_OF_PRODUCT = 0.9  # of the kept words: what buyers say may be far longer than what they buy
_OTHER_PRODUCTS = re.compile(
    r"""(?:^|[^a-z])(?:carousel|recommendations?|recommended|recs|cross-?sells?|up-?sells?|frequently-?bought
    |(?:related|similar|suggested|featured|more|other|sponsored)-?(?:products?|items?)
    |also-?(?:bought|viewed|like)|you-?(?:may|might)-?(?:also-?)?like|recently-?viewed)(?![a-z])""",
    re.IGNORECASE | re.VERBOSE,
)
OFFER_WORDS = 30
"""Of a line about another product, at the most. On WCXB's pages of products 2,500 words of shorter ones in such
elements do not belong to the text; longer ones may, as a description that is shown in parts."""

BIO_MOST = 0.35  # share of the kept words; a part that holds more is about a person as a whole
_BIO = re.compile(
    r"(?:^|[^a-z])(?:bio|biography|author[-_]?bio|about[-_]?(?:the[-_]?)?author)(?![a-z])",
    re.IGNORECASE,
)
"""On unseen sites, of ten articles that such a part was kept of, of four collections, none loses by it."""
BIO_SIGNS = ("bio", "author")
_RELATED = re.compile(
    r"(?:^|[^a-z])related[-_]?(?:story|stories|articles?|posts?|news|releases?)(?![a-z])",
    re.IGNORECASE,
)
"""On unseen sites such a part was kept of two articles, and both gain by leaving it out."""
RELATED_SIGNS = ("related",)
_COMMENTS = re.compile(
    r"""(?:^|[^a-z])(?<!has-)(?<!with-)(?<!no-)(?:comments|disqus|kommentare
    |comment[-_]?(?:list|body|text|content|item|area|section)|kommentar[-_](?:text|item|liste))(?![a-z])""",
    re.IGNORECASE | re.VERBOSE,
)
"""The same of six pages of as many sites. A post of a thread may be called a comment."""
COMMENTS_SIGNS = ("comment", "disqus", "kommentar")


def tooltips(view: PageFeatures, kept: Flags, _score: npt.NDArray[np.float32]) -> list[int]:
    """Return what opens under the pointer: an explanation, an offer, a person's card."""
    return _within(view, kept, _TOOLTIP)


def bios(view: PageFeatures, kept: Flags, _score: npt.NDArray[np.float32]) -> list[int]:
    """Return what is said of its author beside an article, in elements so named."""
    return _within(view, kept, _BIO, BIO_MOST) if view.facts.is_article > 0 else []


def related(view: PageFeatures, kept: Flags, _score: npt.NDArray[np.float32]) -> list[int]:
    """Return what is said of other articles beside an article, in elements so named."""
    return _within(view, kept, _RELATED) if view.facts.is_article > 0 else []


def comments(view: PageFeatures, kept: Flags, _score: npt.NDArray[np.float32]) -> list[int]:
    """Return what readers say in elements so named, on a page that may be an article and is no thread."""
    if view.facts.is_article < 0 or view.facts.is_thread:
        return []
    return _within(view, kept, _COMMENTS)


def reviews(view: PageFeatures, kept: Flags, _score: npt.NDArray[np.float32]) -> list[int]:
    """Return what buyers say, on the page of a product: in elements so named, and below such headings."""
    if not view.facts.is_product:
        return []
    below = (i for part in _below_headings(view, kept) for i in part if kept[i])
    return sorted({*_within(view, kept, _REVIEWS, MOST_OF_PRODUCT), *below})


def other_products(view: PageFeatures, kept: Flags, _score: npt.NDArray[np.float32]) -> list[int]:
    """Return the lines in carousels and boxes of other products, on the page of a product.

    A part so named that has no link may show what the product can do, and stays. Of what is left out so on WCXB's pages of products
    nothing belongs to the text.
    """
    if not view.facts.is_product:
        return []
    parts = _parts(view, kept & (view.words <= OFFER_WORDS), _OTHER_PRODUCTS, MOST_OF_PRODUCT)
    first, end = view.reading.e_first, view.reading.e_end
    linked = {
        part for part in set(parts.values()) if has_any(view.link[first[part] : end[part]] > 0)
    }
    return [block for block, part in parts.items() if part in linked]


def _below_headings(view: PageFeatures, kept: Flags) -> Iterator[range]:
    """Yield the blocks of each part that a heading over reviews begins.

    The part is the largest element that the heading begins; where nothing else is kept in it, it is the
    heading's own frame, and the part is the rest of the element around it. The next heading of its level ends it.
    """
    page, texts = view.reading, view.reading.b_text
    levels = np.where(view.heading, view.tag, NO_LEVEL)
    short = flagged(view.heading & (view.words <= HEADING_WORDS))
    for heading in (i for i in short if is_over_reviews(texts[i])):
        element = page.largest(page.b_element[heading], heading, len(texts))
        around, end = page.e_parent[element], page.e_end[element]
        if around > 0 and not has_any(kept[heading + 1 : end]):
            end = page.e_end[around]
        higher = levels[heading + 1 : end] <= view.tag[heading]
        if has_any(higher):
            end = heading + 1 + int(higher.argmax())
        yield range(heading, end)


def _within(
    view: PageFeatures, kept: Flags, name: re.Pattern[str], most: float = MOST_OF_PAGE
) -> list[int]:
    """Return the kept blocks in elements so named, unless they are more than this share of what is kept."""
    return [*_parts(view, kept, name, most)]


def _parts(view: PageFeatures, kept: Flags, name: re.Pattern[str], most: float) -> dict[int, int]:
    """Return what `_within` returns, with the outermost element so named around each block."""
    keys = view.reading.e_key
    parts = standing_in(
        view.reading, flagged(kept), lambda element: bool(name.search(keys[element]))
    )
    if float(view.words[[*parts]].sum()) > most * float(view.words[kept].sum()):
        return {}
    return parts
