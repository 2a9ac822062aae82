"""The extraction of one HTML page, in steps.

1. Bytes are refused for what they are (`encoding.sniff`), or become text (`encoding.charset`); a page
   in UTF-8 stays as it came until a step asks for its text (`dom.source`).
2. The page becomes a tree, kept from nesting too deep (`dom.parse`).
3. The tree is read into flat arrays, `FlatPage` (`dom.walk`), and for what the page says of itself,
   `Head` (`dom.head`).
4. Every block is measured (`features`) and judged by both passes of the model (`classifier`).
5. Rules, a second opinion and what is known of the site overrule the model: `Verdicts`.
6. Kept blocks become the text; with metadata and status it is the `Article`.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, get_args

from scraper.article import Article, read_later
from scraper.encoding.sniff import sniff
from scraper.extraction.access import read_access, with_access
from scraper.extraction.classifier.lexicon import Lexicon
from scraper.extraction.classifier.model import Model, shipped
from scraper.extraction.classifier.passes import both_passes
from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.head import Head, read_head
from scraper.extraction.dom.parse import Tree, opened, written_or_parsed
from scraper.extraction.dom.shown import new_marks
from scraper.extraction.dom.source import PageSource, read_source
from scraper.extraction.dom.style_rules import with_style_rules
from scraper.extraction.dom.walk import read_page
from scraper.extraction.embedded.page import (
    ReadPage,
    kept_texts,
    lacks_body,
    with_body_from,
    with_carried,
)
from scraper.extraction.features.blocks import flagged, has_any
from scraper.extraction.features.head import page_facts
from scraper.extraction.features.lines import PageFacts, read_lines
from scraper.extraction.features.page_features import PageFeatures, view_of
from scraper.extraction.given import LONGEST_NAME, Markup, checked, misnomer
from scraper.extraction.kinds import is_front_page
from scraper.extraction.metadata import read_metadata, read_title_alone, with_unseen_date
from scraper.extraction.metadata.evidence import base_of
from scraper.extraction.next_page import next_page, with_next_page
from scraper.extraction.site.verdicts import with_fields, with_knowledge, with_rules
from scraper.extraction.status import REFUSED_WORDS, PageText, judge
from scraper.extraction.verdicts.decide import Verdicts, confidence, decide, links_to_story
from scraper.extraction.verdicts.list_page import is_list
from scraper.extraction.verdicts.page_blocks import PageBlocks, text_of
from scraper.extraction.verdicts.second_opinion import improve, is_wanted
from scraper.extraction.verdicts.terms import is_page_of_terms
from scraper.extraction.vocabulary.offers import is_offer, names_currency
from scraper.models.article import LEARNED_OF, NOT_CONTENT, Favor, Include, Metadata, Status
from scraper.models.site import SiteProfile

if TYPE_CHECKING:
    from scraper.extraction.native.construction import WrittenPage

SURE = 0.93  # probability from which a paragraph is surely body text
OFFERS = 2  # from which they are a list of plans, and what stands below speaks of them too
FRONT_PAGE_STORIES = 5  # from which a front page is a list of them; else it may be a text
_NOT_READ = Metadata()  # of an article, until somebody asks
THIN_CHARS = 1_500  # of text on a page, under which it is asked what its scripts would show


@dataclass(frozen=True, slots=True)
class ExtractionSettings:
    """What a caller may choose."""

    url: str | None = None
    favor: Favor = "balanced"
    include: Include = field(default_factory=Include)
    second_opinion: bool = True
    site: SiteProfile | None = None
    day: date | None = None  # on which the page was fetched: no text is younger


def extract(  # noqa: PLR0913  # keyword-only settings of the public call
    html: Markup,
    *,
    url: str | None = None,
    charset: str | None = None,
    favor: Favor = "balanced",
    include: Include | None = None,
    second_opinion: bool = True,
    site: SiteProfile | None = None,
) -> Article:
    """Return the article of a page.

    `html` as text, or as bytes decoded the way a browser would (`charset` is the one a transport
    header declares). `url` helps with relative links and dates. `favor` moves the threshold
    between keeping and dropping; `include` says what the output shows beside the body and never
    changes which body text is kept. `second_opinion` allows asking trafilatura where next
    to nothing was kept. `site` is what is known of its site: its rules and what was learned
    from its other pages. Pure: no network, no clock, the same input gives the same article. A page
    that is no content (an error page, a consent wall, not HTML) is an `Article` without text,
    whose `status` and `status_reason` say so, also where the text is only an address or the name of a
    file; nothing is raised for odd input. Raises TypeError for a page that is neither text nor bytes and
    for an `include` that is no `Include`, and ValueError for another `favor` than "precision", "balanced" and "recall".
    """
    if favor not in get_args(Favor):
        raise ValueError(f"favor is {favor!r}, not one of {', '.join(get_args(Favor))}")
    settings = ExtractionSettings(url, favor, Include.of(include), second_opinion, site)
    return extract_markup(checked(html), charset, settings)


def extract_markup(html: str | bytes, charset: str | None, settings: ExtractionSettings) -> Article:
    """Return the article of a page, as `extract` does, for a caller who knows when it was fetched."""
    if isinstance(html, bytes):
        found = sniff(html)
        if found.kind in ("other", "gzip"):
            reason = f"the bytes are {found.label}"
            return _refusal("not_html", reason, Metadata(url=settings.url), settings)
    return extract_source(read_source(html, charset), settings)


def extract_source(source: PageSource, settings: ExtractionSettings) -> Article:
    """Return the article of a page, as `extract` does, whatever kind of content its bytes may look like."""
    url = settings.url
    if not source.is_longer_than(LONGEST_NAME) and (reason := misnomer(source.text)):
        return _refusal("not_html", reason, Metadata(url=url), settings)
    has_rules = settings.site is not None and settings.site.rules is not None
    tree, reading, head = _read_tree(source, with_scripts=has_rules)
    if head.base:
        reading = replace(reading, base=base_of(head, url))
    page = ReadPage(source, tree if has_rules and isinstance(tree, Tree) else None, head, reading)
    del tree  # a third of the memory of a big page, and only rules select in it
    if not reading.b_text:
        page = with_carried(page, url, ())
    return _article(page, settings) if page.reading.b_text else _empty_page(source, head, settings)


def _read_tree(
    source: PageSource, *, with_scripts: bool
) -> tuple["Tree | WrittenPage", FlatPage, Head]:
    """Tree, reading and head of a page; where it shows next to nothing, with what waits for scripts. Only rules of a site
    select in the text `with_scripts`, and need a tree."""
    tree = written_or_parsed(source, with_tree=with_scripts)
    marks = new_marks()
    reading = with_style_rules(read_page(tree, marks), source)
    shown = sum(map(len, reading.b_text))
    if shown < THIN_CHARS and (shown_later := opened(source.text)):
        later = written_or_parsed(PageSource(shown_later), with_tree=with_scripts)
        more = read_page(later)
        if sum(map(len, more.b_text)) >= shown + THIN_CHARS:
            return later, more, read_head(later)
    return tree, reading, read_head(tree, marks)


def _empty_page(source: PageSource, head: Head, settings: ExtractionSettings) -> Article:
    metadata = read_metadata(head, url=settings.url)
    status, reason = judge(PageText(source, metadata.title, (), (), 0, 0.0))
    return _refusal(status, reason, metadata, settings)


def _article(page: ReadPage, settings: ExtractionSettings) -> Article:
    verdicts = _classified(page, settings)
    if page.source is None and lacks_body(verdicts):
        more = with_carried(page, settings.url, kept_texts(verdicts))
        verdicts = verdicts if more is page else _classified(page := more, settings)
    html, tree, head, reading = page.html, page.tree, page.head, page.reading
    sure = confidence(verdicts)
    if settings.second_opinion and settings.favor == "balanced" and is_wanted(verdicts):
        status, _ = judge(_page_text(html, head, verdicts, settings.url))
        verdicts = verdicts if status in NOT_CONTENT - {"empty"} else improve(verdicts, html.text)
    site = settings.site or SiteProfile()
    if site.rules is not None and tree is not None:
        verdicts = with_rules(verdicts, site.rules, tree)
    kept = flagged(verdicts.kept)
    text = _text(verdicts, kept, settings.include)
    status, reason = judge(_page_text(html, head, verdicts, settings.url))
    describe = partial(_metadata, page, settings, verdicts, text, status)
    title = partial(read_title_alone, head, settings.url, text, reading.b_text)
    if site.knowledge is not None and status in LEARNED_OF:
        before, verdicts = verdicts, with_knowledge(verdicts, site.knowledge, settings.url or "")
        if verdicts is not before:
            kept = flagged(verdicts.kept)
            text = _text(verdicts, kept, settings.include)
    if status in NOT_CONTENT:
        text, verdicts = "", verdicts.none_kept(status)
    blocks = PageBlocks(reading, verdicts)
    article = Article(text, _NOT_READ, blocks, status, reason, sure, settings.include)
    if tree is not None:
        return replace(article, metadata=describe())
    return read_later(article, describe, title)


def _metadata(
    page: ReadPage, settings: ExtractionSettings, verdicts: Verdicts, text: str, status: Status
) -> Metadata:
    """Return what a page says of itself, and what is seen of its access and its next part."""
    html, head, lines = page.html, page.head, page.reading.b_text
    day = settings.day
    metadata = read_metadata(head, url=settings.url, text=text, lines=lines, now=day)
    metadata = with_unseen_date(metadata, html, now=day)
    metadata = with_access(metadata, read_access(head, verdicts, carried=page.source is not None))
    if page.source is not None:
        metadata = replace(metadata, sources={**metadata.sources, "text": page.source})
    if page.tree is not None and settings.site is not None:
        metadata = with_fields(metadata, settings.site.rules, page.tree)
    url = settings.url or metadata.url
    if status in LEARNED_OF and url and page.source is None:
        surely = status != "article" or verdicts.view.facts.is_article > 0
        following = next_page(html.markup, head, url, is_article=surely)
        metadata = with_next_page(metadata, following)
    return metadata


def _classified(page: ReadPage, settings: ExtractionSettings) -> Verdicts:
    facts = page_facts(page.head, settings.url)
    verdicts = classify(page.reading, facts, shipped(), settings.favor)
    return verdicts if page.source is None else with_body_from(verdicts, page.first)


def _page_text(html: PageSource, head: Head, verdicts: Verdicts, url: str | None) -> PageText:
    """Return what the page's status is judged by."""
    view, kept = verdicts.view, verdicts.kept
    words = int(verdicts.kept_words)
    return PageText(
        html=html,
        title=view.facts.title,
        lines=view.reading.b_text,
        kept=flagged(kept),
        words=words,
        is_article=view.facts.is_article,
        declared=_declared(head, verdicts, url) if view.facts.is_article <= 0 else None,
        is_terms=words < REFUSED_WORDS and is_page_of_terms(view),
        sure=_sure_paragraphs(verdicts) if words < REFUSED_WORDS else 0,
    )


def _declared(head: Head, verdicts: Verdicts, url: str | None) -> tuple[Status, str] | None:
    """Return what the page says it is, or else what its links to stories of its site make it."""
    view = verdicts.view
    if view.facts.declared:
        return view.facts.declared
    if url and is_front_page(head, url) and int(links_to_story(view).sum()) >= FRONT_PAGE_STORIES:
        return "listing", "its address is the front page of the site"
    if is_list(view, verdicts.kept, links_to_story(view, among=verdicts.kept)):
        return "listing", "links to other pages stand all through its text"
    return None


def _sure_paragraphs(verdicts: Verdicts) -> int:
    """Count the paragraphs that are surely text, none of them below the first of several offers."""
    view = verdicts.view
    sure = verdicts.kept & view.good & (verdicts.score >= SURE)
    if not has_any(sure):
        return 0
    texts = view.reading.b_text
    whole = "\n".join(texts)  # of most pages no line names a price: one look says so
    named = names_currency(whole)
    offers = [i for i, text in enumerate(texts) if is_offer(text)] if named else []
    end = offers[0] if len(offers) >= OFFERS else len(sure)
    return len(set(flagged(sure[:end])) - set(offers))


def _text(verdicts: Verdicts, kept: list[int], include: Include) -> str:
    return text_of(verdicts, _shown(verdicts, kept, include), include)


def _shown(verdicts: Verdicts, kept: list[int], include: Include) -> list[int]:
    """Return the blocks that may be shown: the body, and the captions and comments asked for."""
    if not (include.captions or include.comments):
        return kept
    wanted = {
        reason
        for reason, yes in (("caption", include.captions), ("comments", include.comments))
        if yes
    }
    return [
        i for i in range(len(verdicts.kept)) if verdicts.kept[i] or verdicts.reason(i) in wanted
    ]


def view_page(reading: FlatPage, facts: PageFacts, lexicon: Lexicon) -> PageFeatures:
    """Measure every block of a page."""
    lines = read_lines(reading.b_text, reading.b_href, facts, lexicon)
    return view_of(reading, facts, lines, lexicon)


def classify(reading: FlatPage, facts: PageFacts, model: Model, favor: Favor) -> Verdicts:
    """Return what becomes of each block: by both passes of the model, then by the rules."""
    view = view_page(reading, facts, model.lexicon)
    matrix, _ = both_passes(view, model)
    return decide(view, model.probability(matrix), favor)


def _refusal(status: str, reason: str, metadata: Metadata, settings: ExtractionSettings) -> Article:
    return Article("", metadata, (), status, reason, 1.0, settings.include)  # type: ignore[arg-type]
