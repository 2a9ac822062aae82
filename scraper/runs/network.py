"""A configuration to what fetching takes: settings, and sessions whose secrets the environment has.

Raises ConfigError naming the line where a secret is missing.
"""

from collections.abc import Iterable, Mapping

from scraper.config import Config, SiteConfig
from scraper.errors import ConfigError
from scraper.fetch import FetchSettings, SiteAccess
from scraper.urls import host_of


def network(config: Config, environment: Mapping[str, str]) -> FetchSettings:
    """Return how to fetch for all sites of a configuration."""
    sites = tuple(
        found
        for number, site in enumerate(config.sites)
        for found in _sessions(config, site, f"site.{number}", environment)
    )
    return FetchSettings(**config.fetch, contact=config.contact, sites=sites)


def access_for(
    config: Config, urls: Iterable[str], environment: Mapping[str, str]
) -> tuple[SiteAccess, ...]:
    """Return what the sites need that some URLs are of; the secrets of the others may be missing."""
    hosts = {host_of(url) for url in urls}
    return tuple(
        found
        for number, site in enumerate(config.sites)
        if any(_is_below(host, start) for host in hosts for start in map(host_of, site.start))
        for found in _sessions(config, site, f"site.{number}", environment)
    )


def _is_below(host: str, start: str) -> bool:
    return bool(host) and f".{host}".endswith(f".{start}")


def _sessions(
    config: Config, site: SiteConfig, where: str, environment: Mapping[str, str]
) -> list[SiteAccess]:
    """Return what each host of a site's start points needs; nothing where the site asks for nothing."""
    cookies = _secrets(site.cookies, config.place(f"{where}.cookies"), environment)
    secret = _secrets(site.secret_headers, config.place(f"{where}.secret_headers"), environment)
    headers = (*site.headers, *secret)
    if not (cookies or headers or site.proxy or site.js):
        return []
    hosts = dict.fromkeys(map(host_of, site.start))
    return [
        SiteAccess(host, cookies, headers, site.proxy, site.plain_http, site.js) for host in hosts
    ]


def _secrets(
    names: tuple[tuple[str, str], ...], place: str, environment: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    for name, variable in names:
        if not environment.get(variable):
            message = f"{name} is to come from ${variable}, which is not set; export {variable}=..."
            raise ConfigError(place, message)
    return tuple((name, environment[variable]) for name, variable in names)
