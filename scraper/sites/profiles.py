"""What the site files know of a page's site; files are read once and cached."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from scraper.errors import ConfigError
from scraper.models.site import SiteKnowledge, SiteProfile, SiteRules
from scraper.sites.directory import SitesDirectory, knowledge_file, locate
from scraper.sites.knowledge import load_knowledge
from scraper.sites.rules_file import read_rules
from scraper.urls import host_of

HOSTS = 64  # whose knowledge is held at a time


def site_for(
    directory: SitesDirectory, url: str | None, day: date | None = None
) -> SiteProfile | None:
    """Return what is known of a page's site on a day, None if nothing is. Raises ConfigError."""
    host = host_of(url or "")
    if not host:
        return None
    rules = next((rule for rule in rules_for(directory, host) if rule.holds(day)), None)
    knowledge = knowledge_of(directory, host)
    return SiteProfile(rules, knowledge) if rules or knowledge else None


def site_profile(directory: str | Path, url: str) -> SiteProfile | None:
    """Return what a directory of site files knows of a page's site, for `extract(site=...)`.

    `directory` is laid out as the package's docstring shows; None if it knows nothing of the site.
    Raises ConfigError if one of its files is broken.
    """
    return site_for(locate(Path(directory)), url)


def rules_for(directory: SitesDirectory, host: str) -> list[SiteRules]:
    """Return the rules for a host in all periods: its own, or those of the nearest domain above."""
    by_host = all_rules(directory)
    for name in _names(host):
        if name in by_host:
            return list(by_host[name])
    return []


@lru_cache(maxsize=4)
def all_rules(directory: SitesDirectory) -> dict[str, tuple[SiteRules, ...]]:
    """Return the rules of all files, by host. Raises ConfigError if two files have rules for one."""
    found: dict[str, list[SiteRules]] = {}
    for path in sorted(directory.path.glob("*.toml")):
        for rules in read_rules(path):
            others = found.setdefault(rules.host, [])
            if others and others[0].file != rules.file:
                raise ConfigError(rules.file, f"{rules.host} has rules in {others[0].file} too")
            others.append(rules)
    return {host: tuple(rules) for host, rules in found.items()}


@lru_cache(maxsize=HOSTS)
def knowledge_of(directory: SitesDirectory, host: str) -> SiteKnowledge | None:
    """Return what was learned of a host, None if nothing was."""
    path = knowledge_file(directory.path, host)
    return load_knowledge(path) if path.is_file() else None


def _names(host: str) -> Iterator[str]:
    """Yield a host and the domains above it, nearest first."""
    while host:
        yield host
        host = host.partition(".")[2]
