"""Which outcomes are worth another request, and when. Pure: the waiting itself is the queue's,
so that a retry keeps its host's pace and takes no other request's place meanwhile.

Every request is a GET, so any may be repeated. Not repeated is what would end the same way: a
name that does not exist, a certificate that is wrong, a body that is too long.
"""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scraper.models.failure import Failure
from scraper.models.page import Page

FIRST_WAIT = 1.0  # seconds before the second request; doubles with each further one
LONGEST_WAIT = 30.0  # seconds
JITTER = 1.0  # seconds at random on top, so that URLs that failed together part
MAX_DOUBLINGS = 16  # far beyond LONGEST_WAIT; keeps the power a small number
LATEST = 366 * 86_400.0  # seconds; a Retry-After beyond a year is a mistake or a joke

STATUSES = frozenset((408, 425, 429, 500, 502, 503, 504))
KINDS = frozenset(("connect", "timeout", "network"))


def is_passing(outcome: Page | Failure) -> bool:
    """Say whether the same request may well end better a little later."""
    if isinstance(outcome, Failure):
        return outcome.kind in KINDS
    return outcome.status in STATUSES or outcome.truncated == "disconnect"


def wait_before(attempts: int, limit: int, asked: float, chance: float) -> float | None:
    """Return the seconds until the next request for a URL that was requested `attempts` times, None
    if `limit` is reached. `asked` are the seconds that the server wants us to wait at least,
    `chance` is a random number from 0 to 1."""
    if attempts >= limit:
        return None
    doubled = FIRST_WAIT * 2.0 ** min(attempts - 1, MAX_DOUBLINGS)
    return max(asked, min(doubled + JITTER * chance, LONGEST_WAIT))


def retry_after(value: str, now: datetime) -> float:
    """Return the seconds a Retry-After header asks for, in either form; 0.0 if it makes no sense."""
    text = value.split(",", maxsplit=1)[0].strip() if value[:1].isdigit() else value.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), LATEST)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - now).total_seconds()), LATEST)
