"""URLs that gave no article are kept apart, with the reason and with the time from which another
visit makes sense. Pure: the clock is the caller's.

Each reason has a first wait, which doubles with every visit that ends the same way: what a server
will mend by itself is tried soon, what a person has to change is tried seldom.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from scraper.models.page import Quarantined
from scraper.schedule.due import LONGEST_REST

LONGEST = timedelta(days=30)
"""At most, between two visits, also where a server asks for more. Pages that nobody asked for because
their host rests wait for `due.LONGEST_REST` at most: the server asked it of another page."""

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)

FIRST_WAIT: dict[str, timedelta] = {
    # what the page is, as extraction found
    "listing": _DAY,  # links to articles: `scraper discover` reads those
    "empty": 6 * _HOUR,
    "block_page": 6 * _HOUR,  # a rate limit ends, a captcha may
    "js_shell": _DAY,
    "consent_wall": _DAY,
    "login_wall": 7 * _DAY,
    "soft_404": 7 * _DAY,
    "not_html": 7 * _DAY,
    # what kept a page from coming
    "http_status": _DAY,
    "connect": _HOUR,
    "timeout": _HOUR,
    "network": _HOUR,
    "truncated": _HOUR,
    "host_down": _HOUR,
    "robots_unreachable": _HOUR,
    "dns": 6 * _HOUR,
    "tls": _DAY,
    "redirects": _DAY,
    "robots": _DAY,  # how long its file is good for
    "bad_encoding": _DAY,
}
OTHERWISE = 7 * _DAY

STATUS_WAIT: dict[int, timedelta] = {
    404: 7 * _DAY,
    410: LONGEST,  # the server says that it will not be back
    429: _HOUR,
    500: _HOUR,
    502: _HOUR,
    503: _HOUR,
    504: _HOUR,
}

UNJUDGED = frozenset(("bad_url", "budget", "not_due"))
"""Kinds of failure after which nothing more is known of a URL than before."""


@dataclass(frozen=True, slots=True)
class RefusedVisit:
    """A visit that gave no article. `not_before` is what the server asked for, if it did."""

    url: str
    kind: str
    reason: str
    status: int = 0  # HTTP, 0 where nothing came
    not_before: datetime | None = None
    capture: str = ""


def after(before: Quarantined | None, visit: RefusedVisit, now: datetime) -> Quarantined:
    """Return what is known of a URL once one more visit gave no article."""
    same = before is not None and before.kind == visit.kind
    tries = before.tries + 1 if before is not None and same else 1
    first = STATUS_WAIT.get(visit.status) if visit.kind == "http_status" else None
    first = first or FIRST_WAIT.get(visit.kind, OTHERWISE)
    longest = LONGEST_REST if visit.kind == "host_down" else LONGEST
    wait = min(first * 2 ** min(tries - 1, 10), longest)  # 2 ** 10 hours are more than the longest
    due = max(now + wait, min(visit.not_before or now, now + longest))
    since = before.since if before is not None else now
    return Quarantined(visit.url, visit.kind, visit.reason, tries, since, now, due, visit.capture)
