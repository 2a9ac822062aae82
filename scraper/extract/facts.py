"""What the head of a page tells the classifier about the body."""

import html
import json
import re

from scraper.extract.dom.head import Head
from scraper.extract.features import PageFacts
from scraper.extract.linefacts import squash

MIN_BODY = 200  # squashed characters; a shorter "articleBody" is a teaser
MAX_TITLE = 300  # characters
_BODY = re.compile(r'"articleBody"\s*:\s*"((?:[^"\\]|\\.)*)"', re.S)
_ARTICLE = re.compile(r'"@type"\s*:\s*\[?\s*"[A-Za-z]*(?:Article|BlogPosting)"')
_MARKUP = re.compile(r"<[^>]+>")


def page_facts(head: Head) -> PageFacts:
    """Title, kind of page and JSON-LD article text."""
    kind = next((content for name, content in head.meta if name == "og:type"), "").lower()
    is_article = kind == "article" or any(_ARTICLE.search(script) for script in head.json_ld)
    body = next((found for script in head.json_ld if (found := _article_body(script))), "")
    title = " ".join(head.title.split())[:MAX_TITLE]
    return PageFacts(title, body, 1.0 if is_article else -1.0 if kind else 0.0)


def _article_body(script: str) -> str:
    found = _BODY.search(script) if '"articleBody"' in script else None
    if not found:
        return ""
    try:
        text = str(json.loads(f'"{found[1]}"', strict=False))
    except ValueError:  # a broken escape: the raw text serves as well for comparing
        text = found[1]
    body = squash(_MARKUP.sub(" ", html.unescape(text)))
    return body if len(body) >= MIN_BODY else ""
