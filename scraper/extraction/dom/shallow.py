"""How much a page opens, and whether it surely nests within the limits."""

from itertools import islice

from scraper.extraction.dom.elements import (
    BREAKOUT,
    ELEMENT_BYTES,
    ENTRIES,
    FORMATTING,
    IMAGE,
    MAX_ATTRIBUTE_SECTION,
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    MAX_OPTIONS,
    MAX_REOPENED,
    UNNESTED,
)
from scraper.extraction.dom.tokens import (
    ATTRIBUTE,
    RAW_NAMES,
    TOKEN,
    raw_end,
)
from scraper.extraction.native import IS_NATIVE

if IS_NATIVE:
    from scraper.extraction.native import shallow

_IS_VOID, _IS_RAW, _IS_FORMATTING, _IS_FOREIGN, _IS_OPTION, _IS_IMAGE = range(1, 7)
_KINDS = {
    f"/{name}": kind
    for kind, names in (
        (_IS_VOID, UNNESTED), (_IS_RAW, RAW_NAMES), (_IS_FORMATTING, FORMATTING),
        (_IS_FOREIGN, ("svg", "math")), (_IS_OPTION, ("option",)), (_IS_IMAGE, (IMAGE,)),
    )
    for name in names
}  # fmt: skip
"""What is special about an element, by its end tag."""


class _EndTags(dict[str, str]):
    """The end tags of elements, by the names as they stand in the page."""

    def __missing__(self, name: str) -> str:
        self[name] = end = f"/{name.lower()}"
        return end


def count_opened(html: str) -> int:
    """Return how many "<" stand in a page that begin no end tag."""
    return shallow.count_opened(html) if IS_NATIVE else pure_count_opened(html)


def pure_count_opened(html: str) -> int:
    """Return what `count_opened` returns."""
    return html.count("<") - html.count("</")


def is_shallow(html: str) -> bool:
    """Say whether a page surely nests within the limits; a "no" means "perhaps"."""
    found = shallow.is_shallow(html) if IS_NATIVE else None
    return pure_is_shallow(html) if found is None else found


def with_short_tags(html: str) -> str | None:
    """Return a page without the attributes of its tags that are too long; None unless it surely nests
    within the limits, and always without compiled code: `flatten` does the same."""
    return shallow.cut(html) if IS_NATIVE else None


def pure_is_shallow(html: str) -> bool:  # noqa: C901, PLR0912  # a hot loop
    """Say whether a page surely nests within the limits, at a third of the cost of `flatten`.

    Only an end tag right after what it closes counts; where a page has too many others, the
    answer is no and means "perhaps". Formatting is opened again after blocks ended: at most all of
    it that is open, once for each tag but those that end it.
    """
    expected: list[str] = []  # the end tags of what is open
    sizes: list[int] = []  # of the open formatting tags
    ends = _EndTags()
    foreign = options = size = reopened = at = 0
    while at >= 0:
        following = -1
        for match in TOKEN.finditer(html, at):
            name = match[1]
            if name is None:
                continue
            if name[0] == "/":
                if expected and (expected[-1] == name or expected[-1] == name.lower()):
                    kind = _KINDS.get(expected.pop())
                    if kind == _IS_FORMATTING:
                        size -= sizes.pop()
                        continue
                    if kind == _IS_FOREIGN:
                        foreign -= 1
                elif foreign:
                    return False
                reopened += size
                continue
            reopened += size
            end = ends[name]
            kind = _KINDS.get(end)
            if kind == _IS_VOID or (kind == _IS_IMAGE and not foreign):
                continue
            if foreign:
                if end[1:] in BREAKOUT:
                    return False
                if match[2][-1:] == "/" and f":{expected[-1][1:]}" not in ENTRIES:
                    continue
            if match.end() - match.start() > MAX_ATTRIBUTE_SECTION and _has_many(match[2]):
                return False
            if kind == _IS_RAW and not foreign:
                following = raw_end(html, end[1:], match.end())
                break
            if kind == _IS_FOREIGN:
                if match[2][-1:] == "/":
                    continue
                foreign += 1
            elif kind == _IS_FORMATTING:
                sizes.append(len(match[0]) + ELEMENT_BYTES)
                size += sizes[-1]
            elif kind == _IS_OPTION:
                options += 1
            expected.append(end)
            if len(expected) > MAX_DEPTH:
                return False
        at = following
    return reopened <= MAX_REOPENED and options <= MAX_OPTIONS


def _has_many(attributes: str) -> bool:
    return sum(1 for _ in islice(ATTRIBUTE.finditer(attributes), MAX_ATTRIBUTES)) == MAX_ATTRIBUTES
