"""Posts of a thread: where a page is of a forum, and names the element of each post's text, what stands in
them is what people wrote there, however little it looks like an article, and what stands around them is not:
who wrote when, votes, signatures, buttons, other threads."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.features.blocks import TAGS
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.letters import one_of

Array = npt.NDArray[np.float32]

FEWEST = 2  # posts on a page
QUOTED, FOREIGN = 1, 2
LEAST = 0.03  # probability below which a line in a post is a signature or a control
MOST_COPIES = 2  # of a line that is no paragraph or cell: more are a control, a rank or the title over each post
POST = 0.7  # more than a box named after comments needs
"""Probability that a line in a post gets at least. On WCXB's forum pages of unseen sites word F1 rises from .78 to .81."""

MOSTLY_POSTS = 0.75
"""Share of the likely words from the first post on, from which posts are all of the text."""
LIKELY = 0.5  # probability from which words count for that
AROUND = 0.02  # probability that a line around the posts gets at most
SURE_AROUND = 0.9
"""Probability from which a paragraph between the posts stays, as an answer of another make."""

ARTICLE_SHARE = 1.5  # times the words of the comments, from which the text above them is an article

_POST_TEXT = re.compile(
    r"""(?:^|\ )articlebody(?:\ |$)
    |(?:^|[^a-z])(?:post|message|comment|reply|answer|note|usertext)[-_]?(?:body|content|text|message)(?![a-z])
    |(?:^|\ )(?:user-?content|bbwrapper|cooked|formatted-text|(?:comm|top)text)(?:\ |$)
    |(?:^|\ )(?:msg|pid)_\d+(?:\ |$)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Names of elements that tell the text of a post wherever they stand."""
_TEXT = re.compile(
    rf"(?:^|\ )text(?:\ |$)|{_POST_TEXT.pattern}",  # as microdata call it, but also many a part of a card
    re.IGNORECASE | re.VERBOSE,
)
"""Elements that hold the text of a post."""
_may_hold_text = one_of("text", "body", "content", "message", "cooked", "bbwrapper", "msg_", "pid_")
_INNER = re.compile(r"(?:^|\ )content(?:\ |$)")
"""The same inside of one of these: beside it stand a title, who wrote it, and when."""
_BESIDE = re.compile(
    r"""signature|(?:^|\ )sig\d*(?:\ |$)|(?<!has-)(?<!no-)(?<!is-)(?<!by-)(?<!topic-)(?:author|profile)
    |attribution|reactions?(?:\ |$)|user-?(?:details|info|title)|last-?(?:edit|post)|teaser|unfurl|onebox|post-?left""",
    re.IGNORECASE | re.VERBOSE,
)
"""What stands in a post beside its text: who wrote it, and the page that a link leads to."""
_NO_WHOLE_POST = re.compile(
    r"signature|(?:^|\ )sig\d*(?:\ |$)|teaser|unfurl|onebox|last-?edit|(?:author|profile|last)[-_]?posts",
    re.IGNORECASE,
)
"""What stands beside it even where that, or an element in it, is named like the text of a post."""
_may_be_beside = one_of(
    "sig", "author", "profile", "attribution", "reaction", "user", "last", "teaser", "unfurl", "onebox", "left"
)  # fmt: skip
_COMMENTS = re.compile(r"(?<![a-z])comments?(?![a-z])", re.IGNORECASE)


class _Posts(NamedTuple):
    """The posts of a page: by element, whether it is part of what they say, whether it is named like what stands
    beside that, and whether like a comment on one; the element that holds the text of each; whether these are more
    than comments."""

    inside: Sequence[bool]
    beside: Sequence[bool]
    commented: Sequence[bool]
    elements: Sequence[int]
    has_own: bool


def with_posts(view: PageFeatures, score: Array) -> Array:
    """Return the probabilities, those in the posts of a thread raised, and those around them lowered; quotes
    of other posts stay as they are."""
    page = view.reading
    if not view.facts.is_thread:
        return score
    posts = _in_posts(page)
    if len(posts.elements) < FEWEST or (not posts.has_own and _has_article(view, score, posts)):
        return score
    in_post = _of_blocks(page, posts.inside)
    own_words = (np.maximum(score, _best_of_posts(page, posts.elements, score)) >= LEAST) & (
        (view.lines.copies <= MOST_COPIES) | view.good | (view.tag == TAGS["td"])
    )
    raised = np.where(in_post & own_words, np.maximum(score, POST), score).astype(np.float32)
    return _with_frames(view, raised, posts)


def _of_blocks(page: FlatPage, flags: Sequence[bool]) -> npt.NDArray[np.bool_]:
    """Return for each block what `flags` say of its element."""
    return np.array([flags[element] for element in page.b_element], dtype=bool)


def _has_article(view: PageFeatures, score: Array, posts: _Posts) -> bool:
    """Say whether a page whose posts are named like comments has a text far longer than those, on which they comment."""
    commented = _of_blocks(view.reading, posts.commented)
    text = view.words[~commented & view.good & (score >= LIKELY)].sum()
    return bool(text > ARTICLE_SHARE * view.words[commented].sum())


def _best_of_posts(page: FlatPage, elements: Sequence[int], score: Array) -> Array:
    """Return for each block of a post that has none as likely as a post's text 1.0, for all others 0.0: an answer of
    two words is one."""
    out = np.zeros(len(score), dtype=np.float32)
    for element in elements:
        inside = slice(page.e_first[element], page.e_end[element])
        if score[inside].max(initial=1.0 if inside.start == inside.stop else 0.0) < LEAST:
            out[inside] = 1.0
    return out


def _with_frames(view: PageFeatures, score: Array, posts: _Posts) -> Array:
    """Return the probabilities, those of what stands around the posts lowered; where much text stands outside of
    them, an answer may have other names than the rest, and nothing is."""
    page = view.reading
    beside, commented = _of_blocks(page, posts.beside), _of_blocks(page, posts.commented)
    outside = np.ones(len(score), dtype=bool)
    for element in posts.elements:
        outside[page.e_first[element] : page.e_end[element]] = False
    first = page.e_first[page.largest(posts.elements[0], 0, page.e_first[posts.elements[1]])]
    outside[:first] = False
    if 0 <= view.title < first:
        outside[view.title + 1 : first] = ~view.good[view.title + 1 : first]
    likely = view.words * (score >= LIKELY)
    within = float(likely[~outside].sum())
    if within < MOSTLY_POSTS * (
        within + float(likely[outside & view.good & ~beside & ~commented].sum())
    ):
        return score
    sure = view.good & (score >= SURE_AROUND)
    lowered = outside & ((commented & posts.has_own) | ~sure)
    lowered[first:] |= beside[first:]
    return np.where(lowered, np.minimum(score, AROUND), score).astype(np.float32)


def _in_posts(page: FlatPage) -> _Posts:
    """Return the posts of a page.

    Where there are posts enough without them, comments on posts are beside the text, unless they have the make of posts.
    """
    elements = len(page.e_tag)
    # 0: no, QUOTED: another's words, FOREIGN: what no author of the post wrote into it
    beside: list[int] = []
    commented: list[bool] = []
    # the element that holds a post's text at or around each element; -1 for none
    around: list[int] = []
    within: dict[int, list[int]] = {-1: []}  # such elements by the one around them
    for element, (tag, parent, key, holds_text) in enumerate(
        zip(page.e_tag, page.e_parent, page.e_key, _holding_texts(page), strict=True)
    ):
        outer = around[parent] if parent >= 0 else -1
        is_text = _may_hold_text(key) and bool(_TEXT.search(key))
        named = _beside(tag, key, is_text=is_text, holds_text=holds_text)
        beside.append(max(beside[parent] if parent >= 0 else 0, named))
        commented.append((parent >= 0 and commented[parent]) or bool(_COMMENTS.search(key)))
        if not beside[-1] and (is_text or (outer >= 0 and _INNER.search(key))):
            within[outer].append(element)
            within[outer := element] = []
        around.append(outer)
    own = [element for element in within[-1] if not commented[element]]
    makes = {page.make(element) for element in own}
    has_own = len(own) >= FEWEST and not any(
        commented[element] and page.make(element) in makes for element in within[-1]
    )
    texts = _innermost(page, within, own if has_own else within[-1])
    inside = [False] * elements
    for element in texts:
        inside[element] = True
    for element, parent in enumerate(page.e_parent):
        inside[element] = inside[element] or (parent >= 0 and inside[parent])
    return _Posts(
        [post and not out for post, out in zip(inside, beside, strict=True)],
        [out == FOREIGN for out in beside],
        commented,
        texts,
        has_own,
    )


def _holding_texts(page: FlatPage) -> list[bool]:
    """Say for each element whether it, or one in it, is named like the text of a post."""
    holding = [_may_hold_text(key) and bool(_POST_TEXT.search(key)) for key in page.e_key]
    for element in range(len(holding) - 1, 0, -1):
        if holding[element] and (parent := page.e_parent[element]) >= 0:
            holding[parent] = True
    return holding


def _beside(tag: str, key: str, *, is_text: bool, holds_text: bool) -> int:
    """Return QUOTED for an element that holds another post's words, FOREIGN for what nobody wrote into the post; what
    holds the text of a post may be named after its author."""
    if _may_be_beside(key) and _BESIDE.search(key) and (not holds_text or _NO_WHOLE_POST.search(key)):  # fmt: skip
        return FOREIGN
    is_quote = tag == "blockquote" or (tag == "aside" and "quote" in key)
    return QUOTED if is_quote and not is_text else 0


def _innermost(page: FlatPage, within: Mapping[int, Sequence[int]], texts: list[int]) -> list[int]:
    """Return the elements that hold nothing but the text of a post, where each of `texts` holds one such element
    of the same make and a line or two beside it, or one holds them all."""
    while True:
        inner = [within[element] for element in texts]
        is_alike = len({page.make(element) for found in inner for element in found}) == 1
        if not is_alike or not (all(len(found) == 1 for found in inner) or len(texts) == 1):
            return texts
        texts = [element for found in inner for element in found]
