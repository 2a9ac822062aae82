"""What a request asks for, read from its query, its path or its body. Pure."""

import json
from collections.abc import Mapping
from dataclasses import fields
from email.message import Message
from typing import Any, get_args
from urllib.parse import parse_qsl, unquote

from scraper.models.article import Favor, Include
from scraper.models.document import Document
from scraper.serve.failures import RequestError
from scraper.serve.work import MEDIA, ServeTask

MOST_FIELDS = 50  # of a query
POSTED = "posted page"  # what messages call a page without a URL
_INCLUDE = tuple(field.name for field in fields(Include))
_OPTIONS = ("url", "format", "favor", *_INCLUDE)
_KINDS = {"text/plain": "text", "text/markdown": "markdown"}


def url_of_query(query: bytes) -> str:
    """Return the value of `url` in a query.

    Feed readers append the URL as it is, with "&" and all, or encoded. One that begins in plain
    letters with its scheme is taken to the end of the query.
    """
    text = query.decode("utf-8", "replace")
    before, found, value = text.partition("url=")
    if not found or (before and not before.endswith("&")):
        raise RequestError(400, "bad_request", "the request has no url=")
    if value.lower().startswith(("http://", "https://")):
        return value
    return unquote(value.partition("&")[0].replace("+", "%20"))


def url_of_path(path: bytes, query: bytes) -> str:
    """Return the URL after "/read/", where it stands as it is or encoded. A proxy may have made one slash
    of the two after the scheme."""
    text = path.decode("utf-8", "replace")
    if "%3a" in text[:10].lower():
        text = unquote(text)
    if query:
        text += "?" + query.decode("utf-8", "replace")
    scheme, colon, rest = text.partition(":")
    if not colon or scheme.lower() not in ("http", "https"):
        message = "the address is /read/ and a URL, such as /read/https://example.org/story"
        raise RequestError(400, "bad_url", message)
    return f"{scheme}://{rest.lstrip('/')}"


def posted(body: bytes, content_type: str, query: bytes) -> ServeTask:
    """Return the task in a POST: a page as it is, with options in the query, or a JSON object with
    `html` and the same options."""
    media, charset = _media(content_type)
    options: dict[str, Any] = _query(query)
    if media == "application/json":
        options = _object(body)
        html = options.pop("html", None)
        if not isinstance(html, str):
            raise _wrong('the JSON object needs "html", the page as a string')
        body, charset, media = html.encode("utf-8", "replace"), "utf-8", "text/html"
    unknown = sorted(set(options) - set(_OPTIONS))
    if unknown:
        raise _wrong(f"{unknown[0]!r} is not known; known are {', '.join(_OPTIONS)}")
    url = _text(options, "url") or None
    kind: Any = _KINDS.get(media, "html")
    document = Document(url or POSTED, body, kind, url, charset or None)
    return ServeTask(document, _format(options), _favor(options), _include(options))


def _media(content_type: str) -> tuple[str, str]:
    """Return the media type and charset of a Content-Type."""
    message = Message()
    message["content-type"] = content_type or "text/html"
    return message.get_content_type(), message.get_content_charset() or ""


def _query(query: bytes) -> dict[str, str]:
    try:
        text = query.decode("ascii")
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError as error:
        raise _wrong(f"the query can't be read: {error}") from error


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _wrong(f"the body is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise _wrong("the JSON is not an object")
    return value


def _format(options: Mapping[str, Any]) -> str:
    name = _text(options, "format") or "json"
    if name not in MEDIA:
        raise _wrong(f"format is one of {', '.join(MEDIA)}, not {name!r}")
    return name


def _favor(options: Mapping[str, Any]) -> Favor:
    name: Any = _text(options, "favor") or "balanced"
    if name not in get_args(Favor):
        raise _wrong(f"favor is one of {', '.join(get_args(Favor))}, not {name!r}")
    favor: Favor = name
    return favor


def _include(options: Mapping[str, Any]) -> Include:
    return Include(**{name: _yes(options, name) for name in _INCLUDE if name in options})


def _yes(options: Mapping[str, Any], name: str) -> bool:
    value = options[name]
    if value in (True, "1", "true", "yes", ""):
        return True
    if value in (False, "0", "false", "no"):
        return False
    raise _wrong(f"{name} is true or false, not {value!r}")


def _text(options: Mapping[str, Any], name: str) -> str:
    value = options.get(name, "")
    if not isinstance(value, str):
        raise _wrong(f"{name} is a string")
    return value


def _wrong(message: str) -> RequestError:
    return RequestError(400, "bad_request", message)
