"""What is answered where there is no article: a status and a sentence."""

from scraper.errors import ScraperError
from scraper.models.failure import Failure

STATUS_OF = {
    "bad_url": 400,
    "refused": 403,
    "robots": 403,
    "too_large": 413,
    "bad_encoding": 422,
    "unreadable": 422,
    "timeout": 504,
    "memory": 422,
    "crash": 422,
    "bug": 500,
    "host_down": 503,
    "robots_unreachable": 502,
    "ended": 503,
}
"""HTTP status for each kind of failure that is not the other server's fault."""
BAD_GATEWAY = 502  # for all other kinds
NOT_CONTENT = 422  # for a page that is read, and holds nothing to show
RETRY_AFTER = 2  # seconds after which a busy service is worth another try


class RequestError(ScraperError):
    """A request that gets no article. `kind` is a word for programs; never leaves this package."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(kind, message)
        self.status, self.kind = status, kind


def of_failure(failure: Failure) -> RequestError:
    """Return the answer to a request whose page could not be fetched or extracted."""
    status = STATUS_OF.get(failure.kind, BAD_GATEWAY)
    return RequestError(status, failure.kind, f"{failure.subject}: {failure.message}")


def busy() -> RequestError:
    """Return the answer to a request for which there is no place."""
    return RequestError(503, "busy", "other pages are being worked on; try again in a moment")
