"""Posts of a thread: where a page says that it is a forum, and names the element of each post's text, what
stands in them is what people wrote there, however little it looks like an article."""

import re

import numpy as np
import numpy.typing as npt

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.features.rows import PageFeatures

Array = npt.NDArray[np.float32]

FEWEST = 2  # posts on a page
LEAST = 0.03  # probability below which a line in a post is a signature or a control
POST = 0.6
"""Probability that a line in a post gets at least. On WCXB's forum pages word F1 rises from .806 to .826."""

_TEXT = re.compile(r"(?:^| )(?:text|articlebody)(?: |$)", re.IGNORECASE)
"""What microdata call the text of a post."""


def with_posts(view: PageFeatures, score: Array) -> Array:
    """Return the probabilities, those in the posts of a thread raised; quotes of other posts stay as they are."""
    page = view.reading
    if not view.facts.declared or view.facts.declared[0] != "forum":
        return score
    inside, posts = _in_posts(page)
    if posts < FEWEST:
        return score
    in_post = np.array([inside[element] for element in page.b_element], dtype=bool)
    return np.where(in_post & (score >= LEAST), np.maximum(score, POST), score).astype(np.float32)


def _in_posts(page: FlatPage) -> tuple[list[bool], int]:
    """Say for each element whether it stands in a post and in no quote, and how many posts there are."""
    inside: list[bool] = []
    quoted: list[bool] = []
    posts = 0
    for tag, parent, key in zip(page.e_tag, page.e_parent, page.e_key, strict=True):
        in_quote = tag == "blockquote" or (parent >= 0 and quoted[parent])
        begins = bool(_TEXT.search(key))
        posts += begins
        quoted.append(in_quote)
        inside.append((begins or (parent >= 0 and inside[parent])) and not in_quote)
    return inside, posts
