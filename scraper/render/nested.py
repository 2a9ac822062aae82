"""Nested lists in markup, from items and their depths."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from scraper.models.page import Block


class ListMarkup(NamedTuple):
    """How a format writes lists."""

    begin: Callable[[Block], str]  # of the list that an item is the first of
    end: Callable[[bool], str]  # of a list's last item and of the list, which is ordered or not
    item: str  # start tag of an item
    next_item: str  # end of an item that another one of its list follows
    gap: str  # after a list that another one follows at the same depth


def nested(items: Sequence[Block], markup: ListMarkup, inline: Callable[[Block], str]) -> str:
    """Return lists whose items are written by `inline`; a depth that skips levels counts as one deeper."""
    out: list[str] = []
    open_lists: list[tuple[int, bool]] = []
    for item in items:
        place = (max(item.level, 1), item.ordered)
        while open_lists and open_lists[-1][0] > place[0]:
            out.append(markup.end(open_lists.pop()[1]))
        if open_lists and open_lists[-1] == place:
            out.append(markup.next_item)
        else:
            if open_lists and open_lists[-1][0] == place[0]:
                out.append(markup.end(open_lists.pop()[1]) + markup.gap)
            open_lists.append(place)
            out.append(markup.begin(item))
        out.append(markup.item + inline(item))
    out.extend(markup.end(ordered) for _, ordered in reversed(open_lists))
    return "".join(out)
