"""What each optional part of this package needs, and the command that installs it here.

This package is on no package index, where `scraper` is somebody else's project. So a message never
asks to install the package with an extra: it names the third-party libraries, and the interpreter
that is running.
"""

import shlex
import sys
from collections.abc import Mapping

EXTRAS: Mapping[str, tuple[str, ...]] = {
    "js": ("playwright>=1.50",),
    "parquet": ("pyarrow>=18",),
    "remote": ("fsspec>=2025.3", "s3fs>=2025.3", "aiohttp>=3.11"),
    "ray": ("ray>=2.50",),
    "fleet": ("procrastinate>=3.5", "psycopg[binary,pool]>=3.2"),
    "metrics": ("prometheus-client>=0.22",),
    "train": ("catboost>=1.2", "rapidfuzz>=3", "scikit-learn>=1.6", "scipy>=1.13"),
    "review": ("jinja2>=3.1.6", "starlette>=1.0", "uvicorn>=0.40"),
    "serve": ("starlette>=1.0", "uvicorn>=0.40", "prometheus-client>=0.22"),
    "mcp": ("mcp>=2.3",),
    "compare": ("resiliparse>=2.0", "readability-lxml>=0.9", "newspaper4k>=0.9.6"),
}
"""The libraries of each extra, as pyproject.toml declares them."""


def install_command(extra: str) -> str:
    """Return the shell command that adds the libraries of an extra to this interpreter."""
    return shlex.join((sys.executable or "python3", "-m", "pip", "install", *EXTRAS[extra]))


def not_installed(extra: str, error: ImportError) -> str:
    """Return the message for a failed import: the library that is missing and how to install it."""
    library = (error.name or "").partition(".")[0] or f"a library of the {extra} extra"
    return f"{library} is not installed; run: {install_command(extra)}"
