"""Names and words for verdicts, from the same facts the classifier sees."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import NamedTuple

from scraper.extraction.features.blocks import TITLE_SHARE
from scraper.extraction.verdicts.surroundings import Surroundings

EVEN = 0.5  # probability, and share of a description's words
MOST_TOLD = 4  # pieces of evidence
LABEL_CHARS = 60  # of a heading or label that is quoted
_OF_WHOLE_SECTIONS = frozenset({"comments"})
"""What a label says of all that follows, also outside of its own box: threads of comments are long, and can be asked for."""


class Opinion(NamedTuple):
    """What the model says of a block."""

    score: float  # probability of body text
    least: float  # from which blocks of the page are kept

    @property
    def side(self) -> int:
        """1 where the block would be kept, else -1."""
        return 1 if self.score >= self.least else -1

    def words(self) -> str:
        """Return the probability in words, and from which one this page's blocks are kept where half would decide otherwise."""
        said = f"{self.score:.0%} likely body text"
        is_usual = (self.score >= self.least) == (self.score >= EVEN)
        return said if is_usual else f"{said} (this page's blocks are kept from {self.least:.0%})"


def name_reason(around: Surroundings, i: int) -> str:
    """Return the reason of a block the classifier dropped: the most telling word that what is around it supports."""
    if i == around.view.title:
        return "headline"
    own = around.concepts[i]
    if own:
        return own
    found, label = around.named(i), _label(around, i)
    # A gallery may hold more than the captions of its pictures: what stands below a label is what that says.
    if found and found.reason != "header" and not (found.reason == "caption" and label >= 0):
        return found.reason
    if label >= 0:
        return around.label_concepts[label]
    if around.linked[i]:
        return "link_list"
    return found.reason if found else "boilerplate"


def _label(around: Surroundings, i: int) -> int:
    """Return the label that says what a block is; -1 where the one above tells of another box."""
    label = around.labels[i]
    if label < 0 or around.label_concepts[label] in _OF_WHOLE_SECTIONS or around.heads(label, i):
        return label
    return -1


def explain(
    around: Surroundings, i: int, opinion: Opinion, rule: str, topics: Iterable[str]
) -> str:
    """Return the evidence in words: a rule's reason, and what moved the model most towards its verdict.

    `topics` are what spoke for what the model said, the strongest first (see `contributions`).
    The label above a foreign block is named in any case: the block's reason may come from it.
    """
    parts = [opinion.words()]
    if rule:
        parts.insert(0, _RULE_WORDS.get(rule, rule))
    side = opinion.side
    told = (_PHRASES[topic](around, i, side) for topic in topics)
    named = [*islice(filter(None, told), MOST_TOLD)]
    if side < 0 and around.labels[i] >= 0:
        label = _heading(around, i, side)
        if label not in named:
            named = [*named[: MOST_TOLD - 1], label]
    parts.extend(named)
    return ", ".join(parts)


def _links(around: Surroundings, i: int, _side: int) -> str:
    share = around.view.link[i]
    return f"{share:.0%} link text" if share else "no link"


def _wording(around: Surroundings, i: int, side: int) -> str:
    own = around.concepts[i]
    if own and side < 0:
        return f"worded like {own}"
    return "worded like body text" if side > 0 else "worded like boilerplate"


def _heading(around: Surroundings, i: int, _side: int) -> str:
    texts = around.view.reading.b_text
    if around.labels[i] >= 0:
        return f'under the label "{texts[around.labels[i]][:LABEL_CHARS]}"'
    above = around.headings[i]
    return f'under the heading "{texts[above][:LABEL_CHARS]}"' if above >= 0 else ""


def _names(around: Surroundings, i: int, side: int) -> str:
    found = around.named(i)
    if found and side < 0:
        return f"inside {found.element}"
    return "in elements named like " + ("an article" if side > 0 else "boilerplate")


def _repeated(around: Surroundings, i: int, _side: int) -> str:
    most = around.alike[i]
    return f"one of {most} alike" if most > 1 else ""


def _copies(around: Surroundings, i: int, _side: int) -> str:
    copies = int(around.view.lines.copies[i])
    return f"{copies} times on the page" if copies > 1 else ""


def _place(around: Surroundings, i: int, _side: int) -> str:
    """Say how far down the page a block is. Not as a number of blocks: cells of a table count here, and
    rows do where blocks are shown."""
    return f"{i / max(around.view.geo.n - 1, 1):.0%} down the page"


_PHRASES: dict[str, Callable[[Surroundings, int, int], str]] = {
    "links": _links,
    "wording": _wording,
    "heading": _heading,
    "names": _names,
    "repeated": _repeated,
    "title": lambda around, i, _: (
        "repeats the headline" if around.view.lines.title_share[i] >= TITLE_SHARE else ""
    ),
    "description": lambda around, i, _: (
        "says what the page's description says" if around.view.lines.describes[i] > EVEN else ""
    ),
    "copies": _copies,
    "pictures": lambda _around, _i, side: "beside a picture" if side < 0 else "",
    "neighbours": lambda _around, _i, side: "amid body text" if side > 0 else "away from body text",
    "place": _place,
    "length": lambda around, i, _: f"{int(around.view.words[i])} words",
}


_RULE_WORDS = {
    "hidden": "in an element that a browser does not show",
    "dateline": "a bare date above the text, or a line that says when the page was published",
    "caption": "named like a caption and alone with a picture, or worded like one",
    "byline": "says who wrote the text and nothing else",
    "control": "the words on a button or a tab, on the frame of code, or in a row of what readers may do with a post",
    "promotion": "in a small box that ends in a button, and not surely body text",
    "headline": "it is the page's own title",
    "notice": "an appeal to subscribe, donate, follow or share, or the label of an advertisement",
    "copy": "part of a second copy of the text above",
    "labelled_list": "a label and the headline-like items under it, or what follows one in its line",
    "story_link": "largely a link to another page of this site, and not surely body text",
    "deck": "the deck under another story's headline",
    "other_article": "below the headline of another story, which stands beside the article",
    "next_story": "below a heading that follows the article, or one of a series of teasers",
    "dialog": "in a dialog that opens above the page",
    "tooltip": "in an element that opens under the pointer",
    "hatnote": "leads to other articles of the same name",
    "contents": "of a table of contents: links to places of the page, under a heading that says so",
    "navigation": "in a menu, on a page that does not say it is an article",
    "footer": "in the footer of a page that does not say it is an article",
    "bio": "in an element named after the author's life, beside an article",
    "related": "in an element named after other articles, beside an article",
    "comments": "in an element named after readers' comments",
    "review": "in an element named reviews or ratings, on the page of a product",
    "other_product": "in a carousel or a box of other products, on the page of a product",
    "named_box": "in doubt, and in a box that its class names",
    "placeholder": "words of placeholder Latin, in which the text ends",
    "teaser": "beside a text that the page carries in its data, of which it shows the beginning at most",
    "second_opinion": "not in the second extractor's answer either",
    "bare_heading": "a heading with nothing kept below it",
}
