"""The extractors that can be compared: ours and, where installed, those of others.

Owns the third-party extractors; each is imported when it is first asked for. To add one:
write a function that makes an `Extractor`, and a line in `EXTRACTORS`.
"""

import logging
import warnings
from collections.abc import Callable
from typing import Any

from scraper.errors import ConfigError
from scraper.evaluate.labelled_page import LabelledPage, TrueFields
from scraper.evaluate.measure import OURS, Extractor, ExtractorOutput
from scraper.extras import not_installed
from scraper.models.article import Favor

_WARM_UP = LabelledPage(
    id="warm-up",
    dataset="",
    page_type="article",
    language="en",
    kind="html",
    text="<html><body><article><p>" + "Warm up, please. " * 60 + "</p></article></body></html>",
    labels=TrueFields(),
)


def ours(favor: Favor = "balanced") -> Extractor:
    """Run this package. A fixture's page goes in as the bytes that were received."""
    from scraper.extraction import extract

    def run(case: LabelledPage) -> ExtractorOutput:
        if case.kind == "text":
            from scraper.extraction import clean_text

            article = clean_text(case.text)
        else:
            html = case.text if case.body is None else case.body
            article = extract(html, url=case.url, charset=case.charset, favor=favor)
        fields = {
            "title": article.title,
            "authors": article.authors,
            "date": article.date,
            "status": article.status,
            "confidence": article.confidence,
        }
        return ExtractorOutput(article.text, fields)

    return run


def _quiet(extractor: Extractor) -> Extractor:
    """Silence a peer's warnings and log lines (one a failed page): the figures show them already."""
    for logger in ("trafilatura", "readability", "newspaper"):
        logging.getLogger(logger).setLevel(logging.CRITICAL + 1)

    def run(case: LabelledPage) -> ExtractorOutput:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return extractor(case)

    return run


def _trafilatura(**settings: Any) -> Callable[[], Extractor]:
    def make() -> Extractor:
        import trafilatura

        def run(case: LabelledPage) -> ExtractorOutput:
            text = trafilatura.extract(case.text, url=case.url, include_comments=False, **settings)
            return ExtractorOutput(text or "")

        return run

    return make


def _trafilatura_meta() -> Extractor:
    import trafilatura

    def run(case: LabelledPage) -> ExtractorOutput:
        found: Any = trafilatura.bare_extraction(
            case.text, url=case.url, include_comments=False, with_metadata=True
        )
        if found is None:
            return ExtractorOutput("")
        authors = found.author.split("; ") if found.author else []
        fields = {"title": found.title, "authors": authors, "date": found.date}
        return ExtractorOutput(found.text or "", fields)

    return run


def _resiliparse() -> Extractor:
    from resiliparse.extract.html2text import extract_plain_text

    def run(case: LabelledPage) -> ExtractorOutput:
        text = extract_plain_text(
            case.text,
            main_content=True,
            alt_texts=False,
            links=False,
            form_fields=False,
            noscript=False,
        )
        return ExtractorOutput(text or "")

    return run


def _readability() -> Extractor:
    """Return readability-lxml, which gives HTML; resiliparse's renderer makes text of it."""
    from readability import Document
    from resiliparse.extract.html2text import extract_plain_text

    def run(case: LabelledPage) -> ExtractorOutput:
        html = Document(case.text).summary(html_partial=True)
        if not html:
            return ExtractorOutput("")
        text = extract_plain_text(html, main_content=False, alt_texts=False, list_bullets=False)
        return ExtractorOutput(text)

    return run


def _newspaper() -> Extractor:
    from newspaper import Article

    def run(case: LabelledPage) -> ExtractorOutput:
        article = Article(case.url or "https://example.org/x", fetch_images=False)
        article.download(input_html=case.text)
        article.parse()
        date = str(article.publish_date) if article.publish_date else None
        fields = {"title": article.title, "authors": article.authors, "date": date}
        return ExtractorOutput(article.text or "", fields)

    return run


def _parse() -> Extractor:
    from selectolax.lexbor import LexborHTMLParser

    def run(case: LabelledPage) -> ExtractorOutput:
        LexborHTMLParser(case.text)
        return ExtractorOutput("")

    return run


EXTRACTORS: dict[str, Callable[[], Extractor]] = {
    "trafilatura": _trafilatura(),
    "trafilatura_fast": _trafilatura(fast=True),
    "trafilatura_precision": _trafilatura(favor_precision=True),
    "trafilatura_meta": _trafilatura_meta,  # its text and its metadata; slower
    "resiliparse": _resiliparse,
    "readability": _readability,
    "newspaper": _newspaper,
    "parse": _parse,  # Lexbor alone, no text: the floor for speed
}
"""Name -> what makes the extractor. Ours is "scraper" and always runs."""


def load(names: list[str], favor: Favor = "balanced") -> dict[str, Extractor]:
    """Return ours and the named others, each imported and run once, so that no page pays for that.

    Raises ConfigError for a name that is unknown or not installed.
    """
    extractors = {OURS: ours(favor)}
    for name in names:
        if name not in EXTRACTORS:
            known = ", ".join(EXTRACTORS)
            raise ConfigError(name, f"no such extractor to compare with; there are {known}")
        try:
            extractors[name] = _quiet(EXTRACTORS[name]())
        except ImportError as missing:
            raise ConfigError(name, not_installed("compare", missing)) from missing
    for extractor in extractors.values():
        extractor(_WARM_UP)
    return extractors
