"""Where an output is: one path, or with `{site}` in it a path for each site."""

from collections.abc import Iterable
from pathlib import Path

SITE = "{site}"


def is_per_site(path: Path) -> bool:
    """Say whether each site has a path of its own."""
    return SITE in str(path)


def place_of(path: Path, site: str) -> Path:
    """Return the path of an output for one site, whose name is fit to be a file's."""
    return Path(str(path).replace(SITE, site))


def output_places(path: Path, sites: Iterable[str]) -> list[Path]:
    """Return the paths of an output: its own, or those that there are of sites, by name."""
    if not is_per_site(path):
        return [path]
    return [place for site in sorted(set(sites)) if (place := place_of(path, site)).exists()]
