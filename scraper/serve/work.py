"""The work on one request, done inside a worker process: a page in, the text of an answer out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from scraper.article import Article
from scraper.models.article import NOT_CONTENT, Favor, Include, Status
from scraper.models.document import Document
from scraper.pipelines.clean_task import CleanSettings
from scraper.pipelines.page_article import article_of
from scraper.render import dumps, render, to_dict
from scraper.render.html import RIGHT_TO_LEFT, to_fragment
from scraper.text import count_words

EXCERPT_CHARS = 200  # of the text, where the page has no summary of its own
READER = Include(links=True, images=True)
"""What a feed reader shows beside the text."""


@dataclass(frozen=True, slots=True)
class ServeTask:
    """A page and what is asked of it. `format` is a key of `FORMATS`."""

    document: Document
    format: str
    favor: Favor = "balanced"
    include: Include = Include()  # noqa: RUF009  # a frozen value

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.document.name


@dataclass(frozen=True, slots=True)
class ServedPage:
    """The text of an answer, and what the page was."""

    text: str
    status: Status
    status_reason: str

    @property
    def is_content(self) -> bool:
        """Whether the page held anything to show."""
        return self.status not in NOT_CONTENT


def serve_page(task: ServeTask) -> ServedPage:
    """Extract and render one page."""
    settings = CleanSettings(include=task.include, favor=task.favor)
    article = article_of(task.document, settings)
    text = FORMATS[task.format](article, task)
    return ServedPage(text, article.status, article.status_reason)


def parser_record(article: Article, url: str) -> dict[str, Any]:
    """Return the fields of the Mercury Parser API, as feed readers expect them."""
    meta = article.metadata
    language = (meta.language or "").partition("-")[0].lower()
    return {
        "title": meta.title or None,
        "author": ", ".join(meta.authors) or None,
        "date_published": meta.date,
        "dek": None,
        "lead_image_url": to_dict(article)["image"],
        "content": to_fragment(article, READER),
        "next_page_url": None,
        "url": url,
        "domain": urlsplit(url).hostname,
        "excerpt": meta.description or " ".join(article.text[:EXCERPT_CHARS].split()),
        "word_count": count_words(article.text),
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "total_pages": 1,
        "rendered_pages": 1,
    }


def _json(article: Article, task: ServeTask) -> str:
    return dumps(to_dict(article, include=task.include)) + "\n"


def _parser(article: Article, task: ServeTask) -> str:
    return dumps(parser_record(article, task.document.url or "")) + "\n"


def _rendered(name: str) -> Callable[[Article, ServeTask], str]:
    return lambda article, task: render(article, name, task.include)


FORMATS: dict[str, Callable[[Article, ServeTask], str]] = {
    "json": _json,
    "parser": _parser,
    "markdown": _rendered("markdown"),
    "text": _rendered("text"),
    "html": _rendered("html"),
}
"""The formats of answers: a function of an article and what was asked."""

MEDIA = {
    "json": "application/json",
    "parser": "application/json",
    "markdown": "text/markdown; charset=utf-8",
    "text": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
"""The Content-Type of each format."""
