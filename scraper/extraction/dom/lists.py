"""The numbers of lists, from their markup."""

import re

from scraper.extraction.dom.flat_page import FlatPage

NEAR = 12  # pieces of markup before an item's text in which its own tag and its <ol> are looked for

_START = re.compile(r' start="\s?(\d{1,6})')
_VALUE = re.compile(r' value="\s?(\d{1,6})')


def start_of(page: FlatPage, item: int) -> int:
    """Return the number of the first item of a numbered list, given that <li>."""
    return value_of(page, item) or _number(page, item, "ol", _START) or 1


def value_of(page: FlatPage, item: int) -> int:
    """Return the number that an item gives itself, 0 for none."""
    return _number(page, item, "li", _VALUE)


def _number(page: FlatPage, item: int, tag: str, named: re.Pattern[str]) -> int:
    """Return a number that an attribute of the nearest such tag before an item's text gives; 0 for none."""
    block = page.e_first[item]
    if block >= len(page.b_place):
        return 0
    at = page.b_place[block].start
    for place in range(at, max(at - NEAR, -1), -1):
        head = page.markup[place].partition(">")[0]
        if head.partition(" ")[0] == tag:
            found = named.search(head)
            return int(found[1]) if found else 0
    return 0
