"""Commands that need an extra: what to say where it is missing."""

from scraper.errors import ConfigError
from scraper.extras import not_installed


def missing_extra(extra: str, error: ImportError) -> ConfigError:
    """Return the error for a command whose libraries are not installed. A module of our own that is
    missing is a bug: raises the error as it is."""
    if (error.name or "").startswith("scraper"):
        raise error
    return ConfigError(extra, not_installed(extra, error))
