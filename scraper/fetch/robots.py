"""robots.txt by RFC 9309: what an answer to a request for it permits. Owns protego.

| answer | meaning |
|---|---|
| 2xx | its rules; of a longer file, those of the first 512 KiB |
| 4xx, more than 5 redirects, a redirect that leads nowhere | no rules: all is allowed |
| 5xx, 429, no answer, half an answer | all is off limits until it can be read |

Two things are put right before protego reads a file, which would miss the rules after them: a
name of ours followed by a version or a word ("User-agent: Scraper/1.0"), and a line of unknown
meaning between two names.

429 is a 4xx by number, but asks for fewer requests, so it counts as unreachable (as
Google's crawler has it).
"""

import re
from codecs import BOM_UTF8
from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

from scraper.models.failure import Failure
from scraper.models.page import Page, RobotsFile

PATH = "/robots.txt"
MAX_BYTES = 512 * 1024  # of a file; RFC 9309 asks for at least 500 KiB
MAX_REDIRECTS = 5  # RFC 9309, 2.3.1.2
LIFETIME = timedelta(hours=24)  # RFC 9309, 2.4
CLOSED_FOR = timedelta(hours=1)  # after which a file that could not be read is asked for again
MAX_CRAWL_DELAY = 300.0  # seconds; longer ones count as this, as in Heritrix
_NAME = re.compile("[A-Za-z_-]+")  # all that RFC 9309 allows in one
_KNOWN = frozenset(  # words before a colon that protego reads
    ("allow", "disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw", "sitemap",
     "sitemaps", "host")
)  # fmt: skip
_BAD_REDIRECTS = ("redirects", "bad_url", "refused")
_TOO_MANY_REQUESTS = 429


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site asks of us. `reason` says why all is off limits, "" where it is not."""

    fetched_at: datetime
    delay: float = 0.0  # seconds between two requests, 0 where the file names none
    reason: str = ""
    kind: str = ""  # of the failure that `reason` makes; see `models.failure.FAILURE_KINDS`
    _parser: Protego | None = None
    _agent: str = ""

    def allows(self, url: str) -> bool:
        """Say whether a URL may be requested."""
        if self.reason:
            return False
        return self._parser is None or self._parser.can_fetch(url, self._agent)

    def is_fresh(self, now: datetime) -> bool:
        """Say whether these rules may still be used."""
        return timedelta() <= now - self.fetched_at < (CLOSED_FOR if self.reason else LIFETIME)


def outcome(origin: str, found: Page | Failure, now: datetime) -> RobotsFile | Failure:
    """Return the file to remember, or the failure that closes the site for now."""
    if isinstance(found, Failure):
        if found.kind in _BAD_REDIRECTS:
            return RobotsFile(origin, now, 404, b"")
        return found
    if found.status >= 500 or found.status == _TOO_MANY_REQUESTS:
        message = f"{origin}{PATH} answers {found.status}: all is off limits until it can be read"
        return Failure(origin, "robots_unreachable", f"{message}; try again later")
    if found.truncated in ("time", "disconnect"):
        message = f"{origin}{PATH} came only in part: all is off limits; try again later"
        return Failure(origin, "robots_unreachable", message)
    body = found.body[:MAX_BYTES] if 200 <= found.status < 300 else b""
    return RobotsFile(origin, now, found.status, body)


def rules_of(file: RobotsFile, agent: str) -> Rules:
    """Return the rules of a file. May take seconds for a hostile one: not for the event loop."""
    if not file.body:
        return Rules(file.fetched_at)
    parser = Protego.parse(_text(file.body[:MAX_BYTES]))
    name = _NAME.match(agent)
    agent = name[0] if name else agent
    delay = parser.crawl_delay(agent) or 0.0
    return Rules(
        file.fetched_at,
        delay=min(max(delay, 0.0), MAX_CRAWL_DELAY),
        _parser=parser,
        _agent=agent,
    )


def closed(failure: Failure, now: datetime) -> Rules:
    """Return the rules of a site whose file can't be fetched: no URL of it may be requested."""
    kind = failure.kind
    message = failure.message
    if kind != "robots_unreachable":
        message = f"{message} (asking for {PATH})"
    return Rules(now, reason=message, kind=kind)


def _text(body: bytes) -> str:
    """Return the text of a file, without a line that the limit cut in half; a byte order mark, also
    a cut one, is left out."""
    if len(body) >= MAX_BYTES:
        body = body[: max(body.rfind(b"\n"), body.rfind(b"\r")) + 1]
    start = next(size for size in (3, 2, 1, 0) if body.startswith(BOM_UTF8[:size]))
    lines = map(_plain, body[start:].decode("utf-8", "replace").splitlines())
    return "\n".join(line for line in lines if line is not None)


def _plain(line: str) -> str | None:
    """Return a line in a form that protego reads correctly; None for one of unknown meaning."""
    key, colon, value = line.partition(":")
    key = key.strip().lower()
    if key in ("user-agent", "useragent"):
        name = _NAME.match(value.strip())
        return f"{key}: {name[0]}" if name else line
    return None if colon and key.isalpha() and key not in _KNOWN else line
