"""What is kept of an extraction, and what it was made with."""

from collections import Counter
from collections.abc import Sequence

from scraper._version import __version__
from scraper.article import Article
from scraper.models.article import Favor, Include, Provenance, is_article
from scraper.models.site import SiteProfile
from scraper.models.version import line_keys
from scraper.pipelines.clean_task import ExtractionRecord
from scraper.render import to_dict


def record_of(article: Article, favor: Favor, site: SiteProfile | None) -> ExtractionRecord:
    """Return what is kept of an article: its fields and the body, whatever else its text shows."""
    fields = to_dict(article, include=Include())
    reasons, texts = _blocks_of(article)
    lines = tuple(line_keys(texts)) if is_article(article.status) else ()
    return ExtractionRecord(stamp_of(favor, site), fields, reasons, lines)


def stamp_of(favor: Favor, site: SiteProfile | None) -> Provenance:
    """Return what the extraction is made with now. A favor other than the default counts as a rule."""
    from scraper.extraction.classifier.model import model_hash  # noqa: PLC0415  # brings numpy, which only workers need

    rules = (favor if favor != "balanced" else "", site.digest if site else "")
    return Provenance(__version__, model_hash(), "+".join(filter(None, rules)))


def _blocks_of(article: Article) -> tuple[Counter[str], Sequence[str]]:
    """Return how many blocks have which reason, and the texts of all blocks."""
    from scraper.extraction.parts import JoinedBlocks  # noqa: PLC0415  # brings numpy, which only workers need
    from scraper.extraction.verdicts.page_blocks import PageBlocks  # noqa: PLC0415  # brings numpy, which only workers need

    blocks = article.blocks
    if isinstance(blocks, JoinedBlocks):
        return blocks.reasons(), blocks.texts
    if isinstance(blocks, PageBlocks):
        return blocks.verdicts.reasons(), blocks.texts
    return Counter(block.reason for block in blocks), [block.text for block in blocks]
