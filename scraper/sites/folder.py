"""The directory of site files: which of them is for a page, read once and kept."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from scraper.errors import ConfigError
from scraper.models.site import SiteKnowledge, SiteProfile, SiteRules
from scraper.sites.knowledge import load_knowledge
from scraper.sites.place import SitesDirectory, knowledge_file
from scraper.sites.rules import read_rules
from scraper.urls import host_of

HOSTS = 64  # whose knowledge is held at a time


def site_for(place: SitesDirectory, url: str | None, day: date | None = None) -> SiteProfile | None:
    """What is known of a page's site. ConfigError where one of its files is broken."""
    host = host_of(url or "")
    if not host:
        return None
    rules = next((rule for rule in rules_for(place, host) if rule.holds(day)), None)
    knowledge = knowledge_of(place, host)
    return SiteProfile(rules, knowledge) if rules or knowledge else None


def rules_for(place: SitesDirectory, host: str) -> list[SiteRules]:
    """The rules for a host in all periods, those of the nearest name only."""
    by_host = all_rules(place)
    for name in _names(host):
        if name in by_host:
            return list(by_host[name])
    return []


@lru_cache(maxsize=4)
def all_rules(place: SitesDirectory) -> dict[str, tuple[SiteRules, ...]]:
    """The rules of all files, by host. ConfigError where two files have rules for one host."""
    found: dict[str, list[SiteRules]] = {}
    for path in sorted(place.path.glob("*.toml")):
        for rules in read_rules(path):
            others = found.setdefault(rules.host, [])
            if others and others[0].file != rules.file:
                raise ConfigError(rules.file, f"{rules.host} has rules in {others[0].file} too")
            others.append(rules)
    return {host: tuple(rules) for host, rules in found.items()}


@lru_cache(maxsize=HOSTS)
def knowledge_of(place: SitesDirectory, host: str) -> SiteKnowledge | None:
    """What was learned of a host, None where nothing was."""
    path = knowledge_file(place.path, host)
    return load_knowledge(path) if path.is_file() else None


def _names(host: str) -> Iterator[str]:
    """A host and the domains above it, nearest first."""
    while host:
        yield host
        host = host.partition(".")[2]
