"""`ArticleFields`: what rendering needs to know of an article, so that it can live below `article.py`."""

from collections.abc import Sequence
from typing import Protocol

from scraper.models.article import Block, Include, Metadata, Status


class ArticleFields(Protocol):
    """The fields that the renderers read; `scraper.Article` has them, and so may any other value."""

    @property
    def text(self) -> str:
        """The body, paragraphs parted by a blank line."""

    @property
    def title(self) -> str:
        """The title of the metadata, which may be there before all of them are read."""

    @property
    def metadata(self) -> Metadata:
        """What the page says about itself: title, canonical URL, language and the rest."""

    @property
    def blocks(self) -> Sequence[Block]:
        """Every block of the page with its verdict."""

    @property
    def status(self) -> Status:
        """Whether the page holds an article."""

    @property
    def status_reason(self) -> str:
        """Why the page holds none."""

    @property
    def confidence(self) -> float:
        """Predicted word F1 of the text, 0 to 1."""

    @property
    def include(self) -> Include:
        """Which optional parts are shown."""
