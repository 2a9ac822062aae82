"""The precise rules that overrule the model, each with its reason.

A rule is a function `(view, kept, score) -> blocks to drop` and a row in `RULES`; a later rule
never brings back what an earlier one dropped.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.lines import CONCEPT_CODES
from scraper.extraction.features.names import BIT
from scraper.extraction.features.rows import TAGS, TITLE_SHARE, PageFeatures
from scraper.extraction.metadata.dates import parse_date
from scraper.extraction.plain.lines import full_stop
from scraper.extraction.verdicts.unseen import unseen

Array = npt.NDArray[np.float32]

COPY_WORDS = 8  # an exact copy of a kept block this long is the page's second version of it
LIST_LABELS = frozenset(
    CONCEPT_CODES[c] for c in ("related", "ranking", "tags", "newsletter", "share")
)
TITLE_WORDS = 4  # in the headline, from which a line of no other words repeats it
TITLE_PART = 0.4  # of the title, which may name the site as well
SURE_DATE = 0.9  # probability from which a bare date above the body stays
DATE_WORDS = 8
DATE_NAMES = 2  # words beside the numbers: a weekday and a month
NOTICES = frozenset(CONCEPT_CODES[c] for c in ("newsletter", "share", "paywall", "copyright"))
"""Of 768 lines of labelled pages that are worded like a copyright one is body text."""
NOTICE_WORDS = 45
SURE_OF_NOTICE = 0.9  # probability from which even a line worded like a notice stays
HEADLINE_WORDS = 32  # a teaser's headline or deck is no longer
LIST_LINK_DENSITY = 0.6
INSERT_LINK_DENSITY = 0.5
WHOLE_LINK = 0.95
PAGE_HREF = 3
SHOUT = 0.8  # share of capitals
SURE_DECK = 0.9  # probability from which the text under a linked heading stays
DECK_WORDS = 45
DECK_LEVELS = 3  # ancestors of the heading looked at
DECK_BLOCKS = 4  # a teaser's box holds kicker, headline, deck and date at the most
STORY_HREF = 5  # see `linefacts.href_kind`
SURE_OF_LINK = 0.9  # probability from which even a linked line stays
SURE_IN_BOX = 0.68  # probability from which a block stays whatever its box is called
BOX_LEVELS = 5  # ancestors looked at
BOX_SHARE = 0.35  # of the kept words; a "box" that holds more is the article itself
SURE_CAPTION = 0.7  # probability from which a block named a caption stays all the same
CAPTION_WORDS = 50
HEADING_RUN = 4  # headings in a row; true articles have subheads of one level in pairs at the most
HEADLINE_MIN = 5.0  # mean words of such headings; shorter ones are entries of a table
BOXES = BIT["newsletter"] | BIT["comment"] | BIT["related"] | BIT["share"] | BIT["consent"]


def _headline(view: PageFeatures, kept: npt.NDArray[np.bool_], _score: Array) -> list[int]:
    """Find the page's own title: it is `Article.title`, not body text."""
    share, shared = view.lines.title_share, view.lines.title_shared
    is_h1 = view.tag == TAGS["h1"]
    same = is_h1 & (share >= TITLE_SHARE) & (shared >= 1) & kept
    size = np.array([len(words) for words in view.lines.tokens])
    whole = (shared >= TITLE_WORDS) & (shared >= size) & (share >= TITLE_PART) & kept
    whole[_body_start(view, kept) :] = False
    found: list[int] = np.nonzero(same | whole)[0].tolist()
    return found


def _body_start(view: PageFeatures, kept: npt.NDArray[np.bool_]) -> int:
    """Return the first kept block that is a paragraph and no repetition of the headline."""
    return int(np.argmax(kept & view.good)) if (kept & view.good).any() else len(kept)


def _datelines(view: PageFeatures, kept: npt.NDArray[np.bool_], score: Array) -> list[int]:
    """Find a line above the body that is a date and nothing else."""
    start = _body_start(view, kept)
    above = np.nonzero(
        kept[:start] & (score[:start] < SURE_DATE) & (view.words[:start] <= DATE_WORDS)
    )
    texts = view.reading.b_text
    return [i for i in above[0].tolist() if _is_date(texts[i])]


def _is_date(text: str) -> bool:
    spelt = [word for word in text.split() if word.strip(",.").isalpha()]
    return len(spelt) <= DATE_NAMES and parse_date(text) is not None


def _notices(view: PageFeatures, kept: npt.NDArray[np.bool_], score: Array) -> list[int]:
    """Find an invitation to subscribe, follow or share, or a copyright, in the words the languages have for it."""
    worded = np.isin(view.lines.promo, list(NOTICES)) & (view.words <= NOTICE_WORDS)
    found: list[int] = np.nonzero(kept & worded & (score < SURE_OF_NOTICE))[0].tolist()
    return found


def _copies(view: PageFeatures, kept: npt.NDArray[np.bool_], _score: Array) -> list[int]:
    """Find a long block that repeats a kept block word for word."""
    seen: set[str] = set()
    out = []
    for i in np.nonzero(kept & (view.lines.copies > 1) & (view.words >= COPY_WORDS))[0].tolist():
        text = view.reading.b_text[i]
        if text in seen:
            out.append(i)
        seen.add(text)
    return out


def _labelled_lists(view: PageFeatures, kept: npt.NDArray[np.bool_], _score: Array) -> list[int]:
    """Find what follows a label such as "Most read": headlines, list items, and decks under headlines."""
    labels = np.nonzero(np.isin(view.lines.label, list(LIST_LABELS)))[0]
    out: list[int] = []
    n = len(kept)
    at = 0
    for label in labels:
        if label < at:  # a label inside a list: what follows it belongs to that list
            continue
        at = int(label) + 1
        members: list[int] = []
        while at < n and (
            _is_headline_like(view, at) or (members and _is_deck(view, members[-1], at))
        ):
            members.append(at)
            at += 1
        if members:
            out.append(int(label))
            out.extend(members)
        elif at < n and not kept[at]:
            out.append(int(label))
    return out


def _is_headline_like(view: PageFeatures, i: int) -> bool:
    if view.words[i] > HEADLINE_WORDS or view.counts.stops[i] > 2:
        return False
    in_list = view.tag[i] == TAGS["li"] or (
        view.geo.depth[view.geo.element[i]] > 1 and _in_item(view, i)
    )
    return bool(
        view.link[i] >= LIST_LINK_DENSITY
        or (in_list and view.lines.last[i] != 1 and not _ends_sentence(view, i))
    )


def _in_item(view: PageFeatures, i: int) -> bool:
    element = int(view.geo.element[i])
    for _step in range(3):
        if view.reading.e_tag[element] == "li":
            return True
        element = int(view.geo.parent[element])
    return False


def _ends_sentence(view: PageFeatures, i: int) -> bool:
    text = view.reading.b_text[i]
    return text[-1] in "!！" or full_stop(text)


def _bare_headings(view: PageFeatures, kept: npt.NDArray[np.bool_], _score: Array) -> list[int]:
    """Find a heading with nothing kept below it."""
    out = []
    n = len(kept)
    for i in np.nonzero(kept & view.heading)[0]:
        at = int(i) + 1
        level = view.tag[i]
        while at < n and not kept[at]:
            at += 1
        if at >= n or (view.heading[at] and view.tag[at] < level):
            out.append(int(i))
    return out


def _inserts(view: PageFeatures, kept: npt.NDArray[np.bool_], _score: Array) -> list[int]:
    """Find "Read also: ..." and its kin: worded as an insert, and mostly a link."""
    f = view.lines
    worded = ((f.prefix > 0) | np.isin(f.promo, list(LIST_LABELS))) & (
        view.link >= INSERT_LINK_DENSITY
    )
    return [int(i) for i in np.nonzero(worded & kept & (view.words <= HEADLINE_WORDS))[0]]


def _linked_headlines(view: PageFeatures, kept: npt.NDArray[np.bool_], score: Array) -> list[int]:
    """Find a line that is one link to a story and no sentence: the headline of another story."""
    f = view.lines
    shouted = view.counts.uppers > SHOUT * (view.counts.letters + 1)
    to_story = (f.href == STORY_HREF) | ((f.href >= PAGE_HREF) & shouted)
    whole = (view.link >= WHOLE_LINK) & to_story & (view.words >= 4)
    lone = (
        whole & (view.words <= HEADLINE_WORDS) & (view.counts.stops <= 1) & (score < SURE_OF_LINK)
    )
    return [int(i) for i in np.nonzero(lone & kept)[0]]


def _decks(view: PageFeatures, kept: npt.NDArray[np.bool_], score: Array) -> list[int]:
    """Find the line or two under another story's linked headline, in the same box or beside it."""
    out = []
    for i in np.nonzero(
        ~kept & (view.link >= WHOLE_LINK) & (view.lines.href == STORY_HREF) & view.heading
    )[0]:
        at = int(i) + 1
        if at < len(kept) and kept[at] and _is_deck(view, int(i), at) and score[at] < SURE_DECK:
            out.append(at)
    return out


def _is_deck(view: PageFeatures, heading: int, at: int) -> bool:
    """Say whether a block shares a small box with the heading before it."""
    if view.words[at] > DECK_WORDS or view.heading[at]:
        return False
    element = int(view.geo.element[heading])
    for _step in range(DECK_LEVELS):
        if int(view.geo.first[element]) <= at < int(view.geo.end[element]):
            return float(view.geo.end[element] - view.geo.first[element]) <= DECK_BLOCKS
        element = int(view.geo.parent[element])
    return False


def _named_boxes(view: PageFeatures, kept: npt.NDArray[np.bool_], score: Array) -> list[int]:
    """Doubtful blocks in an element that its class calls a newsletter, comments, related box."""
    total = max(float(view.words[kept].sum()), 1.0)
    out = []
    for i in np.nonzero(kept & (score < SURE_IN_BOX))[0]:
        element = int(view.geo.element[i])
        for _step in range(BOX_LEVELS):
            if element <= 0:
                break
            inside = slice(int(view.geo.first[element]), int(view.geo.end[element]))
            if view.families[element] & BOXES:
                if float((view.words[inside] * kept[inside]).sum()) < BOX_SHARE * total:
                    out.append(int(i))
                break
            if view.families[element] & BIT["body"]:
                break
            element = int(view.geo.parent[element])
    return out


def _controls(view: PageFeatures, kept: npt.NDArray[np.bool_], _score: Array) -> list[int]:
    """Find the words on a button."""
    return [i for i in np.nonzero(kept & (view.tag == TAGS["button"]) & (view.words < 6))[0].tolist()
            if view.reading.e_tag[view.reading.b_element[i]] == "button"]  # fmt: skip


def _heading_runs(view: PageFeatures, kept: npt.NDArray[np.bool_], _score: Array) -> list[int]:
    """Headings of one level with nothing between them: a list of headlines, as in a carousel."""
    at = np.nonzero(kept)[0]
    heading, tag = view.heading[at], view.tag[at]
    out: list[int] = []
    start = 0
    for i in range(1, len(at) + 1):
        if i == len(at) or not heading[i] or tag[i] != tag[start]:
            run = at[start:i]
            if (
                heading[start]
                and i - start >= HEADING_RUN
                and view.words[run].mean() >= HEADLINE_MIN
            ):
                out.extend(run.tolist())
            start = i
    return out


def _captions(view: PageFeatures, kept: npt.NDArray[np.bool_], score: Array) -> list[int]:
    """Find a short block that its own class calls a caption, wherever it stands."""
    doubtful = np.nonzero(kept & (score < SURE_CAPTION) & (view.words < CAPTION_WORDS))[0]
    named = (int(i) for i in doubtful)
    own = view.families[view.geo.element]
    return [i for i in named if own[i] & BIT["caption"] and not own[i] & BIT["dropcap"]]


Rule = Callable[[PageFeatures, npt.NDArray[np.bool_], Array], list[int]]

RULES: tuple[tuple[str, Rule], ...] = (
    ("hidden", unseen),
    ("headline", _headline),
    ("dateline", _datelines),
    ("notice", _notices),
    ("copy", _copies),
    ("labelled_list", _labelled_lists),
    ("insert", _inserts),
    ("linked_headline", _linked_headlines),
    ("deck", _decks),
    ("named_box", _named_boxes),
    ("heading_run", _heading_runs),
    ("caption", _captions),
    ("control", _controls),
    ("bare_heading", _bare_headings),
)
