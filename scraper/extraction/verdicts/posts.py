"""Posts of a thread: where a page is of a forum, and names the element of each post's text, what stands in
them is what people wrote there, however little it looks like an article."""

import re

import numpy as np
import numpy.typing as npt

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.features.rows import TAGS, PageFeatures

Array = npt.NDArray[np.float32]

FEWEST = 2  # posts on a page
_POSTED, _COMMENTED = 1, 2
LEAST = 0.03  # probability below which a line in a post is a signature or a control
MOST_COPIES = 2  # of a line that is no paragraph or cell: more are a control, a rank or the title over each post
POST = 0.6
"""Probability that a line in a post gets at least. On WCXB's forum pages of unseen sites word F1 rises from .78 to .81."""

_TEXT = re.compile(
    r"""(?:^|\ )(?:text|articlebody)(?:\ |$)       # what microdata call the text of a post
    |(?:^|[^a-z])(?:post|message|comment|reply|answer)[-_]?(?:body|content|text)(?![a-z])  # forums' own names
    |(?:^|\ )(?:user-?content|bbwrapper|cooked|formatted-text)(?:\ |$)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Elements that hold the text of a post."""
_BESIDE = re.compile(
    r"""signature|(?:^|\ )sig\d*(?:\ |$)|(?<!has-)(?<!no-)(?<!is-)(?<!by-)(?<!topic-)(?:author|profile)
    |attribution|user-?(?:details|info|title)|last-?(?:edit|post)|teaser|unfurl|onebox|post-?left""",
    re.IGNORECASE | re.VERBOSE,
)
"""What stands in a post beside its text: who wrote it, and the page that a link leads to."""
_COMMENTS = re.compile(r"(?<![a-z])comments?(?![a-z])", re.IGNORECASE)


def with_posts(view: PageFeatures, score: Array) -> Array:
    """Return the probabilities, those in the posts of a thread raised; quotes of other posts stay as they are."""
    page = view.reading
    if not view.facts.is_thread:
        return score
    inside, posts = _in_posts(page)
    if posts < FEWEST:
        return score
    in_post = np.array([inside[element] for element in page.b_element], dtype=bool)
    own_words = (score >= LEAST) & (
        (view.lines.copies <= MOST_COPIES) | view.good | (view.tag == TAGS["td"])
    )
    return np.where(in_post & own_words, np.maximum(score, POST), score).astype(np.float32)


def _in_posts(page: FlatPage) -> tuple[list[bool], int]:
    """Say for each element whether it stands in a post and in nothing beside its text, and how many posts
    there are.

    Where there are posts enough without them, comments on posts are beside the text.
    """
    inside: list[int] = []  # 0: in no post, POSTED: in one, COMMENTED: in one that is a comment
    beside: list[bool] = []
    commented: list[bool] = []
    posts = {_POSTED: 0, _COMMENTED: 0}
    for tag, parent, key in zip(page.e_tag, page.e_parent, page.e_key, strict=True):
        around = parent >= 0
        commented.append((around and commented[parent]) or bool(_COMMENTS.search(key)))
        beside.append(
            (around and beside[parent]) or tag == "blockquote" or bool(_BESIDE.search(key))
        )
        post = (inside[parent] if around else 0) or 0
        if _TEXT.search(key) and not beside[-1]:
            post = _COMMENTED if commented[-1] else _POSTED
            posts[post] += 1
        inside.append(post)
    wanted = {_POSTED} if posts[_POSTED] >= FEWEST else {_POSTED, _COMMENTED}
    found = [post in wanted and not out for post, out in zip(inside, beside, strict=True)]
    return found, sum(posts[kind] for kind in wanted)
