"""Plain text: the title, a blank line, the body."""

from scraper.models.article import NOT_CONTENT, Include
from scraper.render.body import body_text
from scraper.render.shown import title_of
from scraper.render.subject import ArticleFields


def to_text(article: ArticleFields, include: Include | None = None) -> str:
    """Return the title and the body; "" if the page holds nothing to show."""
    body = body_of(article, include)
    title = title_of(article, body.partition("\n")[0], include)
    if not body:
        return ""
    return f"{title}\n\n{body}\n" if title else f"{body}\n"


def body_of(article: ArticleFields, include: Include | None = None) -> str:
    """Return the body under the given settings; "" if the page is not content."""
    own = article.include
    include = include or own
    if article.status in NOT_CONTENT:
        return ""
    # The article's own text is the answer to its own settings: text that came in without markup
    # keeps its line breaks, which blocks alone don't carry.
    wanted = (include.captions, include.comments, include.tables)
    if wanted == (own.captions, own.comments, own.tables):
        return article.text.rstrip("\n")
    return body_text(article.blocks, include)
