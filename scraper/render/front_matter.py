"""Markdown with front matter, as note-taking programs and static sites read it.

The names are those of Obsidian's web clipper. Values are JSON, which is YAML too.
"""

import re
from typing import Any

from scraper.models.article import Include
from scraper.render.json import dumps
from scraper.render.markdown import to_markdown
from scraper.render.shown import plain_line, safe_url
from scraper.render.subject import ArticleFields

_NOT_YAML = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What JSON allows in a string, and YAML does not or takes for a line break; both know \\uXXXX."""


def yaml_value(value: object) -> str:
    """Return a value as YAML on one line."""
    return _NOT_YAML.sub(lambda match: f"\\u{ord(match.group()):04x}", dumps(value))


def to_front_matter(article: ArticleFields, include: Include | None = None) -> str:
    """Return the article as Markdown behind its metadata; "" if the page holds nothing to show."""
    body = to_markdown(article, include)
    if not body:
        return ""
    meta = article.metadata
    fields: dict[str, Any] = {
        "title": plain_line(meta.title),
        "source": safe_url(meta.url) or None,
        "author": list(meta.authors),
        "published": meta.date,
        "modified": meta.modified,
        "site": meta.site_name,
        "language": meta.language,
        "description": meta.description,
        "image": safe_url(meta.image, meta.url) or None,
        "tags": list(meta.tags),
    }
    lines = [f"{name}: {yaml_value(value)}" for name, value in fields.items() if value]
    return "\n".join(("---", *lines, "---", "", body))
