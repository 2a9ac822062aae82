"""From the shapes of a host's pages to what they have in common. Pure; never on one page's word."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from scraper.extraction.site.page_shape import PageShape
from scraper.models.site import (
    Layout,
    OtherArticle,
    Recurring,
    SiteKnowledge,
    TemplatePlace,
)

MIN_PAGES = 3  # different pages of a host before anything but their titles is believed
MIN_TEXT_PAGES = 2  # of them on which a text must stand to be kept in mind
LIKE_LAYOUT = 0.3  # Jaccard likeness of the parts of two pages of one layout
COMMON_PART = 0.5  # share of a layout's pages that have a part
SAME_STORY = 0.5  # share of a page's body texts that another page has: one article, two addresses
TITLE_CHARS = 15  # a shorter title ("Home", "Opinion") names no article


def learn(host: str, pages: Iterable[PageShape]) -> SiteKnowledge:
    """Return what the pages share. With fewer than `MIN_PAGES` of them, only their titles."""
    distinct = _distinct(sorted(pages, key=lambda page: (page.day, page.url)))
    enough = len(distinct) >= MIN_PAGES
    days = sorted(filter(None, (page.day for page in distinct)))
    return SiteKnowledge(
        host=host,
        pages=len(distinct),
        since=days[0] if days else "",
        until=days[-1] if days else "",
        layouts=tuple(map(_layout, _by_layout(distinct))) if enough else (),
        texts=_texts(distinct) if enough else {},
        stories=_stories(distinct),
    )


def _distinct(pages: Sequence[PageShape]) -> list[PageShape]:
    """Return the newest page of each article: a second capture or address proves nothing more."""
    by_address = {page.url or id(page): page for page in pages}
    body_of: dict[str, set[int]] = defaultdict(set)
    chosen: list[PageShape] = []
    for page in reversed(by_address.values()):
        body = {seen.key for seen in page.texts if seen.kept and not seen.linked}
        shared = Counter(index for key in body for index in body_of.get(key, ()))
        if any(count > SAME_STORY * len(body) for count in shared.values()):
            continue
        for key in body:
            body_of[key].add(len(chosen))
        chosen.append(page)
    return chosen[::-1]


def _by_layout(pages: Sequence[PageShape]) -> list[list[PageShape]]:
    """Group pages of like parts; each page joins the group whose last page it is most like."""
    groups: list[list[PageShape]] = []
    for page in pages:
        best = max(groups, key=lambda group: likeness(page.parts, group[-1].parts), default=None)
        if best is not None and likeness(page.parts, best[-1].parts) >= LIKE_LAYOUT:
            best.append(page)
        else:
            groups.append([page])
    return [group for group in groups if len(group) >= MIN_PAGES]


def likeness(one: frozenset[str], two: frozenset[str]) -> float:
    """Return how alike two pages are, by Jaccard's measure of their named parts; 1 where neither has any."""
    union = len(one | two)
    return len(one & two) / union if union else 1.0


def _layout(pages: Sequence[PageShape]) -> Layout:
    parts = Counter(part for page in pages for part in page.parts)
    common = frozenset(p for p, count in parts.items() if count >= COMMON_PART * len(pages))
    on: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for page in pages:
        here: dict[str, list[bool]] = defaultdict(list)
        for seen in page.texts:
            for frame in seen.frames:
                here[frame].append(seen.kept)
        for frame, kept in here.items():
            on[frame].append((len(kept), sum(kept), page.day))
    frames = {
        key: TemplatePlace(len(seen), sum(s[0] for s in seen), sum(s[1] for s in seen), _first_day(s[2] for s in seen))
        for key, seen in sorted(on.items())
        if len(seen) >= MIN_PAGES
    }  # fmt: skip
    days = [page.day for page in pages if page.day]
    return Layout(len(pages), min(days, default=""), max(days, default=""), common, frames)


def _texts(pages: Sequence[PageShape]) -> dict[str, Recurring]:
    on: dict[str, list[tuple[bool, str, str]]] = defaultdict(list)
    for page in pages:
        once: dict[str, tuple[bool, str, str]] = {}
        for seen in page.texts:
            once[seen.key] = (seen.kept or once.get(seen.key, (False,))[0], page.day, seen.text)
        for key, seen_here in once.items():
            on[key].append(seen_here)
    days = [page.day for page in pages]
    return {
        key: _recurring(seen, days)
        for key, seen in sorted(on.items())
        if len(seen) >= MIN_TEXT_PAGES
    }


def _recurring(seen: Sequence[tuple[bool, str, str]], days: Sequence[str]) -> Recurring:
    """Return how often a text recurs, of the pages since its first day: a new box is new, not rare."""
    first = _first_day(day for _, day, _ in seen)
    since = max(sum(day >= first for day in days), len(seen))
    return Recurring(seen[0][2], len(seen), since, sum(kept for kept, _, _ in seen), first)


def _stories(pages: Sequence[PageShape]) -> tuple[OtherArticle, ...]:
    named = {
        (page.title, page.url): None
        for page in pages
        if len(page.title) >= TITLE_CHARS and any(seen.kept for seen in page.texts)
    }
    return tuple(OtherArticle(title, url) for title, url in named)


def _first_day(days: Iterable[str]) -> str:
    return min(filter(None, days), default="")
