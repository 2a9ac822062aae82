"""The operating systems that the command runs on."""

SYSTEMS = {"linux": "Linux", "darwin": "macOS"}
"""By `sys.platform`. Linux is tested; on macOS nothing is known to be missing but the limit on the
memory of a page, which its kernel does not keep."""


def refusal(platform: str) -> str:
    """Return a sentence for a system that the command does not run on, "" for the others."""
    if platform in SYSTEMS:
        return ""
    return (
        f"this system ({platform}) is not supported: the command runs on {' and '.join(SYSTEMS.values())}; "
        "`import scraper` and `scraper.extract` work here too"
    )
