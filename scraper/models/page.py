"""A response as it was received, and what is known of its URL: how it was asked for, and when again."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Trace:
    """How long the steps of a page's last request took, in seconds. A kept connection spares the
    first three. `attempts` counts the requests for the same URL, the last one included."""

    dns: float = 0.0
    connect: float = 0.0
    tls: float = 0.0
    first_byte: float = 0.0  # from sending the request to the end of the answer's head
    total: float = 0.0
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class Validators:
    """What a stored capture lets us ask: has this changed since? "" where the server gave none."""

    capture: str  # its key in the store
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """The answer to a request for robots.txt. `status` is 0 where there was none."""

    origin: str  # "https://example.org:8080"
    fetched_at: datetime  # UTC
    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A URL whose last visit gave no article: why, and when it is worth another."""

    url: str
    kind: str  # a `Status` or one of `FAILURE_KINDS`
    reason: str
    tries: int  # visits in a row that ended here
    since: datetime  # the first of them, UTC
    last: datetime
    not_before: datetime
    capture: str = ""  # what is stored of it, "" where nothing came


@dataclass(frozen=True, slots=True)
class Page:
    """A stored or fetched response, before extraction.

    `body` is the entity after content decoding (gzip, br, zstd); `raw` the payload as received,
    in `content_encoding`; they are the same object when nothing was encoded.
    """

    url: str  # as asked for
    final_url: str  # after redirects
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    raw: bytes
    fetched_at: datetime  # UTC
    http_version: str = "1.1"
    redirects: tuple[str, ...] = ()  # every URL on the way, first to last, without final_url
    truncated: str = ""  # "", "length", "time" or "disconnect": the body is not whole
    seconds: float = 0.0
    id: str = ""  # the store's key, once stored
    trace: Trace = Trace()
    unchanged: str = ""  # of a 304: the capture that is still current
    rendered: bytes = b""  # what scripts made of it in a browser: the DOM as HTML in UTF-8
    unrendered: str = ""  # why `rendered` is empty where it should not be; of a fetched page only

    def header(self, name: str) -> str:
        """Return the first value of a header, "" where it is missing."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")
