"""How to fetch: bounds, manners and who we say we are."""

from dataclasses import dataclass

from scraper._version import __version__
from scraper.errors import ConfigError

MEBIBYTE = 1024 * 1024
MORE_TIME = "--timeout or timeout in scraper.toml allows more"
MORE_BYTES = "--max-bytes or max_bytes in scraper.toml allows more"
"""What messages say of bounds: `fetch` has options for them, `run` a configuration."""


@dataclass(frozen=True, slots=True)
class SiteAccess:
    """What one site needs: a session, a proxy, a browser. For `host` and the hosts below it.

    Cookies and headers go to no other site and to no port but the scheme's own and that of the URL
    that was asked for, and without TLS only with `plain_http`. Cookies that the site sets are kept
    for the run and go with them. Through a `proxy`, the proxy resolves the site's addresses, and
    nothing checks that they are public. With `js`, pages are rendered by an installed Chromium.
    Raises ConfigError for values that make no sense.
    """

    host: str
    cookies: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    proxy: str = ""  # such as "http://user:password@proxy.example:3128"
    plain_http: bool = False
    js: bool = False  # its pages are filled by scripts: render them (see `scraper.fetch.browser`)

    def __post_init__(self) -> None:
        _require(bool(self.host) and "/" not in self.host, "sites", "a site needs a host name")
        for name, value in (*self.cookies, *self.headers):
            holds = bool(name) and (name + value).isascii() and (name + value).isprintable()
            _require(holds, "sites", f"{self.host}: {name!r} must be printable ASCII")
        known = self.proxy.startswith(("http://", "https://")) or not self.proxy
        _require(known, "sites", f"{self.host}: a proxy's URL starts with http:// or https://")

    def __repr__(self) -> str:
        return f"SiteAccess({self.host!r})"  # the rest is secret


Site = SiteAccess  # its name in 0.1.0


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Bounds of one request and manners of a run. Times in seconds, sizes in bytes.

    The defaults are polite and safe: robots.txt is kept to, requests to one host are `delay` apart,
    and addresses of this machine and the local network are refused (`allow_private`). `contact`
    tells sites whom to ask about our requests. Raises ConfigError for values that make no sense.
    """

    timeout: float = 60.0  # one URL with all its redirects, without waiting for its turn
    connect_timeout: float = 10.0  # per address: TCP and TLS
    read_timeout: float = 20.0  # between two pieces of a response
    max_bytes: int = 20 * MEBIBYTE  # of a body as received, and again after decoding
    max_redirects: int = 10
    concurrency: int = 16  # requests under way in all
    per_host: int = 2  # ... and at one host
    delay: float = 0.5  # between the starts of two requests to one host
    contact: str = ""  # URL or e-mail address a site's owner can write to
    user_agent: str = ""  # in place of our own name
    allow_private: bool = False  # also addresses of the local machine and network
    http2: bool = True
    ca_file: str = ""  # certificates to trust instead of the system's
    robots: bool = True  # ask for robots.txt and keep to it
    jitter: float = 0.25  # share of the delay that is added at random, at most
    attempts: int = 3  # requests for one URL, where another may help
    retry_time: float = 120.0  # from the first request for a URL to the last
    max_requests: int = 0  # of a run, robots.txt and redirects included; 0 means no limit
    sites: tuple[SiteAccess, ...] = ()  # of two that fit, the first

    def __post_init__(self) -> None:
        for name in ("timeout", "connect_timeout", "read_timeout"):
            _require(getattr(self, name) > 0, name, "must be more than 0 seconds")
        for name in ("max_bytes", "concurrency", "per_host", "attempts"):
            _require(getattr(self, name) >= 1, name, "must be 1 or more")
        for name in ("delay", "max_redirects", "jitter", "retry_time", "max_requests"):
            _require(getattr(self, name) >= 0, name, "must not be negative")
        for name in ("contact", "user_agent"):
            text = getattr(self, name)
            _require(text.isascii() and text.isprintable(), name, "must be printable ASCII")

    @property
    def agent(self) -> str:
        """The User-Agent header: our name, or the one given, and where to complain."""
        name = self.user_agent or f"scraper/{__version__}"
        return f"{name} (+{self.contact})" if self.contact else name

    def site_of(self, host: str) -> SiteAccess | None:
        """Return what a host needs beyond other hosts, None if nothing."""
        fitting = (s for s in self.sites if host == s.host or host.endswith(f".{s.host}"))
        return next(fitting, None)

    @property
    def product(self) -> str:
        """The name by which robots.txt addresses us: that of the User-Agent, without version."""
        return (self.user_agent or "scraper").split("/")[0].split("(")[0].strip() or "scraper"


def _require(holds: bool, name: str, message: str) -> None:
    if not holds:
        raise ConfigError(f"fetch.{name}", message)
