"""What a caller hands over as a page, and whether it is only the address or the file name of one."""

import re
from pathlib import PurePath

LONGEST_NAME = 2048  # characters of an address or a file name; nothing longer is examined

_ADDRESS = re.compile(r"\s*https?://[^\s<>]+\s*", re.IGNORECASE)
_FILE = re.compile(
    r"(?:[^\s<>]+|(?=[^\n<>]*[/\\])[^\n<>]+)\.(?:x?html?|mhtml?|warc|wacz|gz|zip|pdf)",
    re.IGNORECASE,
)
Markup = str | bytes | bytearray | memoryview
"""What `extract` takes as a page."""


def checked(page: object) -> str | bytes:
    """Return a page as text or bytes. Raises TypeError, which says what to pass, for all else."""
    if isinstance(page, str | bytes):
        return page
    if isinstance(page, bytearray | memoryview):
        return bytes(page)
    if isinstance(page, PurePath):
        raise TypeError("extract() takes the page, not its path: pass path.read_bytes()")
    if hasattr(page, "read"):
        raise TypeError("extract() takes the page, not an open file: pass file.read()")
    if hasattr(page, "body"):
        raise TypeError("extract() takes the page's bytes: pass page.body, url=page.final_url")
    raise TypeError(f"extract() takes a page as str or bytes, not {type(page).__name__}")


def misnomer(text: str) -> str:
    """Return in words why a text is the name of a page and no page; "" where it may be one."""
    if len(text) > LONGEST_NAME:
        return ""
    if _ADDRESS.fullmatch(text):
        return "this is an address, not a page; scraper.fetch_article(url) fetches it"
    if _FILE.fullmatch(text.strip()):
        return "this is the name of a file, not a page; pass what is in it: Path(name).read_bytes()"
    return ""
