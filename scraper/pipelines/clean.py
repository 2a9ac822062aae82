"""The work on one page, done inside a worker process. Each function is one task's work.

task --> clean_task: opened --> page_article: site_of, article_of --> render --> Cleaned
                                                                  +-> Explained (`scraper explain`)
"""

from dataclasses import replace

from scraper.article import Article
from scraper.models.article import LEARNED_OF
from scraper.models.failure import Failure
from scraper.models.version import article_digest
from scraper.pipelines.clean_task import Cleaned, CleanTask, Explained, PageTask, ShapedPage
from scraper.pipelines.extraction_record import record_of
from scraper.pipelines.page_article import article_of, site_of
from scraper.render import render_record
from scraper.text import count_words


def clean(task: PageTask) -> Cleaned:
    """Extract and render one document."""
    task = task.opened()
    document, settings = task.document, task.settings
    site = site_of(document, settings.sites)
    article = article_of(document, settings, site)
    if task.more or task.missing:
        article = _with_parts(article, task)
    return Cleaned(
        name=document.name,
        relative=document.relative,
        output=render_record(
            article, settings.format, settings.include, name=document.name, request=task.request
        ),
        status=article.status,
        status_reason=article.status_reason,
        title=article.title if settings.measured else "",
        words=count_words(article.text) if settings.measured else 0,
        record=record_of(article, settings.favor, site) if settings.recorded else None,
        place=_place(article) if settings.recorded else "",
        by_rules=site is not None and site.rules is not None,
        next_page=(article.next_page or "") if settings.measured else "",
        text_digest=article_digest("", article.text) if settings.measured else "",
    )


def _with_parts(article: Article, task: CleanTask) -> Article:
    """Return the article of a document and of the parts that follow."""
    from scraper.extraction.parts import joined  # noqa: PLC0415  # the worker's to load

    settings = task.settings
    more = [article_of(part, settings, site_of(part, settings.sites)) for part in task.more]
    return joined([article, *more], task.missing)


def explain(task: PageTask) -> Explained:
    """Extract one document and keep the verdict on every block."""
    task = task.opened()
    site = site_of(task.document, task.settings.sites)
    article = article_of(task.document, task.settings, site)
    return Explained(
        name=task.name,
        title=article.title,
        status=article.status,
        status_reason=article.status_reason,
        confidence=article.confidence,
        blocks=tuple(article.blocks),
    )


def whole(task: CleanTask) -> Article:
    """Extract one document and return all of its article."""
    return article_of(task.document, task.settings, site_of(task.document, task.settings.sites))


def shape(task: CleanTask) -> ShapedPage:
    """Extract one document as if nothing were known of its site, and return its shape."""
    from scraper.extraction.site.page_shape import shape_of  # noqa: PLC0415  # as above
    from scraper.extraction.verdicts.page_blocks import PageBlocks  # noqa: PLC0415  # as above

    document = task.document
    article = article_of(document, task.settings)
    if article.status not in LEARNED_OF or not isinstance(article.blocks, PageBlocks):
        return ShapedPage(None)
    day = document.day.isoformat() if document.day else ""
    verdicts = article.blocks.verdicts
    return ShapedPage(shape_of(verdicts, url=document.url or "", title=article.title, day=day))


def outline(task: PageTask, failure: Failure) -> Failure:
    """Return the failure of a page that ran out of time or memory, with what its head says."""
    from scraper.extraction.outline import title_of  # noqa: PLC0415  # the worker's to load

    document = task.opened().document
    return replace(failure, title=title_of(document.body, document.charset))


def _place(article: Article) -> str:
    from scraper.extraction.body_place import body_place  # noqa: PLC0415  # as above
    from scraper.extraction.verdicts.page_blocks import PageBlocks  # noqa: PLC0415  # as above

    return body_place(article.blocks.verdicts) if isinstance(article.blocks, PageBlocks) else ""
