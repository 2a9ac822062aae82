"""An expected failure of one input, as a value: it ends that input and no other."""

from dataclasses import dataclass
from datetime import datetime

FAILURE_KINDS = (
    "bad_url", "dns", "connect", "tls", "timeout", "network", "redirects", "too_large",
    "bad_encoding", "truncated", "http_status", "refused", "memory", "crash", "unreadable", "bug",
    "robots",  # robots.txt asks us to stay away
    "robots_unreachable",  # it can't be read now, so nothing else of the site may be
    "host_down",  # the host failed so often that it is left alone
    "budget",  # the run has made all the requests it may
    "render",  # the page is there, but no browser could make of it what its scripts would
    "not_due",  # quarantined, and its time to be tried again has not come
    "erased",  # it was erased from the store, and is not to come back
    "ended",  # the program that worked on it had to end
)  # fmt: skip

NEVER_ASKED = frozenset(("host_down", "robots_unreachable"))
"""Kinds of failure of URLs that were not asked for, because of their host."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An expected failure of one input among many. `kind` is one of `FAILURE_KINDS`."""

    subject: str  # URL or file
    kind: str
    message: str
    not_before: datetime | None = None  # when to try again, where that is known
    title: str | None = None  # of a page that was too much for the work on it
