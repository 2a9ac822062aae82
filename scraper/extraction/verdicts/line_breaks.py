"""Line breaks that part paragraphs: lines of one element of which each is a sentence or more."""

from collections.abc import Sequence

from scraper.extraction.dom.block_text import LINE_BREAK
from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.plain.lines import ends_sentence

ENDED_SHARE = 0.75  # of the lines with another below, that end like sentences; verse has fewer
LINE_CHARS = 30  # of such lines on average, at least; shorter ones are an address or a signature
WIDE_CHARS = 2  # that a character of a script without spaces counts for
_FIRST_WIDE = "\u2e80"


def parted_paragraphs(page: FlatPage) -> Sequence[bool]:
    """Say for each block whether the line break before it parts two paragraphs."""
    out = [False] * len(page.b_text)
    start = 0
    for end in range(1, len(out) + 1):
        if end < len(out) and page.b_border[end] == LINE_BREAK:
            continue
        if end - start > 1 and _are_paragraphs(page.b_text[start:end]):
            out[start + 1 : end] = [True] * (end - start - 1)
        start = end
    return out


def _are_paragraphs(lines: Sequence[str]) -> bool:
    ended = sum(map(ends_sentence, lines[:-1]))
    if ended < ENDED_SHARE * (len(lines) - 1):
        return False
    return sum(map(_width, lines)) >= LINE_CHARS * len(lines)


def _width(line: str) -> int:
    return len(line) if line.isascii() else sum(WIDE_CHARS if c >= _FIRST_WIDE else 1 for c in line)
