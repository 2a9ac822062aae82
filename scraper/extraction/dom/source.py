"""The markup of a page, as text and as UTF-8: whichever is not at hand is made when a step first asks for it.

Most pages come as UTF-8, which is what the parser takes, and half as long as the text in memory. Few steps need
the text.
"""

from scraper.encoding.charset import decode, is_declared_utf_8
from scraper.extraction.native import IS_NATIVE

if IS_NATIVE:
    from scraper.extraction.native import utf8


class PageSource:
    """A page as it came."""

    __slots__ = ("_as_text", "_as_utf8")

    def __init__(self, text: str | None, as_utf8: bytes | None = None) -> None:
        self._as_text = text
        self._as_utf8 = as_utf8

    @property
    def text(self) -> str:
        """The page as text."""
        if self._as_text is None:
            self._as_text = (self._as_utf8 or b"").decode()
        return self._as_text

    @property
    def utf8(self) -> bytes | None:
        """The page as UTF-8; None if it holds half of a surrogate pair, which has no bytes."""
        if self._as_utf8 is None and self._as_text is not None:
            self._as_utf8 = utf8.encoded(self._as_text) if IS_NATIVE else _encoded(self._as_text)
        return self._as_utf8

    @property
    def markup(self) -> bytes:
        """The page as UTF-8, with a question mark for half of a surrogate pair."""
        return self.text.encode(errors="replace") if self.utf8 is None else self.utf8

    def is_longer_than(self, size: int) -> bool:
        """Say whether the page surely has more characters; a "no" means "perhaps" where it is at hand as UTF-8."""
        if self._as_text is not None:
            return len(self._as_text) > size
        return len(self._as_utf8 or b"") > 4 * size  # bytes of the longest characters


def read_source(page: str | bytes, charset: str | None = None) -> PageSource:
    """Return the source of a page. `charset` is the one that the transport of its bytes declared."""
    if isinstance(page, str):
        return PageSource(page)
    if IS_NATIVE and is_declared_utf_8(page, charset=charset) and utf8.is_valid(page):
        return PageSource(None, page)  # `decode` would give the same
    return PageSource(decode(page, charset=charset).text)


def _encoded(text: str) -> bytes | None:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return None
