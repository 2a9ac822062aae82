"""Each third-party library has one owning module or package, and every library has an owner."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "scraper"

# Library -> the only modules (and what lies below them) that may import it.
OWNERS: dict[str, tuple[str, ...]] = {
    "httpx": ("scraper.fetch",),
    "httpcore": ("scraper.fetch",),
    "h2": ("scraper.fetch",),
    "anyio": ("scraper.fetch",),
    "h11": ("scraper.fetch",),
    "playwright": ("scraper.fetch.browser",),
    "protego": ("scraper.fetch.robots",),
    "ada_url": ("scraper.urls",),
    "feedparser": ("scraper.discovery.feeds",),
    "cronsim": ("scraper.schedule.cadence",),
    "brotli": ("scraper.encoding.content",),
    "zstandard": ("scraper.encoding.content",),
    "warcio": ("scraper.store",),
    "markdown_it": ("scraper.inputs.markdown",),
    "starlette": ("scraper.review", "scraper.serve.app"),
    "mcp": ("scraper.mcp.server",),
    "uvicorn": ("scraper.listening",),
    "prometheus_client": ("scraper.runs.metrics", "scraper.serve.metrics"),
    "sqlite3": ("scraper.files.sqlite",),
    "selectolax": (
        "scraper.extraction.dom",
        "scraper.discovery.section_page",
        "scraper.evaluate.score",
        "scraper.evaluate.peers",
    ),
    "trafilatura": ("scraper.extraction.verdicts.second_opinion", "scraper.evaluate.peers"),
    "tomlkit": ("scraper.sites.edit",),
    "numpy": (
        "scraper.extraction",
        "scraper.train",
        "scraper.evaluate.rule_worth",
        "scraper.runs.state.likeness",
    ),
    "catboost": ("scraper.train", "scraper.cli.train"),
    "pyarrow": ("scraper.outputs.parquet", "scraper.bulk.parquet"),
    "fsspec": ("scraper.bulk.remote",),
    "ray": ("scraper.bulk.engines.on_ray",),
    "procrastinate": ("scraper.fleet.database", "scraper.fleet.work"),
    "psycopg": ("scraper.fleet.database",),
    "rapidfuzz": ("scraper.train", "scraper.cli.train"),
    "sklearn": ("scraper.train",),
    "scipy": ("scraper.train",),
    "resiliparse": ("scraper.evaluate.peers",),
    "readability": ("scraper.evaluate.peers",),
    "newspaper": ("scraper.evaluate.peers",),
    "pytest": ("scraper.pytest_plugin",),
    "click": ("scraper.cli",),
    "rich": ("scraper.cli",),
    "jinja2": ("scraper.views",),
}


def libraries_of(path: Path) -> Iterator[str]:
    """The top-level names that a module imports, inside of functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)


IMPORTS = [(module_name(p), name) for p in PACKAGE.rglob("*.py") for name in libraries_of(p)]


def is_owner(module: str, library: str) -> bool:
    return any(f"{module}.".startswith(f"{owner}.") for owner in OWNERS[library])


def test_each_library_is_imported_by_its_owner_only() -> None:
    assert [i for i in IMPORTS if i[1] in OWNERS and not is_owner(*i)] == []


def test_every_library_has_an_owner() -> None:
    known = {"scraper", *sys.stdlib_module_names, *OWNERS}
    assert [i for i in IMPORTS if i[1] not in known] == []


def test_every_owner_still_imports_its_library() -> None:
    """An owner that stopped importing a library would let others in its place unseen."""
    used = {
        (o, n) for m, n in IMPORTS if n in OWNERS for o in OWNERS[n] if f"{m}.".startswith(f"{o}.")
    }
    assert {(o, n) for n, owners in OWNERS.items() for o in owners} == used
