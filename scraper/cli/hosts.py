"""Hosts and URLs on the command line, read alike in every command."""

import re
from typing import Any

import click

from scraper.cli.plain import Text
from scraper.urls import canonical, hostname

_WEB = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_.-]+|[0-9a-f:.]+")


def is_web_address(text: str) -> bool:
    """Say whether a text begins as the URL of a page does."""
    return _WEB.match(text) is not None


class HostType(click.ParamType[str]):
    """A host: "example.org", "example.org:8080", "https://example.org/story"; its name in lower case
    comes out. A store keeps no ports apart, so a port is left out."""

    name = "host"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the host's name; "" for ""."""
        text = Text().convert(value, param, ctx).strip()
        if not text:
            return ""
        url = text if "://" in text else f"http://{text}"
        host = hostname(canonical(url) or "")
        if text.startswith("/") or "@" in text or not _WEB.match(url) or not _HOST.fullmatch(host):
            self.fail(f"{text!r} is no host such as example.org", param, ctx)
        return host


class UrlType(click.ParamType[str]):
    """The URL of a page, which has a host and is of the web; it comes out as it was given."""

    name = "url"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the URL; "" for "", such as an unset "$URL"."""
        text = str(Text().convert(value, param, ctx))
        if text and not (_WEB.match(text) and hostname(canonical(text) or "")):
            self.fail(f"{text!r} is no URL such as https://example.org/story", param, ctx)
        return text


HOST = HostType()
URL = UrlType()
