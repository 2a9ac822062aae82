"""Which sites of a configuration a shard has.

A site belongs to the shard of the registrable domain of its first start point, or of its first page. So all hosts of a domain
are asked by one process alone, whose pace and robots.txt need not be known to others.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from scraper.config.values import Config, SiteConfig
from scraper.errors import ConfigError
from scraper.models.shard import Shard
from scraper.urls import canonical, hostname, registrable_domain


def domain_of(url: str) -> str:
    """Return the registrable domain of a URL's host."""
    return registrable_domain(hostname(canonical(url) or url))


def shard_of_site(site: SiteConfig, count: int) -> Shard:
    """Return the shard that a site belongs to, of so many."""
    return Shard.of(domain_of(_addresses(site)[0]), count)


def _addresses(site: SiteConfig) -> tuple[str, ...]:
    """Return all that a site names itself: its start points, then pages."""
    return (*site.start, *site.pages)


def share_of(config: Config) -> Config:
    """Return a whole configuration with the sites of its shard alone. Raises ConfigError where sites of
    two shards start at one domain."""
    if config.shard.count == 1:
        return config
    owners = _owners(config)
    kept = [
        number
        for number, site in enumerate(config.sites)
        if shard_of_site(site, config.shard.count) == config.shard
    ]
    return replace(
        config,
        sites=tuple(config.sites[number] for number in kept),
        origins=_renumbered(config.origins, kept),
        elsewhere=frozenset(d for d, (_, shard) in owners.items() if shard != config.shard),
    )


def _owners(config: Config) -> Mapping[str, tuple[str, Shard]]:
    """Return for each domain that sites start at a site and its shard."""
    owners: dict[str, tuple[str, Shard]] = {}
    for number, site in enumerate(config.sites):
        own = shard_of_site(site, config.shard.count)
        for domain in dict.fromkeys(map(domain_of, _addresses(site))):
            other, shard = owners.setdefault(domain, (site.name, own))
            if shard != own:
                message = (
                    f"{domain} is asked by shard {shard} for the site {other!r} and by {own} for"
                    f" {site.name!r}, and each host must have one owner: give start points at other"
                    " domains than the first sites of their own"
                )
                key = f"site.{number}.{'start' if site.start else 'pages'}"
                raise ConfigError(config.place(key), message)
    return owners


def _renumbered(origins: Mapping[str, str], kept: list[int]) -> Mapping[str, str]:
    """Return where values are from, with the sites that are kept counted from 0."""
    numbers = {str(before): str(now) for now, before in enumerate(kept)}
    found: dict[str, str] = {}
    for key, origin in origins.items():
        first, *rest = key.split(".", 2)
        if first != "site" or not rest:
            found[key] = origin
        elif rest[0] in numbers:
            found[".".join((first, numbers[rest[0]], *rest[1:]))] = origin
    return MappingProxyType(found)
