"""The numbers of lists, from their markup."""

import re

from scraper.extraction.dom.flat_page import FlatPage

NEAR = 12  # pieces of markup before an item's text in which its <ol> is looked for

_START = re.compile(r' start="\s?(\d{1,6})')


def start_of(page: FlatPage, item: int) -> int:
    """Return the number of the first item of a numbered list, given that <li>."""
    block = page.e_first[item]
    if block >= len(page.b_place):
        return 1
    at = page.b_place[block].start
    for place in range(at, max(at - NEAR, -1), -1):
        head = page.markup[place].partition(">")[0]
        if head.startswith("ol"):
            found = _START.search(head)
            return int(found[1]) if found else 1
    return 1
