"""One function for each kind of value: what TOML gives in, the checked value out.

A ValueError says what is wanted; who calls adds file, line and key.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from scraper.config.environment import VARIABLE
from scraper.config.values import Pairs
from scraper.schedule.cadence import (
    Adaptive,
    Cadence,
    Every,
    cron_of,
    require_zone,
    span_of,
)

Reader = Callable[[Any], Any]

_SIZE = re.compile(r"(\d{1,6})(MB|GB|TB)")
_BYTES = {"MB": 10**6, "GB": 10**9, "TB": 10**12}
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


def text(value: Any) -> str:
    """Return a string that is not empty and has one line."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError('must be text in quotes, such as "news"')
    return value


def site_name(value: Any) -> str:
    """Return a name that can also be a directory's."""
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise ValueError('must be up to 64 of a-z, 0-9, ".", "_" and "-", such as "example"')
    return value


def span(value: Any) -> timedelta:
    """Return a span of time."""
    return span_of(value if isinstance(value, str) else "")


def interval(value: Any) -> timedelta:
    """Return a span of time that is not zero."""
    found = span(value)
    if not found:
        raise ValueError('must be more than nothing, such as "30m", "1h30m" or "7d"')
    return found


def every(value: Any) -> Cadence:
    """Return a span, a cron expression, or bounds between which a site's pace decides."""
    if value == "auto":
        return Adaptive()
    if isinstance(value, dict):
        return _bounds(value)
    if isinstance(value, str) and (" " in value.strip() or value.startswith("@")):
        return cron_of(value)
    try:
        return Every(interval(value))
    except ValueError as error:
        raise ValueError(
            f'{error}, a cron expression such as "0 6 * * mon-fri", or "auto"'
        ) from None


def time_zone(value: Any) -> str:
    """Return the name of a time zone."""
    return require_zone(text(value))


def _bounds(table: dict[str, Any]) -> Adaptive:
    bounds = Adaptive()
    for key, value in table.items():
        if key not in ("min", "max"):
            raise ValueError(f'has {key!r}; write {{ min = "30m", max = "1d" }}')
        if key == "min":
            bounds = replace(bounds, least=interval(value))
        else:
            bounds = replace(bounds, most=interval(value))
    if bounds.least > bounds.most:
        raise ValueError(f"has a min that is more than its max: {bounds}")
    return bounds


def size(value: Any) -> int:
    """Return a number of bytes."""
    found = _SIZE.fullmatch(value) if isinstance(value, str) else None
    if found is None or not int(found[1]):
        raise ValueError('must be a size such as "500MB" or "20GB"')
    return int(found[1]) * _BYTES[found[2]]


def flag(value: Any) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise ValueError("must be true or false, without quotes")
    return value


def count(value: Any) -> int:
    """Return a whole number from 1."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("must be a whole number from 1")
    return value


def seconds(value: Any) -> float:
    """Return a number of seconds that is not negative."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < 1e6:
        raise ValueError("must be a number of seconds, such as 0.5")
    return float(value)


def some_seconds(value: Any) -> float:
    """Return a number of seconds that is more than zero."""
    found = seconds(value)
    if not found:
        raise ValueError("must be more than 0 seconds")
    return found


def ascii_text(value: Any) -> str:
    """Return text that may stand in a header."""
    found = text(value)
    if not found.isascii():
        raise ValueError("must be printable ASCII")
    return found


def urls(value: Any) -> tuple[str, ...]:
    """Return the addresses to start from."""
    found = texts(value)
    if not found:
        raise ValueError('must name at least one URL, such as ["https://example.org/"]')
    for url in found:
        _require_url(url)
    return found


def proxy(value: Any) -> str:
    """Return the address of a proxy."""
    return _require_url(text(value))


def texts(value: Any) -> tuple[str, ...]:
    """Return a list of strings; a single string stands for a list."""
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list):
        raise ValueError('must be a list of texts, such as ["*/news/*"]')
    return tuple(text(item) for item in value)


def headers(value: Any) -> Pairs:
    """Return names and values of headers."""
    if not isinstance(value, dict):
        raise ValueError('must be a table, such as { Accept-Language = "en" }')
    return tuple((ascii_text(name), ascii_text(content)) for name, content in value.items())


def variables(value: Any) -> Pairs:
    """Return names of cookies or headers, with the environment variables that hold their values."""
    if not isinstance(value, dict):
        raise ValueError('must be a table, such as { session = "NEWS_SESSION" }')
    for variable in value.values():
        if not isinstance(variable, str) or not VARIABLE.fullmatch(variable):
            raise ValueError(  # without the value: it may be the secret itself
                "must name environment variables, such as NEWS_SESSION; a value itself, which may be a"
                " secret, stands in the environment only"
            )
    return tuple((ascii_text(name), variable) for name, variable in value.items())


def _require_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        before, at, rest = url.rpartition("@")  # malformed: a password may end anywhere before
        shown = f"...@{rest}" if at and before else url
        message = f'{shown!r} must be an address such as "https://example.org/"'
        raise ValueError(message)
    return url


def without_secrets(url: str) -> str:
    """Return an address as it is shown: "..." in place of a user name and password."""
    parts = urlsplit(url)
    before, _, host = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"...@{host}").geturl() if before else url
