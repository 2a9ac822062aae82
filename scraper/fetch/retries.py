"""Which outcomes are worth another request, and when. Owns tenacity, whose strategies say how
long to wait and when to stop; the waiting itself is the schedule's, so that a retry keeps its
host's pace and holds no place meanwhile.

Every request is a GET, so any may be repeated. Not repeated is what would end the same way: a
name that does not exist, a certificate that is wrong, a body that is too long.
"""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tenacity import RetryCallState, Retrying, stop_after_attempt, wait_exponential_jitter

from scraper.models.page import Failure, Page

FIRST_WAIT = 1.0  # seconds before the second request; doubles with each further one
LONGEST_WAIT = 30.0  # seconds
JITTER = 1.0  # seconds at random on top, so that URLs that failed together part
LATEST = 366 * 86_400.0  # seconds; a Retry-After beyond a year is a mistake or a joke

STATUSES = frozenset((408, 425, 429, 500, 502, 503, 504))
KINDS = frozenset(("connect", "timeout", "network"))


def is_passing(outcome: Page | Failure) -> bool:
    """Whether the same request may well end better a little later."""
    if isinstance(outcome, Failure):
        return outcome.kind in KINDS
    return outcome.status in STATUSES or outcome.truncated == "disconnect"


def wait_before(attempts: int, limit: int, asked: float) -> float | None:
    """Seconds until the next request for a URL that was asked for `attempts` times; None where
    there shall be none. `asked` is what the server wants us to wait at least."""
    state = RetryCallState(_RETRYING, None, (), {})
    state.attempt_number = attempts
    if stop_after_attempt(limit)(state):
        return None
    return max(asked, _BACKOFF(state))


def retry_after(value: str, now: datetime) -> float:
    """Seconds a Retry-After header asks for, in either form; 0.0 where it makes no sense."""
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


_RETRYING = Retrying()
_BACKOFF = wait_exponential_jitter(initial=FIRST_WAIT, max=LONGEST_WAIT, jitter=JITTER)
