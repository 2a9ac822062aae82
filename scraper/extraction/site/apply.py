"""Learned knowledge of a site applied to one page: kept blocks that the site itself disowns.

Each function of `FINDERS` names blocks and says why. What is unique to the page, reads like a
sentence and is not link text stays whatever they say (`_guarded`), for learned knowledge alone
never takes out what may be the article.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from scraper.extraction.features.blocks import TAGS
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.letters import squash
from scraper.extraction.site.learn import LIKE_LAYOUT, MIN_PAGES, likeness
from scraper.extraction.site.other_articles import headline_sized, other_stories
from scraper.extraction.site.page_shape import (
    LINKED,
    frame_keys,
    is_sentence,
    page_key,
    parts_of,
    text_key,
)
from scraper.extraction.verdicts.decide import Verdicts
from scraper.models.site import Layout, SiteKnowledge

# The shares and counts were tried on labelled pages of 26 hosts with three pages and more, each known
# from the host's other pages only: with these the word F1 of no host is lower than without.
LINK_PAGES = 2  # pages from which a recurring line that is a link counts
TEXT_SHARE = 0.5  # of the pages, from which recurring text counts even where it was kept
DISOWNED = 0.34  # share of kept blocks up to which a place, or a text, is no body text
SURE_OF_TEXT = 0.9  # probability from which a block stays against the word of its place alone
LITTLE_ELSE = 0.66  # share of link characters of a block that is but a link to another story
MOST_TAKEN = 0.5  # share of the kept words; where more would go, the page is of another kind

Finding = tuple[int, str, str]  # block, reason, evidence


@dataclass(frozen=True, slots=True)
class _PageMatches:
    verdicts: Verdicts
    knowledge: SiteKnowledge
    url: str


def findings(verdicts: Verdicts, knowledge: SiteKnowledge, *, url: str) -> list[Finding]:
    """Return the kept blocks that are not the article's, each with reason and evidence.

    A page that says it is something else than an article ("website", "product") may be made of
    what recurs: there only the titles of other articles count.
    """
    page = _PageMatches(verdicts, knowledge, url)
    found: dict[int, Finding] = {}
    template = verdicts.view.facts.is_article >= 0
    for finder in FINDERS if template else (_other_stories,):
        for finding in finder(page):
            if verdicts.kept[finding[0]] and finding[0] not in found:
                found[finding[0]] = finding
    words = verdicts.view.words
    if words[list(found)].sum() > MOST_TAKEN * words[verdicts.kept].sum():
        return []
    return list(found.values())


def _kept(page: _PageMatches) -> list[int]:
    texts = page.verdicts.view.reading.b_text
    return [i for i, kept in enumerate(page.verdicts.kept) if kept and headline_sized(texts[i])]


def _recurring(page: _PageMatches) -> Iterator[Finding]:
    """Find text that other pages of the site have too."""
    knowledge, view = page.knowledge, page.verdicts.view
    for i in _kept(page):
        text = view.reading.b_text[i]
        seen = knowledge.texts.get(text_key(text))
        if seen is None:
            continue
        linked = view.link[i] >= LINKED
        disowned = seen.pages >= MIN_PAGES and seen.kept <= DISOWNED * seen.pages
        standing = (
            seen.pages >= MIN_PAGES and seen.pages >= TEXT_SHARE * seen.of and not view.heading[i]
        )
        if disowned or standing or (linked and seen.pages >= LINK_PAGES):
            yield i, "template", f"on {seen.pages} of {seen.of} pages{_since(seen.since)}"


def _other_stories(page: _PageMatches) -> Iterator[Finding]:
    """Find the title of, or a bare link to, another stored article."""
    stories, reading = other_stories(page.knowledge), page.verdicts.view.reading
    own = page_key(page.url)
    own_titles = _own_titles(page.verdicts.view)
    for i in _kept(page):
        if _heads_text(page, i):
            continue
        title = stories.named_by(reading.b_text[i], extended=not _guarded(page, i))
        if title and squash(title) not in own_titles:
            yield i, "other_story", f'title of another article: "{title}"'
            continue
        target = page_key(reading.b_href[i], page.url) if reading.b_href[i] else ""
        if target in stories.urls and target != own and page.verdicts.view.link[i] >= LITTLE_ELSE:
            yield i, "other_story", f"but a link to another article: {target}"


def _heads_text(page: _PageMatches, i: int) -> bool:
    """Say whether a block is the heading of body text: an article may be about other articles."""
    kept = page.verdicts.kept
    below = i + 1
    return bool(
        page.verdicts.view.heading[i]
        and below < len(kept)
        and kept[below]
        and _guarded(page, below)
    )


def _own_titles(view: PageFeatures) -> str:
    """Return all that the page may call itself, as one squashed text."""
    h1 = TAGS["h1"]
    lines = [text for i, text in enumerate(view.reading.b_text) if view.tag[i] == h1]
    return "|".join(map(squash, (view.facts.title, *lines)))


def _frames(page: _PageMatches) -> Iterator[Finding]:
    """Find blocks in a place whose blocks are not body text on the site's other pages."""
    view, score = page.verdicts.view, page.verdicts.score
    doubtful = [i for i in _kept(page) if score[i] < SURE_OF_TEXT and not _guarded(page, i)]
    layout = layout_of(page.knowledge, parts_of(view.reading)) if doubtful else None
    if layout is None:
        return
    keys = frame_keys(view.reading, [bool(link >= LINKED) for link in view.link])
    for i in doubtful:
        frame = next((layout.frames[key] for key in keys[i] if key in layout.frames), None)
        if frame is not None and frame.kept <= DISOWNED * frame.blocks:
            on = f"{frame.pages} of {layout.pages} pages{_since(frame.since)}"
            yield i, "template", f"its place holds no body text on {on}"


def _guarded(page: _PageMatches, i: int) -> bool:
    """Say whether a block may be the article: it is unique to this page, like a sentence, and no link."""
    view = page.verdicts.view
    return bool(view.link[i] < LINKED) and is_sentence(view.reading.b_text[i])


def layout_of(knowledge: SiteKnowledge, parts: frozenset[str]) -> Layout | None:
    """Return the layout a page is built by, or None if it is like no layout known."""
    likest = max(knowledge.layouts, key=lambda layout: likeness(parts, layout.parts), default=None)
    if likest is None or likeness(parts, likest.parts) < LIKE_LAYOUT:
        return None
    return likest


def _since(day: str) -> str:
    return f" since {day}" if day else ""


FINDERS = (_recurring, _other_stories, _frames)
