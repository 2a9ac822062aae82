"""`scraper.toml`: what to scrape, how often, and where the articles go.

    text -> lines (which key stands where) -> load (every value checked) -> Config

Every mistake is a ConfigError that names file, line and fix. Nothing here looks at the network,
the store or the clock.
"""

from scraper.config.environment import read_environment
from scraper.config.load import load, parse
from scraper.config.show import shown_values
from scraper.config.values import SITES_AT_ONCE, Config, OutputConfig, SiteConfig

__all__ = [
    "SITES_AT_ONCE",
    "Config",
    "OutputConfig",
    "SiteConfig",
    "load",
    "parse",
    "read_environment",
    "shown_values",
]
