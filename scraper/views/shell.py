"""Templates to HTML, and what stands around a page: style, script and content security policy."""

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.errors import ConfigError
from scraper.extras import not_installed

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).with_name("templates")
_ASSETS_DIRECTORY = Path(__file__).with_name("assets")
STYLE, SCRIPT = "views.css", "views.js"
ASSETS = {
    STYLE: "text/css; charset=utf-8",
    "review.css": "text/css; charset=utf-8",
    "review.js": "text/javascript; charset=utf-8",
    SCRIPT: "text/javascript; charset=utf-8",
}
"""Files that a server has to offer, with their media types."""


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """An entry of the navigation. `current` marks the page that is shown."""

    label: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Shell:
    """What stands around a page. `style` and `script` are inlined, or their addresses are given."""

    title: str
    style: str = ""
    script: str = ""
    style_href: str = ""
    script_href: str = ""
    policy: str = ""  # for a <meta>; a server sends its own as a header
    navigation: tuple[NavigationLink, ...] = ()
    place: str = ""  # what the whole of the pages is about, such as a store


def standalone(title: str) -> Shell:
    """Return the shell of a file that needs no other file, no network and only its own script."""
    style, script = asset(STYLE).decode(), asset(SCRIPT).decode()
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return Shell(title, style=style, script=script, policy=policy)


def served(
    title: str, prefix: str, navigation: tuple[NavigationLink, ...] = (), place: str = ""
) -> Shell:
    """Return the shell of a page of a server that has `ASSETS` below `prefix`, such as "/assets/"."""
    return Shell(
        title,
        style_href=prefix + STYLE,
        script_href=prefix + SCRIPT,
        navigation=navigation,
        place=place,
    )


@cache
def asset(name: str) -> bytes:
    """Return the content of one of `ASSETS`. Raises KeyError for any other name."""
    if name not in ASSETS:
        raise KeyError(name)
    return (_ASSETS_DIRECTORY / name).read_bytes()


def _hash(text: str) -> str:
    """Return the source of a content security policy that allows exactly this text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def render(template: str, /, **values: object) -> str:
    """Return the HTML of a template with these values; one that is missing is an error.

    Raises ConfigError if Jinja2 is not installed.
    """
    return environment().get_template(template).render(values)


@cache
def environment() -> "Environment":
    """Return the one environment: it escapes every value, and knows all or fails."""
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415  # an extra
    except ImportError as missing:
        raise ConfigError("HTML pages", not_installed("review", missing)) from missing
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
