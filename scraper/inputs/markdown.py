"""Markdown as an input: read as CommonMark with tables, and handed on as HTML."""

import html
import re

MAX_MARKDOWN = 4 << 20  # characters read as Markdown; more is read as plain text
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z][\w-]{0,40}):[ \t]*(\S[^\n]{0,1000})$", re.MULTILINE)
_HEADING = re.compile(r"<h1>(.{1,1000}?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_METAS = {
    "title": "og:title", "author": "author", "authors": "author", "date": "article:published_time",
    "published": "article:published_time", "description": "description", "summary": "description",
    "lang": "language", "language": "language", "url": "og:url", "canonical": "og:url",
}  # fmt: skip
"""Fields of front matter, and the meta elements that say the same in HTML."""


def to_html(text: str) -> str:
    """Return a page of HTML that says what a Markdown text says.

    Its front matter becomes the page's metadata; without a title there, the first heading of
    level one is the title.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415  # needed by few inputs

    text = text.replace("\r\n", "\n")
    front = _FRONT_MATTER.match(text)
    fields = dict(_FIELD.findall(front[1])) if front else {}
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    body = reader.render(text[front.end() :] if front else text)
    metas = [
        f'<meta property="{_METAS[key.lower()]}" content="{html.escape(_unquoted(value))}">'
        for key, value in fields.items()
        if key.lower() in _METAS
    ]
    title = html.escape(_unquoted(fields.get("title", ""))) or _first_heading(body)
    return (
        f"<html><head><title>{title}</title>{''.join(metas)}</head>"
        f"<body><article>{body}</article></body></html>"
    )


def _first_heading(body: str) -> str:
    """Return the text of the first heading of level one, as HTML."""
    found = _HEADING.search(body)
    return _TAG.sub("", found[1]) if found else ""


def _unquoted(value: str) -> str:
    """Return a value of YAML without the quotes or brackets around it."""
    return value.strip().strip("\"'[]")
