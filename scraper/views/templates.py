"""The template engine: every value escaped, every missing one an error."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.errors import ConfigError
from scraper.extras import not_installed

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).with_name("templates")


def render(template: str, /, **values: object) -> str:
    """A template of `scraper/views/templates/` with these values.

    Raises ConfigError where Jinja2 is not installed.
    """
    return environment().get_template(template).render(values)


@cache
def environment() -> "Environment":
    """The one environment: HTML-escaping whatever the file is called, and strict."""
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415
    except ImportError as missing:
        raise ConfigError("HTML pages", not_installed("review", missing)) from missing
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
