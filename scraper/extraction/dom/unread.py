"""A page without the text of its scripts and style sheets, for the parser: half of a page is text that no step reads in
the tree.

The tree is that of the whole page but for those texts. What describes the page stays (JSON-LD), and so do formulas in
scripts, and what stands where it can't be told for sure whether the parser reads tags or text. Without compiled code
the whole page is parsed: the search would take as long as it saves.
"""

from scraper.extraction.native import IS_NATIVE

READ_IN_TREE = ("ld+json", "math/", "itemprop", "rel", "uthor", "yline", "utor-", "&")
"""In the start tag of a script or style sheet, one of these says that its text may be read: see `MARKED` and `BYLINE`
of `head_nodes`. A character written as a reference may be any."""

if IS_NATIVE:
    from scraper.extraction.native import unread  # which reads the constant


def without_unread_text(page: bytes) -> bytes:
    """Return a page in UTF-8 without the text of scripts and style sheets that no step reads in its tree."""
    return unread.without_unread_text(page) if IS_NATIVE else page
