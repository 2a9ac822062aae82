"""A page that opens the views in a browser of this user, and of nobody else.

The command line of a browser can be read by every user of the machine, so the address with the
token must not stand there: the browser is given a file that only its user may read.
"""

from html import escape
from pathlib import Path


def write_opening_page(directory: Path, address: str) -> str:
    """Write a page that leads to `address`, and return its own `file:` address. `directory` must be
    closed to other users."""
    page = directory / "open.html"
    target = escape(address)
    page.write_text(
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>scraper review</title>'
        '<meta name="referrer" content="no-referrer">'
        f'<meta http-equiv="refresh" content="0; url={target}">'
        f'<p><a href="{target}">Go on to the store</a>',
        "utf-8",
    )
    return page.as_uri()
