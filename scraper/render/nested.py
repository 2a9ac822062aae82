"""Bodies in markup: nested lists from items and their depths, tables from rows."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from scraper.models.article import Shown
from scraper.render.body import tables


class ListMarkup(NamedTuple):
    """How a format writes lists."""

    begin: Callable[[Shown], str]  # of the list that an item is the first of
    end: Callable[[bool], str]  # of a list's last item and of the list, which is ordered or not
    item: str  # start tag of an item
    next_item: str  # end of an item that another one of its list follows
    gap: str  # after a list that another one follows at the same depth


def nested(items: Sequence[Shown], markup: ListMarkup, inline: Callable[[Shown], str]) -> str:
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


class BodyMarkup(NamedTuple):
    """How a format writes what a body is made of."""

    lists: ListMarkup
    table: Callable[[Sequence[Shown]], str]
    block: Callable[[Shown], str]
    inline: Callable[[Shown], str]


def grouped(blocks: Sequence[Shown], markup: BodyMarkup) -> Iterator[str]:
    """Yield neighbouring items as one list, neighbouring rows as their tables, and other blocks one by one."""
    for kind, members in groupby(blocks, key=lambda block: block.kind):
        run = list(members)
        if kind == "list_item":
            yield nested(run, markup.lists, markup.inline)
        elif kind == "table_row":
            yield from map(markup.table, tables(run))
        else:
            yield from map(markup.block, run)
