"""What stands around a page: its style and script, inlined or by address, and its policy."""

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).with_name("assets")
STYLE, SCRIPT = "views.css", "views.js"
ASSETS = {
    STYLE: "text/css; charset=utf-8",
    "review.css": "text/css; charset=utf-8",
    SCRIPT: "text/javascript; charset=utf-8",
}
"""Files a server gives out, with their media types."""


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """An entry of the navigation. `current` marks the page that is shown."""

    label: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of a page. `style` and `script` are texts to inline, or else the addresses are set."""

    title: str
    style: str = ""
    script: str = ""
    style_href: str = ""
    script_href: str = ""
    policy: str = ""  # for a <meta>; a server sends its own as a header
    navigation: tuple[NavigationLink, ...] = ()


def standalone(title: str) -> Shell:
    """The frame of a file that needs nothing beside itself: no network, no other script than ours."""
    style, script = asset(STYLE).decode(), asset(SCRIPT).decode()
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return Shell(title, style=style, script=script, policy=policy)


def served(title: str, prefix: str, navigation: tuple[NavigationLink, ...] = ()) -> Shell:
    """The frame of a page of a server that gives out `ASSETS` below `prefix`, such as "/assets/"."""
    return Shell(
        title, style_href=prefix + STYLE, script_href=prefix + SCRIPT, navigation=navigation
    )


@cache
def asset(name: str) -> bytes:
    """The content of one of `ASSETS`; KeyError for any other name."""
    if name not in ASSETS:
        raise KeyError(name)
    return (FOLDER / name).read_bytes()


def _hash(text: str) -> str:
    """A source of a content security policy: only this very text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
