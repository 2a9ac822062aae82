"""Long texts, one page of so many characters at a time. Pure."""

from dataclasses import dataclass

PAGE_CHARS = 12_000
"""Characters of a page, some 3,000 tokens of English: a model can read several at a time."""


@dataclass(frozen=True, slots=True)
class TextPage:
    """One page of a text, and how many there are."""

    text: str
    number: int
    of: int

    def labelled(self) -> str:
        """Return the page, with a last line that says how to read on where there is more."""
        if self.of == 1:
            return self.text
        more = f"; page={self.number + 1} reads on" if self.number < self.of else ", the last"
        return f"{self.text}\n\n[page {self.number} of {self.of}{more}]"


def page_of(text: str, number: int, size: int = PAGE_CHARS) -> TextPage:
    """Return a page of a text, from 1. Raises ValueError for a page that is not there."""
    starts = _starts(text, size)
    if not 1 <= number <= len(starts):
        raise ValueError(f"there is no page {number}; the text has {len(starts)}")
    begin = starts[number - 1]
    end = starts[number] if number < len(starts) else len(text)
    return TextPage(text[begin:end].strip("\n"), number, len(starts))


def _starts(text: str, size: int) -> list[int]:
    """Return where pages begin: after the last blank line, line break or space that fits, if that is
    not in the first half of a page."""
    starts = [0]
    while len(text) - starts[-1] > size:
        begin, end = starts[-1], starts[-1] + size
        for mark in ("\n\n", "\n", " "):
            at = text.rfind(mark, begin + size // 2, end)
            if at >= 0:
                end = at + len(mark)
                break
        starts.append(end)
    return starts
