"""What the names of sources and directories say: whether they are remote, and what they hold."""

from pathlib import Path

PACKAGES = (".wacz",)
ARCHIVES = (".warc", ".warc.gz", *PACKAGES)
"""How names of archives end, by which they are found in directories."""

MANIFESTS = (".paths", ".paths.gz")
"""How names of lists of archives end, as Common Crawl publishes them."""


def is_url(name: str) -> bool:
    """Say whether a name is the URL of something remote."""
    return "://" in name and not name.startswith("file://")


def local_path(name: str) -> Path:
    """Return the path that a name of a local file stands for."""
    return Path(name.removeprefix("file://"))
