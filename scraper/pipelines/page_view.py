"""One page with the verdict on every block, to look at: the work of `explain --html`, done inside a worker."""

from dataclasses import replace

from scraper.encoding.charset import decode
from scraper.pipelines.clean_task import PageTask
from scraper.pipelines.page_article import article_of, site_of
from scraper.views.blocks import MOST_BLOCKS, BlockPlace, PageView, page_view


def view(task: PageTask) -> PageView:
    """Extract one document and return what its view shows."""
    from scraper.extraction.dom.ancestry import are_blocks_of, read_ancestry  # noqa: PLC0415  # the worker's to load
    from scraper.extraction.verdicts.page_blocks import PageBlocks  # noqa: PLC0415  # as above

    task = task.opened()
    document = task.document
    article = article_of(document, task.settings, site_of(document, task.settings.sites))
    blocks = article.blocks
    if isinstance(blocks, PageBlocks):  # to explain those that are not shown would take longest
        blocks = blocks.explained(MOST_BLOCKS)
    places: dict[int, BlockPlace] = {}
    if document.kind == "html":
        found = read_ancestry(decode(document.body, charset=document.charset).text)
        if are_blocks_of(found, blocks):
            places = {number: BlockPlace(one.path) for number, one in enumerate(found)}
    return page_view(task.name, replace(article, blocks=blocks), places)
