"""Which text of a page is its own, and which texts stand beside it.

The page's own text is the one that begins below its title. What stands in an element of its own after
that one may be another: the stories of endless scroll, the posts of a blog's stream, a discussion.
Where stories stand side by side, each under a headline, the one whose headline is the title is its own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import TAGS, flagged, has_any, standing_in
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.letters import squash
from scraper.extraction.native import IS_NATIVE

if IS_NATIVE:
    from scraper.extraction.native import kept as compiled

Flags = npt.NDArray[np.bool_]

ARTICLE_WORDS = 60.0  # in kept paragraphs, from which they are the page's own text
START_WORDS = 40.0  # of the first paragraphs, which with the title show the element of the text
HEADING_MIN = 2.0  # words of a heading that begins an element after the text's own
BEFORE_HEADING = 4  # blocks before it in that element: a category, a date
WHOLE_LINK = 0.95  # share of a heading that is a link, from which all of it is
TITLE_WORDS = 4.0  # that a headline shares with the title, from which its story is the page's own
STORY_WORDS = 20.0  # in kept paragraphs below another headline, from which it has a story
MANY_STORIES = 6  # beside the one with the title, from which a page is a list of them unless it says it is an article
STORY_LEVELS = 4  # elements around the headline, of which one holds its story
ANNOUNCED_LINES = 3  # above a headline, of which one announces its story
ANNOUNCED_CHARS = 40  # of a line that announces the next story


class MainText(NamedTuple):
    """Where the page's own text stands: the element that holds its title and beginning, its first
    paragraph, and the outermost <article> around that, -1 where there is none."""

    element: int
    start: int
    article: int


def beside_main_text(view: PageFeatures, kept: Flags) -> list[int]:
    """Return the kept blocks of other texts that follow the page's own, where the page says that it is
    an article: a list, a forum or a shop shows many texts on purpose."""
    if view.facts.is_thread:
        return []
    stories = _other_stories(view, kept)
    if len(stories) >= MANY_STORIES and view.facts.is_article <= 0:
        return []
    others = [i for e in stories for i in kept_in(view, kept, e)] or _announced_below(view, kept)
    if view.facts.is_article <= 0:
        return others
    main = main_text(view, kept)
    return [*others, *_after(view, kept, main)] if main is not None else others


def _other_stories(view: PageFeatures, kept: Flags) -> list[int]:
    """Return the elements of stories beside the one whose headline is the page's title, before and after it.

    Each is of the same make, and begins with a headline of the same rank; one that is no <article> leads
    to a page of its own with it.
    """
    title = view.title
    if title < 0 or not view.heading[title] or not _is_headline(view, title):
        return []
    if np.count_nonzero(view.tag == view.tag[title]) < 2:
        return []
    page, words = view.reading, view.words * (kept & view.good)
    for element in islice(around(view, title), STORY_LEVELS):
        start, end = page.e_first[element], page.e_end[element]
        least = START_WORDS if page.e_tag[element] == "article" else ARTICLE_WORDS
        if float(words[start:end].sum()) < least:
            continue
        if not (has_any(kept[:start]) or has_any(kept[end:])):
            break  # all of the text is this story
        beside = flagged(view.geo.parent == page.e_parent[element])
        make = _make(view, element)
        alike = (e for e in beside if e != element and _make(view, e) == make)
        if others := [e for e in alike if _is_story(view, kept, e)]:
            return others
    return []


def _announced_below(view: PageFeatures, kept: Flags) -> list[int]:
    """Return the kept blocks from a line on that announces the next story above another headline (h1), in the element
    that holds both headlines: stories of a stream that have no elements of their own."""
    title = view.title
    if title < 0 or view.tag[title] != TAGS["h1"]:
        return []
    after, texts = title + 1, view.reading.b_text
    for i in flagged(view.tag[after:] == TAGS["h1"])[:MANY_STORIES]:
        headline = after + i
        above = range(max(after, headline - ANNOUNCED_LINES), headline)
        line = next((j for j in above if _announces(texts[j : j + 1])), headline)
        if line == headline:
            continue
        if paragraph_words(view, kept, title, line) < START_WORDS:
            return []
        end = view.reading.e_end[view.reading.smallest(title, headline)]
        return [line + j for j in flagged(kept[line:end])]
    return []


def with_own_headline(view: PageFeatures) -> PageFeatures:
    """Return the page with the title at the headline that its data name, where its title element fits none."""
    named = view.facts.headline
    if not named or (view.title >= 0 and _is_headline(view, view.title)):
        return view
    texts = view.reading.b_text
    same = [i for i in flagged(view.heading) if squash(texts[i]) == named]
    is_one = len(same) == 1 and view.words[same[0]] >= TITLE_WORDS
    return replace(view, title=same[0]) if is_one else view


def _is_headline(view: PageFeatures, block: int) -> bool:
    """Say whether a heading is the title of the page, and long enough for another's not to be."""
    if view.lines.title_shared[block] >= TITLE_WORDS:
        return True
    return is_named_headline(view, block)


def is_named_headline(view: PageFeatures, block: int) -> bool:
    """Say whether a block is what the page's data call the article, word for word."""
    is_long = view.words[block] >= TITLE_WORDS
    return bool(is_long and squash(view.reading.b_text[block]) == view.facts.headline)


def _make(view: PageFeatures, element: int) -> tuple[str, str]:
    """Return the make of an element; of an <article> the tag alone says enough."""
    return (
        ("article", "") if view.reading.e_tag[element] == "article" else view.reading.make(element)
    )


def _is_story(view: PageFeatures, kept: Flags, element: int) -> bool:
    """Say whether an element begins with a headline like the page's own, and has a text below it."""
    page, heading = view.reading, first_heading(view, kept, element, view.tag[view.title])
    if heading < 0:
        return False
    leads = view.link[heading] >= WHOLE_LINK and view.lines.here[heading] >= 0
    if not leads and page.e_tag[element] != "article":
        return False
    start, end = page.e_first[element], page.e_end[element]
    below = kept[start:end] & ~view.heading[start:end]
    return float(view.words[start:end][below].sum()) >= STORY_WORDS


def kept_in(view: PageFeatures, kept: Flags, element: int) -> list[int]:
    """Return the kept blocks of an element."""
    start, end = view.reading.e_first[element], view.reading.e_end[element]
    return [start + i for i in flagged(kept[start:end])]


def main_text(view: PageFeatures, kept: Flags) -> MainText | None:
    """Return where the page's own text stands; None where too little of it is kept to tell."""
    found = start_of_text(view, kept)
    if found is None:
        return None
    (start, last), anchor = found, view.title
    first = min(start, anchor) if anchor >= 0 else start
    element = view.reading.smallest(first, max(last, anchor))
    if element <= 0:  # only the page as a whole holds both
        element = view.reading.smallest(start, last)
    articles = [e for e in around(view, start) if view.reading.e_tag[e] == "article"]
    article = articles[-1] if articles else -1
    if article > 0:
        inside = int(view.geo.first[article]), int(view.geo.end[article])
        if paragraph_words(view, kept, *inside) < ARTICLE_WORDS:
            article = -1
    return MainText(element, start, article)


def start_of_text(
    view: PageFeatures, kept: Flags, *, native: bool = IS_NATIVE
) -> tuple[int, int] | None:
    """Return the first paragraph below the title, and the one with which the text has words enough to show its
    element; None where it has fewer."""
    if native:
        return compiled.start_of_text(kept, view.good, view.words, view.title, START_WORDS)
    body = flagged(kept & view.good)
    body = body[bisect_right(body, view.title) :] or body
    words = np.float32(0)
    for i in body:
        words += view.words[i]
        if words >= START_WORDS:
            return body[0], i
    return None


def paragraph_words(
    view: PageFeatures, kept: Flags, start: int, end: int, *, native: bool = IS_NATIVE
) -> float:
    """Return the words in the kept paragraphs of some blocks."""
    if native:
        return compiled.paragraph_words(kept, view.good, view.words, start, end)
    return float((view.words[start:end] * (kept & view.good)[start:end]).sum())


def around(view: PageFeatures, i: int) -> Iterator[int]:
    """Yield the elements around a block, the innermost first, without the page itself."""
    element = view.reading.b_element[i]
    while element > 0:
        yield element
        element = view.reading.e_parent[element]


def _after(view: PageFeatures, kept: Flags, main: MainText) -> list[int]:
    """Return the kept blocks after the main text that stand in elements of other texts."""
    page = view.reading
    end = page.e_end[main.article if main.article > 0 else main.element]
    below = [end + after for after in flagged(kept[end:])]

    def is_other(element: int) -> bool:
        return page.e_first[element] > main.start and _is_other(view, kept, main, element)

    return [*standing_in(page, below, is_other)] if below else []


def _is_other(view: PageFeatures, kept: Flags, main: MainText, element: int) -> bool:
    """Say whether an element after the main text holds another text.

    It does if it is an <article> beside the main one; if it begins with a heading and stands after the
    <article> and the element with the main text; or if it is alike that element and its heading is a
    link within the site, or comes after a line that announces the next story. Stories on their own have
    numbers in their ids, and so have the questions of a list, whose headings are links that open them.
    """
    reading = view.reading
    if main.article > 0:
        if reading.e_tag[element] == "article":
            return True
        beyond = reading.e_first[element] >= reading.e_end[main.element]
        if beyond and first_heading(view, kept, element) >= 0:
            return True
    alike = reading.are_of_one_make(element, main.element)
    heading = first_heading(view, kept, element) if alike else -1
    if heading < 0:
        return False
    same = reading.e_key[element] == reading.e_key[main.element]
    leads = same and view.link[heading] >= WHOLE_LINK and view.lines.here[heading] >= 0
    return bool(leads) or _is_announced(view, reading.e_end[main.element], heading)


def _is_announced(view: PageFeatures, end: int, heading: int) -> bool:
    """Say whether a line right above a heading, or right behind the end of the text, says that the next story follows."""
    texts = view.reading.b_text
    near = max(end, heading - ANNOUNCED_LINES)
    return _announces((*texts[near:heading], *texts[end : min(end + ANNOUNCED_LINES, near)]))


def _announces(lines: Sequence[str]) -> bool:
    return any(
        len(line) <= ANNOUNCED_CHARS and _NEXT_STORY.fullmatch(line.strip(" :.…→>»"))
        for line in lines
    )


_NEXT_STORY = re.compile(
    r"(?:up|read|watch)? ?next(?: up| article| story| post| read)?|(?:read|continue to) the next (?:article|story|post)"
    r"|nächste[rs]? (?:artikel|beitrag|meldung|thema)|article suivant|à lire ensuite|siguiente (?:artículo|noticia|nota)"
    r"|(?:articolo|notizia) successiv[oa]|próxim[ao] (?:artigo|notícia|matéria)|volgend(?:e|) (?:artikel|bericht)"
    r"|nästa artikel|neste sak|næste artikel|seuraava (?:artikkeli|juttu)|następny artykuł|další článek|ďalší článok"
    r"|következő cikk|articolul următor|следующая (?:статья|новость)|наступна (?:стаття|новина)|επόμενο άρθρο"
    r"|(?:sonraki|sıradaki) (?:haber|yazı|makale)|(?:ال(?:خبر|مقال|موضوع) التالي)|(?:خبر|مطلب) بعدی|הכתבה הבאה"
    r"|अगली खबर|পরবর্তী খবর|bài tiếp theo|(?:berita|artikel) (?:selanjutnya|berikutnya)|บทความถัดไป"
    r"|次の記事(?:へ)?|下一[篇則则](?:文章|新聞|新闻)?|다음 (?:기사|글)",
    re.IGNORECASE,
)


def first_heading(view: PageFeatures, kept: Flags, element: int, rank: int | None = None) -> int:
    """Return the heading with which an element begins, -1 where it begins with something else; of the headings that
    follow one another the first of this rank, where one is asked for: the first may be the date of a blog's post."""
    first = int(view.geo.first[element])
    for i in range(first, min(first + BEFORE_HEADING, int(view.geo.end[element]))):
        if view.heading[i] and view.words[i] >= HEADING_MIN and rank in (None, view.tag[i]):
            return i
        if kept[i] and view.good[i]:
            return -1
    return -1
