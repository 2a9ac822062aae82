"""`scraper.toml`: what to scrape, how often, and where the articles go.

    text -> lines (which key stands where) -> load (every value checked) -> Config

Every mistake is a ConfigError that names file, line and fix. Nothing here looks at the network,
the store or the clock.
"""

from scraper.config.environment import read_environment
from scraper.config.load import STORE, load, parse
from scraper.config.locate import CONFIGURATION, nearest_configuration
from scraper.config.shares import domain_of
from scraper.config.show import folded, shown_values
from scraper.config.values import (
    SHARD,
    SITES_AT_ONCE,
    AlarmsConfig,
    Config,
    OutputConfig,
    SiteConfig,
)

__all__ = [
    "CONFIGURATION",
    "SHARD",
    "SITES_AT_ONCE",
    "STORE",
    "AlarmsConfig",
    "Config",
    "OutputConfig",
    "SiteConfig",
    "domain_of",
    "folded",
    "load",
    "nearest_configuration",
    "parse",
    "read_environment",
    "shown_values",
]
