"""From the result of a visit to what it shows of its site."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any

from scraper.models.alarm import PageObservation
from scraper.models.article import Status, is_article
from scraper.text import squash

REFUSED = frozenset((403, 429))  # HTTP statuses with which a site refuses its visitor
ENDS = 12  # lines that are remembered from each end of an article: boxes stand there
_SAID = 100  # characters


def observed_page(
    page: tuple[str, str], status: Status, fields: Mapping[str, Any], place: str, now: datetime
) -> PageObservation:
    """Return what an extracted page shows. `page` is its key and URL, `fields` are the article's."""
    text = str(fields["text"])
    shown = text.splitlines() if is_article(status) else ()
    lines = [line for line in shown if line.strip()]
    if len(lines) > 2 * ENDS:
        lines = [*lines[:ENDS], *lines[-ENDS:]]
    return PageObservation(
        key=page[0],
        url=page[1],
        at=now,
        kind=status,
        said=str(fields["status_reason"])[:_SAID],
        length=len(text),
        place=place,
        dated=bool(fields["date"]),
        signed=bool(fields["authors"]),
        lines=tuple(dict.fromkeys(map(line_key, lines))),
    )


def observed_failure(page: tuple[str, str], status: int, now: datetime) -> PageObservation | None:
    """Return what an answer that is no page shows; None where it says nothing of the site."""
    if status not in REFUSED:
        return None
    return PageObservation(page[0], page[1], now, "block_page", f"HTTP status {status}")


def line_key(line: str) -> str:
    """Return 12 hex digits that name the letters and digits of a line."""
    squashed = squash(line)
    return blake2b(squashed.encode("utf-8", "replace"), digest_size=6).hexdigest()
